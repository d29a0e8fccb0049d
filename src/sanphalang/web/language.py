"""The reader's language: Thai unless they choose English with ``?lang=en``."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation


class LanguageMiddleware:
    """Activates the chosen language; the browser's own preference is not asked, because Thai comes first here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        offered = {code for code, _ in settings.LANGUAGES}
        chosen = request.GET.get("lang", "")
        language = chosen if chosen in offered else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = language if language in offered else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if chosen in offered:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, samesite="Lax")
        return response
