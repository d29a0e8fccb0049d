"""Timed sessions of the national team: who, why, how long, and in which browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanphalang.access.actions import close_account
from sanphalang.access.grants import end_grant
from sanphalang.access.models import Grant, StaffSession, User
from sanphalang.access.policy import intervals, may
from sanphalang.access.roles import Act, Role
from sanphalang.access.tests.test_team_pages import ENGLISH, account
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.places.rules import NATION, NOWHERE

pytestmark = pytest.mark.django_db

ADDRESS = "/accounts/staff-session/"
REASON = "หนังสือที่ นร 123 ขอตรวจสอบทะเบียน"
OPENED_BY_IT = (Act.ORGANISATIONS_SEE_CONTACT, Act.PEOPLE_SEE_PRIVATE, Act.PEOPLE_EXPORT)


def signed_in(user: User) -> Client:
    """A browser of this account, reading English."""
    client = Client()
    client.force_login(user)
    client.get("/help/", ENGLISH)
    return client


def viewer_in(client: Client) -> Viewer:
    """Who the next request of a browser is."""
    viewer: Viewer = client.get("/help/").wsgi_request.viewer  # type: ignore[attr-defined]
    return viewer


@pytest.fixture
def officer() -> User:
    """The data protection officer."""
    return account(Role.DATA_PROTECTION_OFFICER)


@pytest.mark.parametrize(
    ("role", "may_open"),
    [
        (Role.DATA_PROTECTION_OFFICER, True),
        (Role.NATIONAL_ADMINISTRATOR, True),
        (Role.NATIONAL_ANALYST, False),
        (Role.COORDINATOR, False),
        (Role.INSPECTOR, False),
        (None, False),
    ],
)
def test_who_opens_a_session(role: Role | None, may_open: bool) -> None:
    client = signed_in(account(role, "" if role is None or role.is_national else "30"))
    assert client.get(ADDRESS).status_code == (200 if may_open else 403)
    assert client.post(ADDRESS, {"reason": REASON}).status_code == (302 if may_open else 403)
    assert StaffSession.objects.exists() is may_open
    opened = {act: intervals(viewer_in(client), act) == NATION for act in OPENED_BY_IT}
    assert set(opened.values()) == {may_open}


def test_the_public_opens_none() -> None:
    assert Client().post(ADDRESS, {"reason": REASON}).status_code == 403


def test_without_a_second_factor_none_opens() -> None:
    user = account(Role.DATA_PROTECTION_OFFICER)
    client = signed_in(user)
    client.post(ADDRESS, {"reason": REASON})
    user.is_demo = False
    user.save()
    assert intervals(viewer_in(client), Act.PEOPLE_SEE_PRIVATE) == NOWHERE
    StaffSession.objects.all().delete()
    client.post(ADDRESS, {"reason": REASON})
    assert not StaffSession.objects.exists()


@pytest.mark.parametrize(
    "reason",
    ["", "เหตุผลสั้น", "          สั้นมาก          ", "ขอดูข้อมูลของ 081 234 5678 ตามคำขอ", "ขอดูข้อมูลของ a@example.org"],
)
def test_a_reason_says_something_and_names_nobody_by_number(officer: User, reason: str) -> None:
    assert signed_in(officer).post(ADDRESS, {"reason": reason}).status_code == 200
    assert not StaffSession.objects.exists()


def test_it_is_recorded_with_its_reason_and_shown_on_every_page(officer: User) -> None:
    client = signed_in(officer)
    client.post(ADDRESS, {"reason": REASON})
    for address in ("/", "/help/", "/organisations/", "/centres/"):
        page = client.get(address).content.decode()
        assert "A timed session is open" in page
        assert REASON in page
        assert "30 minutes left" in page
    client.post(f"{ADDRESS}end/")
    assert "A timed session is open" not in client.get("/help/").content.decode()
    told = Entry.objects.filter(subject_kind="staff_session").order_by("id")
    assert [entry.verb for entry in told] == ["access.open_staff_session", "access.end_staff_session"]
    assert told[0].changes["reason"] == ["", REASON]
    assert {entry.actor for entry in told} == {f"user:{officer.pk}"}


def test_it_gives_nothing_beyond_looking(officer: User) -> None:
    client = signed_in(officer)
    client.post(ADDRESS, {"reason": REASON})
    viewer = viewer_in(client)
    for act in (Act.PEOPLE_EDIT, Act.ORGANISATIONS_EDIT, Act.INTAKE_IMPORT, Act.GRANTS_GIVE, Act.ACCOUNTS_MANAGE):
        assert not may(viewer, act, 30_010_100)


def test_it_ends_after_half_an_hour(officer: User) -> None:
    client = signed_in(officer)
    client.post(ADDRESS, {"reason": REASON})
    opened = StaffSession.objects.get()
    assert opened.ends_at - opened.starts_at == timedelta(minutes=30)
    StaffSession.objects.update(ends_at=timezone.now())
    assert intervals(viewer_in(client), Act.PEOPLE_SEE_PRIVATE) == NOWHERE


def test_another_browser_of_the_account_has_none(officer: User) -> None:
    client = signed_in(officer)
    client.post(ADDRESS, {"reason": REASON})
    assert viewer_in(signed_in(officer)).staff_session is None
    assert viewer_in(client).staff_session is not None


def test_somebody_else_who_signs_in_to_the_browser_has_none(officer: User) -> None:
    client = signed_in(officer)
    client.post(ADDRESS, {"reason": REASON})
    client.force_login(account(Role.NATIONAL_ADMINISTRATOR))
    assert viewer_in(client).staff_session is None


def test_it_ends_with_the_sign_out(officer: User) -> None:
    client = signed_in(officer)
    client.post(ADDRESS, {"reason": REASON})
    client.post("/accounts/logout/")
    assert StaffSession.objects.get().ended_at is not None
    client.force_login(officer)
    assert viewer_in(client).staff_session is None


@pytest.mark.parametrize("how", ["the role ends", "the account is closed"])
def test_it_is_dead_at_the_next_request_when(officer: User, how: str) -> None:
    client = signed_in(officer)
    client.post(ADDRESS, {"reason": REASON})
    if how == "the role ends":
        end_grant(OPERATOR, Grant.objects.get(user=officer).pk)
    else:
        close_account(OPERATOR, email=officer.email)
        assert StaffSession.objects.get().ended_at is not None
    assert intervals(viewer_in(client), Act.PEOPLE_SEE_PRIVATE) == NOWHERE


def test_a_second_one_ends_the_first(officer: User) -> None:
    client = signed_in(officer)
    client.post(ADDRESS, {"reason": REASON})
    client.post(ADDRESS, {"reason": f"{REASON} ฉบับที่สอง"})
    first, second = StaffSession.objects.order_by("pk")
    assert first.ended_at is not None
    assert second.ended_at is None


def test_a_page_costs_one_query_more_while_it_is_open(officer: User) -> None:
    client = signed_in(officer)
    before = _cost(client)
    client.post(ADDRESS, {"reason": REASON})
    client.get("/help/")  # shows the message of the act
    assert _cost(client) == before + 1


def _cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get("/help/")
    return len(captured)
