"""What somebody who means ill would try at the doors of the platform."""

from __future__ import annotations

import re
from unittest.mock import Mock, patch
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client

from sanphalang.access import throttle
from sanphalang.access.actions import close_account
from sanphalang.access.invitations import invite
from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, make_account, sign_in
from sanphalang.access.viewer import OPERATOR

pytestmark = pytest.mark.django_db

LOGIN, OURS = "/accounts/login/", "rattana@example.org"
CHECK = "django.contrib.auth.base_user.check_password"
ELSEWHERE = (
    *("https://elsewhere.example/", "//elsewhere.example/", "///elsewhere.example", "/\\elsewhere.example/"),
    *("\\\\elsewhere.example", "http:elsewhere.example", "javascript:alert(1)", "data:text/html,x"),
    *(
        " //elsewhere.example",
        "/\t/elsewhere.example",
        "https://testserver@elsewhere.example/",
        "//testserver.elsewhere",
    ),
    *("abc", "people", "home", "people/", "?next=abc"),  # a word alone is no address, not even the name of one
)


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    cache.clear()


def _enter(client: Client, email: str = OURS, password: str = PASSWORD, target: str = "") -> str:
    answer = client.post(LOGIN, {"email": email, "password": password, "next": target})
    return answer.headers.get("Location", "")


# ---- a session that somebody else knows ----


def test_the_number_of_a_session_changes_when_somebody_signs_in(client: Client) -> None:
    make_account(email=OURS)
    _open_invitation(client)  # gives the browser a session, which an attacker may have put there
    planted = client.cookies["sessionid"].value
    assert _enter(client) == "/"
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert client.cookies["sessionid"].value != planted
    assert attacker.get("/accounts/security/").status_code == 302


def test_the_number_of_a_session_changes_when_an_invitation_opens_an_account(client: Client) -> None:
    _open_invitation(client)
    planted = client.cookies["sessionid"].value
    form = {"email": OURS, "name": "นางสมมติ ใหม่", "password": "a-long-new-password", "again": "a-long-new-password"}
    assert client.post("/invitations/", form).status_code == 302
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert client.get("/accounts/security/").status_code == 200
    assert attacker.get("/accounts/security/").status_code == 302


def test_a_session_of_two_steps_is_not_inherited_by_the_next_person(client: Client) -> None:
    sign_in(client, make_account(Role.COORDINATOR, "30"))
    client.force_login(make_account(Role.COORDINATOR, "30"))  # without signing out in between
    assert client.get("/people/export/")["Location"].startswith("/accounts/second-step/")


# ---- links ----


def _open_invitation(client: Client, email: str = "") -> str:
    centre = Centre.objects.get(code="30")
    made = invite(OPERATOR, role=Role.MEMBER, centre=centre, name="นายสมมติ", email=email, role_ends_at=None)
    client.get(f"/invitations/{made.token}/")
    return made.token


def test_an_invitation_that_was_used_opens_nothing_for_the_next_one(client: Client) -> None:
    token = _open_invitation(client)
    form = {"email": OURS, "name": "นางสมมติ ใหม่", "password": "a-long-new-password", "again": "a-long-new-password"}
    waiting = Client()
    waiting.get(f"/invitations/{token}/")
    client.post("/invitations/", form)
    for other in (waiting, Client()):
        other.get(f"/invitations/{token}/")
        assert other.post("/invitations/", form | {"email": "second@example.org"}).status_code == 410
    member = make_account()
    waiting.force_login(member)
    waiting.get(f"/invitations/{token}/")
    assert waiting.post("/invitations/").status_code == 410
    assert Grant.objects.filter(role=Role.MEMBER).count() == 1
    assert User.objects.count() == 2


def test_an_invitation_for_an_address_cannot_be_taken_to_another(client: Client) -> None:
    _open_invitation(client, email=OURS)
    form = {"email": "evil@example.org", "name": "ก", "password": "a-long-new-password", "again": "a-long-new-password"}
    client.post("/invitations/", form)
    assert list(User.objects.values_list("email", flat=True)) in ([OURS], [])
    elsewhere = Client()
    _open_invitation(elsewhere, email="other@example.org")
    elsewhere.force_login(make_account(email="evil@example.org"))
    assert elsewhere.post("/invitations/").status_code == 410


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nothing_leads_to_another_site(client: Client, wanted: str) -> None:
    user = make_account(Role.DATA_MANAGER, "30", email=OURS)
    asked = quote(wanted, safe="")
    assert _enter(client, target=wanted) == "/"
    assert client.get(f"{LOGIN}?next={asked}")["Location"] == "/"
    explained = client.get(f"/accounts/second-step/?next={asked}").content.decode()
    assert re.findall(r'href="/accounts/security/[a-z]+/\?next=([^"]+)"', explained) == ["%2F", "%2F"]
    for address in ("/accounts/security/app/", "/accounts/security/passkey/", "/accounts/again/"):
        shown = client.get(f"{address}?next={asked}").content.decode()
        assert re.findall(r'name="next" value="([^"]*)"', shown) == [""], address
    again = client.post("/accounts/again/", {"password": PASSWORD, "next": wanted})
    assert not _leaves(again.headers.get("Location", ""))
    other = Client()
    sign_in(other, user)
    assert other.get(f"/accounts/second-step/?next={asked}")["Location"] == "/"
    other.post("/accounts/again/", {"password": PASSWORD, "next": "/"})
    codes = other.get(f"/accounts/security/codes/?next={asked}")
    assert not re.findall(r'href="[^"/?#]', codes.content.decode())
    assert not _leaves(codes.headers.get("Location", "/"))
    waiting = Client()
    assert _enter(waiting, target=wanted) == "/accounts/login/code/"


def _leaves(location: str) -> bool:
    return not location.startswith("/") or location.startswith(("//", "/\\"))


def test_the_page_before_leads_nowhere_else_either(client: Client) -> None:
    client.force_login(make_account(Role.COORDINATOR, "30"))
    for page in ("https://elsewhere.example/people/", "http://testserver//elsewhere.example/", "javascript:alert(1)"):
        led = client.post("/people/export/", {}, headers={"Referer": page})["Location"]
        shown = client.get(led).content.decode()
        assert re.findall(r'href="/accounts/security/[a-z]+/\?next=([^"]+)"', shown) == ["%2F", "%2F"]


# ---- who has an account ----


def test_a_closed_account_an_open_one_and_none_sound_the_same(client: Client) -> None:
    make_account(email="open@example.org")
    close_account(OPERATOR, email=make_account(email="closed@example.org").email)
    said = set()
    for email, password in (("open@example.org", "x"), ("closed@example.org", PASSWORD), ("none@example.org", "x")):
        with patch("django.contrib.auth.hashers.BasePasswordHasher.verify", Mock()):
            answer = client.post(LOGIN, {"email": email, "password": password})
        page = answer.content.decode().replace(email, "")
        said.add((answer.status_code, "\n".join(line for line in page.splitlines() if "csrf" not in line)))
    assert len(said) == 1


def test_an_address_without_an_account_costs_the_work_of_a_password() -> None:
    """Else the time of the answer tells."""
    make_account(email=OURS)
    worked = []
    for email in (OURS, "none@example.org"):
        with patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", return_value="md5$x$y") as encode:
            _enter(Client(), email, "a guess")
        worked.append(encode.call_count > 0)
    assert worked == [True, True]


# ---- guessing ----

SPELLINGS = (
    *(OURS, OURS.upper(), f" {OURS}", f"{OURS} ", f"\t{OURS}\n", f"\u00a0{OURS}", f"\u3000{OURS}\u2003"),
    *("RaTTana@EXAMPLE.org", f"{OURS}\r", f"  {OURS.title()}  "),
)


def test_no_spelling_of_an_address_gives_more_tries() -> None:
    make_account(email=OURS)
    with patch(CHECK, wraps=Mock(return_value=False)) as check:
        for _round in range(3):
            for spelling in SPELLINGS:
                _enter(Client(), spelling, "a guess")
    assert check.call_count <= throttle.TRIES


@pytest.mark.parametrize(
    "other", ["rattana+1@example.org", "rattana@example.org.", "ｒattana@example.org", "rattana@examp\u0131e.org"]
)
def test_what_resembles_an_address_opens_no_other_account(other: str) -> None:
    make_account(email=OURS)
    assert _enter(Client(), other) == ""


# ---- round the second step ----

PIECES = {"HX-Request": "true", "HX-Target": "results", "HX-Current-URL": "http://testserver/people/"}


def test_between_the_two_steps_nobody_is_signed_in(client: Client) -> None:
    user = make_account(Role.COORDINATOR, "30", email=OURS)
    sign_in(Client(), user)
    assert _enter(client) == "/accounts/login/code/"
    for path in ("/people/", "/accounts/security/", "/accounts/security/app/", "/accounts/security/codes/"):
        answer = client.get(path, headers=PIECES)
        assert answer.get("HX-Redirect", answer.get("Location", "")).startswith(LOGIN)
    for path in ("/accounts/security/app/", "/accounts/security/app/remove/", "/accounts/security/password/"):
        client.post(path, {"code": "000000", "password": PASSWORD, "new": "x" * 12, "again": "x" * 12})
    assert Authenticator.objects.filter(user=user, type="totp").count() == 1
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_who_took_over_a_session_of_two_steps_needs_more_to_change_them(client: Client) -> None:
    """The session alone removes no factor, adds none, shows no recovery codes anew."""
    user = make_account(Role.COORDINATOR, "30", email=OURS)
    sign_in(client, user)
    RecoveryCodes.activate(user)
    for path in ("app/remove/", "passkey/", "codes/", "codes/new/"):
        answer = client.post(f"/accounts/security/{path}")
        assert answer.status_code == 405 or answer["Location"].startswith("/accounts/again/"), path
        assert client.get(f"/accounts/security/{path}")["Location"].startswith("/accounts/again/"), path
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_a_session_from_before_the_second_step_cannot_add_one_of_its_own(client: Client) -> None:
    """Who learned the password signed in first; then the person set up the app in another browser."""
    user = make_account(Role.COORDINATOR, "30", email=OURS)
    assert _enter(client) == "/"
    sign_in(Client(), user)
    RecoveryCodes.activate(user)
    for path in ("passkey/", "codes/", "codes/new/", "app/", "app/remove/", "password/"):
        address = f"/accounts/security/{path}"
        client.post("/accounts/again/", {"password": PASSWORD, "next": address})
        for answer in (client.get(address), client.post(address, {"credential": "{}"})):
            led_to = answer.headers.get("Location", "")
            assert answer.status_code == 405 or led_to.startswith("/accounts/second-step/?next="), path
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.get("/people/export/")["Location"].startswith("/accounts/second-step/")


def test_ten_codes_may_be_guessed_by_somebody_who_is_signed_in(client: Client) -> None:
    user = make_account(Role.COORDINATOR, "30", email=OURS)
    _enter(client)
    sign_in(Client(), user)
    with patch("allauth.mfa.totp.internal.auth.validate_totp_code", return_value=False) as checked:
        for number in range(40):
            client.post("/accounts/again/code/", {"code": f"{number:06}", "next": "/people/export/"})
    assert checked.call_count <= 10
