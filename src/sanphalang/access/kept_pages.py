"""Public pages that are kept between writes: what everybody sees is made once, not for every visitor.

A kept page lives as long as a kept figure (``ledger/kept.py``): until the ledger tells of a change, and a minute at
most. Somebody who is signed in is never given one, and never makes one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from sanphalang.ledger.kept import LONGEST_SECONDS, digest_of, moment

_INDIFFERENT_COOKIES = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}

View = Callable[..., HttpResponseBase]


def kept_for_the_public(view: View) -> View:
    """Keep what a view answers to the public: whole pages in every language, without a form that changes anything."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "GET" or not request.COOKIES.keys() <= _INDIFFERENT_COOKIES:
            return view(request, *args, **kwargs)
        pages, key = caches["pages"], _key(request)
        content = pages.get(key)
        if content is not None:
            return HttpResponse(content)
        response = view(request, *args, **kwargs)
        # A page with a token for its form is one person's own.
        if type(response) is HttpResponse and response.status_code == 200 and "CSRF_COOKIE" not in request.META:
            pages.set(key, response.content, LONGEST_SECONDS)
        return response

    return answer


def _key(request: HttpRequest) -> str:
    """Return what the page depends on: what the ledger tells, the day, the language and the address."""
    address = f"{request.scheme} {request.get_host()} {request.get_full_path()}"
    return f"{moment()}-{get_language()}-{digest_of(address)}"
