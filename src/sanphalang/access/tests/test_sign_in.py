"""Signing in and out."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from sanphalang.access.middleware import ViewerMiddleware
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, make_account
from sanphalang.access.viewer import PUBLIC

pytestmark = pytest.mark.django_db

ADDRESS = "/accounts/login/"


def _sign_in(client: Client, email: str, password: str = PASSWORD, target: str = "") -> str:
    """Sign in and return where it led, or the page when it led nowhere."""
    response = client.post(ADDRESS, {"email": email, "password": password, "next": target})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def test_the_page_is_thai_and_names_its_fields(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    assert "เข้าสู่ระบบ" in page
    assert 'autocomplete="current-password"' in page


def test_signing_in_and_out(client: Client) -> None:
    make_account(Role.DATA_MANAGER, "30", email="rattana@example.org", name="รัตนา")
    assert _sign_in(client, " Rattana@Example.org ") == "/"
    assert "_auth_user_id" in client.session
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_a_refusal_does_not_tell_whether_the_account_exists(client: Client) -> None:
    make_account(email="rattana@example.org")
    known = _sign_in(client, "rattana@example.org", "wrong")
    unknown = _sign_in(client, "nobody@example.org", "wrong")
    assert "กรุณาตรวจสอบ" in known
    assert _without_token(known).replace("rattana@", "nobody@") == _without_token(unknown)
    assert "wrong" not in known.replace("field-wrong", "").replace("notice-wrong", "")


def _without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/imports/", "/imports/"),
        ("/organisations/?place=30&status=active", "/organisations/?place=30&status=active"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_next_leads_only_to_our_own_pages(client: Client, wanted: str, led_to: str) -> None:
    make_account(email="rattana@example.org")
    assert _sign_in(client, "rattana@example.org", target=wanted) == led_to


def test_a_closed_account_is_refused(client: Client) -> None:
    user = make_account(email="rattana@example.org")
    user.is_active = False
    user.save()
    assert "กรุณาตรวจสอบ" in _sign_in(client, "rattana@example.org")


@pytest.mark.parametrize(("production", "signed_in"), [(False, True), (True, False)])
def test_demo_accounts_do_not_exist_in_production(
    client: Client, settings: Settings, production: bool, signed_in: bool
) -> None:
    user = make_account(email="demo@private.example")
    user.is_demo = True
    user.save()
    settings.PRODUCTION = production
    _sign_in(client, "demo@private.example")
    assert ("_auth_user_id" in client.session) is signed_in


def test_a_demo_session_ends_when_the_installation_goes_into_production(client: Client, settings: Settings) -> None:
    user = make_account(email="demo@private.example")
    user.is_demo = True
    user.save()
    client.force_login(user)
    settings.PRODUCTION = True
    assert client.get(ADDRESS).status_code == 200  # the form again, no redirect for somebody signed in


def test_one_signed_in_is_not_asked_again(client: Client) -> None:
    client.force_login(make_account())
    assert client.get(ADDRESS, {"next": "/imports/"})["Location"] == "/imports/"


def test_a_form_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(ADDRESS, {"email": "a@example.org", "password": "x"}).status_code == 403


def test_the_public_costs_no_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        client.get(ADDRESS)


def test_without_an_account_the_viewer_is_the_public(rf: RequestFactory) -> None:
    request = rf.get(ADDRESS)
    request.user = AnonymousUser()
    ViewerMiddleware(HttpResponse)(request)
    assert request.viewer == PUBLIC  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "address", ["/", "/organisations/", "/organisations/export.csv", "/organisations/0/", "/help/"]
)
def test_no_copy_of_a_page_is_kept_while_somebody_is_signed_in(client: Client, address: str) -> None:
    assert "no-store" not in client.get(address).headers.get("Cache-Control", "")
    make_account(Role.DATA_MANAGER, "30", email="rattana@example.org")
    _sign_in(client, "rattana@example.org")
    assert "no-store" in client.get(address).headers["Cache-Control"]


@pytest.mark.parametrize("key", ["abcdefgh\x00ijk", "abc", "' OR 1=1 --", "a" * 500])
def test_what_is_no_key_of_a_session_opens_none(client: Client, key: str) -> None:
    client.cookies["sessionid"] = key
    assert client.get("/my-work/").status_code == 302
