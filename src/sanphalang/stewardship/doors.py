"""Who is let in: who may edit records anywhere; others are led to the sign-in or told plainly."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanphalang.access.answering import viewer_of
from sanphalang.access.heading import page_of
from sanphalang.access.policy import Refused
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.stewardship.pairs import may_decide

View = Callable[..., HttpResponse]


def for_stewards(view: View) -> View:
    """Turn refusals into the pages that say why; no copy of these pages is kept."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        viewer = viewer_of(request)
        if not viewer.is_signed_in:
            return redirect_to_login(page_of(request))
        if not may_decide(viewer):
            raise PermissionDenied(_("Duplicates are decided by the data managers and coordinators of their centre."))
        try:
            response = view(request, *args, **kwargs)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except NoSuchRecordError as missing:
            raise Http404 from missing
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return answered
