"""Who comes into the pages of rounds, and how refusals are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act

_View = Callable[..., HttpResponseBase]


def for_runners(view: _View) -> _View:
    """Let in who runs rounds somewhere; whose round it is, the view asks."""

    @answering_refusals
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy.may_anywhere(viewer_of(request), Act.ROUNDS_RUN):
            raise Refused(_("Rounds of verification are run by the data managers and coordinators of their centre."))
        return view(request, *args, **kwargs)

    return answered
