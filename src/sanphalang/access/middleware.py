"""Puts the viewer on the request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from sanphalang.access.heading import came_from
from sanphalang.access.models import User
from sanphalang.access.queries import viewer_of
from sanphalang.access.second_factor import was_shown
from sanphalang.access.staff_sessions import with_staff_session
from sanphalang.access.viewer import PUBLIC, Viewer

_ACCOUNTS = "/accounts/"
_LARGEST_NUMBER = 2**63 - 1
"""The largest number of a record that a database holds; it may refuse to look for a larger one."""


class ViewerMiddleware:
    """Sets ``request.viewer``: the account's viewer, read at most once a request, or the public.

    Pages of a browser that is signed in may hold private values, so no copy of them is kept: on a shared computer the
    back button would show them after the person has signed out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            add_never_cache_headers(response)
        return _for_the_whole_page(request, response)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Answer that there is nothing of a number that no record can have."""
        if any(isinstance(value, int) and value > _LARGEST_NUMBER for value in kwargs.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Lead somebody who was refused for want of a second factor to where it is set up, and back.

        What a viewer may not know of is refused as if it were not there: that page may be waiting behind it as well.
        """
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if not isinstance(exception, PermissionDenied | Http404) or not viewer.missed:
            return None
        return HttpResponseRedirect(f"{reverse('access:second_step')}?{urlencode({'next': came_from(request)})}")


def _for_the_whole_page(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Let what leads to the sign-in or to the second step replace the page, never stand inside it as a piece."""
    led_to = response.headers.get("Location", "")
    if not request.headers.get("HX-Request") or not led_to.startswith(_ACCOUNTS):
        return response
    return HttpResponse(headers={"HX-Redirect": led_to, "Cache-Control": "no-store"})


def _viewer(request: HttpRequest) -> Viewer:
    if not isinstance(request.user, User):
        return PUBLIC
    viewer = viewer_of(request.user, has_second_factor=was_shown(request, request.user))
    return with_staff_session(viewer, request.session)
