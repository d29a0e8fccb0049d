"""Setting up a second factor, signing in with it, and what is closed without it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import allauth
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.test import Client
from django.test.signals import template_rendered
from django.urls import include, path

from sanphalang.access.kept_secrets import unlocked
from sanphalang.access.models import User
from sanphalang.access.policy import may_anywhere
from sanphalang.access.roles import Act, Role
from sanphalang.access.second_factor import ways_of
from sanphalang.access.tests.factories import PASSWORD, make_account, sign_in
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db

LOGIN, CODE, APP = "/accounts/login/", "/accounts/login/code/", "/accounts/security/app/"


def export(request: HttpRequest) -> HttpResponse:
    """A page for those who may export people."""
    if not may_anywhere(request.viewer, Act.PEOPLE_EXPORT):  # type: ignore[attr-defined]
        raise PermissionDenied("Not open.")
    return HttpResponse("exported")


urlpatterns = [path("export/", export), path("", include("sanphalang.config.urls"))]


@pytest.fixture(autouse=True)
def nothing_of_allauths_own_look() -> Iterator[None]:
    """Whatever a test of this file opens is drawn by templates of the platform."""
    drawn: list[str] = []

    def note(template: Template, **_more: object) -> None:
        drawn.append(str(template.origin.name))

    cache.clear()
    template_rendered.connect(note)
    yield
    template_rendered.disconnect(note)
    foreign = str(Path(allauth.__file__).parent)
    assert [name for name in drawn if name.startswith(foreign)] == []


@pytest.fixture
def manager() -> User:
    """A data manager with nothing but a password."""
    return make_account(Role.DATA_MANAGER, "30", email="rattana@example.org", name="รัตนา")


def _enter(client: Client, target: str = "/") -> Any:
    return client.post(LOGIN, {"email": "rattana@example.org", "password": PASSWORD, "next": target})


def _code(user: User, *, later: int = 0) -> str:
    secret = unlocked(Authenticator.objects.get(user=user, type="totp").data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def _set_up(client: Client, target: str = "") -> Any:
    """Set up the app as a person does: read the key from the page, give the code that it makes."""
    page = client.get(APP, {"next": target} if target else {}).content.decode()
    found = re.search(r'class="secret-key">(\w+)<', page)
    assert found is not None
    code = format_hotp_value(hotp_value(found[1], int(time.time()) // 30))
    return client.post(APP, {"code": code, "next": target})


@pytest.mark.urls(__name__)
def test_who_is_refused_for_want_of_it_is_led_there_and_back(client: Client, manager: User) -> None:
    _enter(client)
    refused = client.get("/export/?year=2569")
    assert refused["Location"] == "/accounts/second-step/?next=%2Fexport%2F%3Fyear%3D2569"
    explained = client.get(refused["Location"]).content.decode()
    assert "ตั้งค่าการยืนยันสองขั้น" in explained
    assert "/accounts/security/app/?next=%2Fexport%2F%3Fyear%3D2569" in explained
    done = _set_up(client, "/export/?year=2569")
    codes = client.get(done["Location"]).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert 'href="/export/?year=2569"' in codes
    assert client.get("/export/?year=2569").content == b"exported"


@pytest.mark.urls(__name__)
def test_a_piece_of_a_page_leads_the_whole_page_there(client: Client, manager: User) -> None:
    _enter(client)
    refused = client.get("/export/", headers={"HX-Request": "true", "Referer": "http://testserver/people/?q=a"})
    assert refused["HX-Redirect"] == "/accounts/second-step/?next=%2Fpeople%2F%3Fq%3Da"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.INSPECTOR])
def test_who_is_refused_for_another_reason_is_refused_plainly(client: Client, role: Role) -> None:
    client.force_login(make_account(role, "30"))
    assert client.get("/export/").status_code == 403


@pytest.mark.urls(__name__)
def test_signing_in_asks_for_the_code_and_leads_where_the_person_headed(client: Client, manager: User) -> None:
    _enter(client)
    _set_up(client)
    client.post("/accounts/logout/")
    cache.clear()
    asked = _enter(client, "/export/")
    assert asked["Location"] == CODE
    assert "_auth_user_id" not in client.session
    assert client.get("/export/").status_code == 403  # not in before the second step
    wrong = client.post(CODE, {"code": "000000"}).content.decode()
    assert "รหัสนี้ไม่ใช่รหัสปัจจุบัน" in wrong
    assert client.post(CODE, {"code": _code(manager)})["Location"] == "/export/"
    assert client.get("/export/").content == b"exported"


def test_a_code_opens_once(client: Client, manager: User) -> None:
    _enter(client)
    _set_up(client)
    code = _code(manager, later=1)
    answers = []
    for _n in range(2):
        other = Client()
        _enter(other)
        answers.append(other.post(CODE, {"code": code}).status_code)
    assert answers == [302, 200]


def test_ten_codes_may_be_guessed(client: Client, manager: User) -> None:
    _enter(client)
    _set_up(client)
    guessing = Client()
    with patch("allauth.mfa.totp.internal.auth.validate_totp_code", return_value=False) as checked:
        for number in range(40):
            _enter(guessing)
            page = guessing.post(CODE, {"code": f"{number:06}"}).content.decode()
    assert checked.call_count == 10
    assert "กรุณาลองใหม่ในอีกครึ่งชั่วโมง" in page
    _enter(guessing)
    assert guessing.post(CODE, {"code": _code(manager, later=1)}).status_code == 200


@pytest.mark.urls(__name__)
def test_a_recovery_code_opens_once(client: Client, manager: User) -> None:
    _enter(client)
    codes = re.findall(r"<code>(\d{8})</code>", client.get(_set_up(client)["Location"]).content.decode())
    answers = []
    for _n in range(2):
        other = Client()
        _enter(other)
        answers.append(other.post(CODE, {"code": codes[0]}).status_code)
        if answers == [302]:
            assert other.get("/export/").content == b"exported"
    assert answers == [302, 200]
    assert ways_of(manager).codes_left == 9


@pytest.mark.urls(__name__)
def test_a_factor_that_is_removed_counts_nowhere_any_more(client: Client, manager: User) -> None:
    sign_in(client, manager)
    elsewhere = Client()
    sign_in(elsewhere, manager)
    assert elsewhere.get("/export/").content == b"exported"
    remove = "/accounts/security/app/remove/"
    again = client.get(remove)
    assert again["Location"] == f"/accounts/again/?next={remove.replace('/', '%2F')}"
    assert client.post(again["Location"], {"password": PASSWORD, "next": remove})["Location"] == remove
    assert "นำแอปออก" in client.get(remove).content.decode()
    assert client.post(remove)["Location"] == "/accounts/security/"
    assert not ways_of(manager)
    assert [each.get("/export/").status_code for each in (client, elsewhere)] == [302, 302]
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["access.remove_app"]


@pytest.mark.urls(__name__)
def test_a_session_of_the_password_alone_is_asked_for_the_factor_that_is_there(client: Client, manager: User) -> None:
    sign_in(Client(), manager)
    client.force_login(manager)
    led = client.get(client.get("/export/")["Location"])["Location"]
    assert led == "/accounts/again/code/?next=%2Fexport%2F"
    assert "ยืนยันตัวตนอีกครั้ง" in client.get(led).content.decode()
    assert client.post(led, {"code": _code(manager), "next": "/export/"})["Location"] == "/export/"
    assert client.get("/export/").content == b"exported"


def test_setting_up_asks_for_the_password_when_it_was_given_long_ago(client: Client, manager: User) -> None:
    client.force_login(manager)
    for address in (APP, "/accounts/security/passkey/", "/accounts/security/codes/new/"):
        assert client.get(address)["Location"].startswith("/accounts/again/?next=")
    assert client.post(APP, {"code": "123456"})["Location"].startswith("/accounts/again/?next=")
    assert not Authenticator.objects.exists()


def test_what_is_set_up_is_recorded_and_its_secret_is_locked(client: Client, manager: User) -> None:
    _enter(client)
    page = client.get(APP).content.decode()
    secret = re.search(r'class="secret-key">(\w+)<', page)
    assert secret is not None
    client.post(APP, {"code": format_hotp_value(hotp_value(secret[1], int(time.time()) // 30))})
    assert secret[1] not in str(list(Authenticator.objects.values_list("data", flat=True)))
    entry = Entry.objects.get(verb="access.add_app")
    assert (entry.actor, entry.subject_id, entry.changes) == (f"user:{manager.pk}", str(manager.pk), {})


def test_new_recovery_codes_end_the_old_ones(client: Client, manager: User) -> None:
    _enter(client)
    shown = client.get(_set_up(client)["Location"]).content.decode()
    old = re.findall(r"<code>(\d{8})</code>", shown)
    client.post("/accounts/security/codes/new/")
    new = re.findall(r"<code>(\d{8})</code>", client.get("/accounts/security/codes/").content.decode())
    assert len(new) == 10
    assert not set(old) & set(new)
    other = Client()
    _enter(other)
    assert other.post(CODE, {"code": old[0]}).status_code == 200


@pytest.mark.parametrize("address", ["/accounts/security/", "/accounts/second-step/", APP, "/accounts/security/codes/"])
def test_the_pages_are_for_people_who_have_signed_in(client: Client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("address", [CODE, "/accounts/login/passkey/"])
def test_a_step_without_the_one_before_leads_to_the_beginning(client: Client, address: str) -> None:
    assert client.get(address)["Location"] == LOGIN
    assert client.post(address, {"credential": "{}"})["Location"] == LOGIN


@pytest.mark.parametrize(
    "address",
    [
        *("signup/", "email/", "confirm-email/", "password/reset/", "password/change/", "2fa/", "social/connections/"),
        *("3rdparty/", "inactive/", "login/provider/answer/", "social/signup/", "login/code/confirm/"),
    ],
)
def test_what_is_not_ours_is_not_there(client: Client, address: str) -> None:
    assert client.get(f"/accounts/{address}").status_code == 404


@pytest.mark.parametrize(("closed", "led_to"), [(False, "/"), (True, LOGIN)])
def test_an_account_that_is_closed_between_the_steps_stays_outside(
    client: Client, manager: User, closed: bool, led_to: str
) -> None:
    sign_in(Client(), manager)
    _enter(client)
    if closed:
        manager.is_active = False
        manager.save()
    client.post(CODE, {"code": _code(manager)})
    answer = client.get("/accounts/security/")
    assert (answer.status_code == 200) is not closed


def test_a_code_that_was_seen_over_a_shoulder_comes_too_late(client: Client, manager: User) -> None:
    """A code is good for longer than allauth remembers that it was used."""
    _enter(client)
    _set_up(client)
    code = _code(manager, later=1)
    _enter(first := Client())
    assert first.post(CODE, {"code": code}).status_code == 302
    _enter(second := Client())
    in_a_while = time.time() + 31
    with patch("time.time", return_value=in_a_while), patch("django.core.cache.backends.db.tz_now") as now:
        now.return_value = datetime.fromtimestamp(in_a_while, UTC)
        assert second.post(CODE, {"code": code}).status_code == 200


def test_from_a_page_through_the_set_up_and_back_to_it(client: Client) -> None:
    """As a national analyst does who has signed in long ago; every address is taken from the page before."""
    client.force_login(make_account(Role.NATIONAL_ANALYST, email="rattana@example.org"))
    wanted = "/people/?role=volunteer&place=30&page=2"
    assert 'href="/people/"' in client.get("/").content.decode()
    explained = client.get(client.get(wanted)["Location"]).content.decode()
    for way in ("app", "passkey"):
        found = re.search(rf'href="(/accounts/security/{way}/[^"]+)"', explained)
        assert found is not None
        begin = found[1].replace("&amp;", "&")
        again = client.get(begin)["Location"]
        assert again.startswith("/accounts/again/?next=")
        hidden = re.search(r'name="next" value="([^"]+)"', client.get(again).content.decode())
        assert hidden is not None
        assert hidden[1].replace("&amp;", "&") == begin
    led = client.post(again, {"password": PASSWORD, "next": begin})["Location"]
    assert f'name="next" value="{wanted.replace("&", "&amp;")}"' in client.get(led).content.decode()
    codes = client.get(_set_up(client, wanted)["Location"]).content.decode()
    assert f'href="{wanted.replace("&", "&amp;")}"' in codes
    assert client.get(wanted).status_code == 200


def test_signing_in_without_a_second_step_leads_through_it_to_the_page(client: Client) -> None:
    make_account(Role.NATIONAL_ANALYST, email="rattana@example.org")
    wanted = "/log/?kind=look"
    assert "/accounts/login/?next=%2Flog%2F%3Fkind%3Dlook" in client.get(wanted).content.decode()
    led = client.get(_enter(client, wanted)["Location"])["Location"]
    assert led == "/accounts/second-step/?next=%2Flog%2F%3Fkind%3Dlook"


def test_what_is_hidden_without_it_is_not_said_to_be_missing(client: Client) -> None:
    """A page that does not exist for a password alone may wait behind the second step."""
    grant = make_account(Role.MEMBER, "30").grants.get()
    client.force_login(make_account(Role.NATIONAL_ADMINISTRATOR))
    address = f"/centres/30/team/{grant.pk}/end/"
    assert client.get(address)["Location"].startswith("/accounts/second-step/?next=")
    assert client.get("/centres/99/").status_code == 404
    assert client.get("/no-such-page/").status_code == 404


def test_a_piece_of_a_page_never_holds_the_sign_in(client: Client) -> None:
    answer = client.get("/people/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/accounts/login/?next=/people/"
    assert answer.content == b""
