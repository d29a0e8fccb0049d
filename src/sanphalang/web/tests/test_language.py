"""Thai first; English by choice."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from sanphalang.web.language import LanguageMiddleware


def _answer(address: str, *, cookie: str = "", preferred: str = "") -> tuple[str | None, HttpResponse]:
    """Return the language in force inside the page, and the response."""
    seen: list[str | None] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(translation.get_language())
        return HttpResponse()

    request = RequestFactory().get(address, headers={"accept-language": preferred})
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    with translation.override("th"):
        response = LanguageMiddleware(page)(request)
    assert isinstance(response, HttpResponse)
    return seen[0], response


@pytest.mark.parametrize(
    ("address", "cookie", "preferred", "language"),
    [
        ("/", "", "", "th"),
        ("/", "", "en-GB,en;q=0.9", "th"),
        ("/?lang=en", "", "", "en"),
        ("/", "en", "", "en"),
        ("/?lang=th", "en", "", "th"),
        ("/?lang=xx", "", "", "th"),
        ("/?lang=xx", "en", "", "en"),
        ("/", "xx", "", "th"),
    ],
)
def test_the_reader_s_choice_decides(address: str, cookie: str, preferred: str, language: str) -> None:
    active, response = _answer(address, cookie=cookie, preferred=preferred)
    assert active == language
    assert response["Content-Language"] == language


def test_a_choice_is_remembered() -> None:
    _, response = _answer("/?lang=en")
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize("address", ["/", "/?lang=xx"])
def test_nothing_is_remembered_without_a_choice(address: str) -> None:
    _, response = _answer(address)
    assert not response.cookies


def test_caches_keep_the_languages_apart() -> None:
    _, response = _answer("/")
    assert "Cookie" in response["Vary"]
