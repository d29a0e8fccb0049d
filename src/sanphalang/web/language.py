"""The reader's language: Thai unless they choose English with ``?lang=en``."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

_A_YEAR = 31_536_000  # seconds


class LanguageMiddleware:
    """Activates the chosen language; the browser's own preference is not asked, because Thai comes first here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        offered = {code for code, _ in settings.LANGUAGES}
        chosen = request.GET.get("lang", "")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = next((code for code in (chosen, kept) if code in offered), settings.LANGUAGE_CODE)
        # Stays active after the return: a streamed export is written only then. The next request sets its own.
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        if chosen in offered:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                chosen,
                max_age=_A_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response
