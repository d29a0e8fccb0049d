"""What the room's pages have in common: refusals become the page that says why."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from sanphalang.access.grants import NoSuchGrantError
from sanphalang.access.invitations import NoSuchInvitationError
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.queries import centre_with_code
from sanphalang.access.team import NATIONAL
from sanphalang.access.viewer import PUBLIC, Viewer

_View = Callable[..., HttpResponse]


def answering_refusals(view: _View) -> _View:
    """Turn a refusal into the page that says why, and what is gone into the one that says so."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except (NoSuchGrantError, NoSuchInvitationError) as missing:
            raise Http404 from missing

    return answered


def viewer_of_request(request: HttpRequest) -> Viewer:
    """Return who looks."""
    viewer: Viewer = getattr(request, "viewer", PUBLIC)
    return viewer


def centre_behind(code: str) -> Centre | None:
    """Return the centre of an address; None is the national team. Raises ``Http404`` for what is neither."""
    if code == NATIONAL:
        return None
    centre = centre_with_code(code)
    if centre is None:
        raise Http404
    return centre
