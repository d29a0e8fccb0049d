"""Who is let in: to be asked before anything of this room is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from sanphalang.access.answering import viewer_of
from sanphalang.access.heading import page_of
from sanphalang.access.policy import Refused
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.people.queries import may_see_people

View = Callable[..., HttpResponseBase]


def for_who_sees_people(view: View) -> View:
    """Lead visitors to the sign-in page, and tell others plainly; turn refusals into the pages that say why.

    A person whom the viewer may not know of is answered like one that was never there.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer = viewer_of(request)
        if not viewer.is_signed_in:
            return redirect_to_login(page_of(request))
        if not may_see_people(viewer):
            raise PermissionDenied(
                _("People of the network are shown to those who work with them. Your account has no such role yet.")
            )
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except NoSuchPersonError as missing:
            raise Http404 from missing

    return answered
