"""Puts the viewer on the request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from sanphalang.access.models import User
from sanphalang.access.queries import viewer_of
from sanphalang.access.staff_sessions import with_staff_session
from sanphalang.access.viewer import PUBLIC, Viewer


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
        return response


def _viewer(request: HttpRequest) -> Viewer:
    if not isinstance(request.user, User):
        return PUBLIC
    return with_staff_session(viewer_of(request.user), request.session)
