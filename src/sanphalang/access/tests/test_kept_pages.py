"""What the public sees is kept until the next write; nobody else is given it."""

import time

import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.ledger.actions import mark, record
from sanphalang.ledger.kept import LONGEST_SECONDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages(settings: Settings, a_still_moment: None) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages of a test"},
    }
    caches["pages"].clear()


class Page:
    """A view that says how often it was asked."""

    def __init__(self, *, status: int = 200, form: bool = False) -> None:
        self.asked, self.status, self.form = 0, status, form

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        if self.form:
            get_token(request)
        return HttpResponse(str(self.asked), status=self.status)

    def ask(self, path: str = "/", **cookies: str) -> str:
        request = RequestFactory().get(path)
        request.COOKIES.update(cookies)
        answer = kept_for_the_public(self)(request)
        assert isinstance(answer, HttpResponse)
        return answer.content.decode()


def test_the_public_is_given_what_is_kept() -> None:
    page = Page()
    assert [page.ask(), page.ask(), page.ask("/?page=2"), page.ask("/?page=2")] == ["1", "1", "2", "2"]


def test_each_language_has_its_own() -> None:
    page = Page()
    with translation.override("th"):
        first = page.ask()
    with translation.override("en"):
        assert (first, page.ask()) == ("1", "2")


def test_a_write_ends_it() -> None:
    page = Page()
    page.ask()
    record("operator", "organisations.edit", ("organisation", "1"), place=None, changes={})
    assert page.ask() == "2"


def test_who_has_a_session_neither_takes_nor_makes_one() -> None:
    page = Page()
    assert [page.ask(sessionid="any"), page.ask(), page.ask(sessionid="any"), page.ask()] == ["1", "2", "3", "2"]


def test_a_notice_that_waits_is_shown() -> None:
    page = Page()
    assert [page.ask(), page.ask(messages="any"), page.ask(django_language="en")] == ["1", "2", "1"]


@pytest.mark.parametrize("page", [Page(status=404), Page(form=True)], ids=["lost", "form"])
def test_what_is_one_persons_own_is_not_kept(page: Page) -> None:
    assert [page.ask(), page.ask()] == ["1", "2"]


def test_work_of_many_transactions_is_seen_before_its_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    page.ask()
    now = time.time()
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: now + LONGEST_SECONDS + 1)
    assert page.ask() == "2"


def test_what_such_work_marks_is_seen_within_ten_seconds_of_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanphalang.ledger.kept.SECONDS", 10)
    page, now = Page(), 1_200_000.0
    monkeypatch.setattr("sanphalang.ledger.kept.time.time", lambda: now)
    mark([("organisation", "1")])
    asked = [page.ask()]
    now += 9
    asked.append(page.ask())
    now += 2
    assert [*asked, page.ask()] == ["1", "1", "2"]


@pytest.mark.parametrize("path", ["/", "/places/", "/places/30/", "/organisations/"])
def test_the_busy_pages_are_kept(client: Client, django_assert_num_queries: DjangoAssertNumQueries, path: str) -> None:
    made = client.get(path)
    with django_assert_num_queries(1):
        kept = client.get(path)
    assert (kept.content, kept.headers["Content-Type"]) == (made.content, made.headers["Content-Type"])
    assert kept.headers["Content-Security-Policy"] == made.headers["Content-Security-Policy"]
