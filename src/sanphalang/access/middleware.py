"""Puts the viewer on the request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from sanphalang.access.models import User
from sanphalang.access.queries import viewer_of
from sanphalang.access.viewer import PUBLIC, Viewer


class ViewerMiddleware:
    """Sets ``request.viewer``: the account's viewer, read at most once a request, or the public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer:
    return viewer_of(request.user) if isinstance(request.user, User) else PUBLIC
