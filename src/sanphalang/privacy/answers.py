"""How pages for colleagues answer: visitors are led to the sign-in, refusals say why, and no copy is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from sanphalang.access.heading import page_of
from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.privacy.requests import NoSuchRequestError

View = Callable[..., HttpResponseBase]


def for_colleagues(view: View) -> View:
    """Lead visitors to the sign-in; turn refusals into the pages that say why; let nobody keep a copy."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if not viewer.is_signed_in:
            return redirect_to_login(page_of(request))
        try:
            response = view(request, viewer, *args, **kwargs)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except (NoSuchRequestError, NoSuchPersonError) as missing:
            raise Http404 from missing
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return answered
