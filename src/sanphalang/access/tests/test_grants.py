"""Giving roles and taking them back: who may give what where, and what can never happen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.actions import close_account, reopen_account
from sanphalang.access.grants import (
    NoSuchGrantError,
    change_end,
    end_grant,
    givable_roles,
    give_grant,
)
from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.policy import Refused, may
from sanphalang.access.queries import centre_with_code, viewer_of
from sanphalang.access.roles import Act, Role
from sanphalang.access.tests.factories import give, make_account
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db

KORAT = 30_010_100
AT_A_CENTRE = {Role.MEMBER, Role.DATA_MANAGER, Role.COORDINATOR, Role.PROVINCIAL_OFFICE}
ALL_OF_A_CENTRE = AT_A_CENTRE | {Role.INSPECTOR}
NATIONAL = {Role.NATIONAL_ANALYST, Role.NATIONAL_ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}


def as_viewer(user: User) -> Viewer:
    """The account, signed in with a second factor."""
    return viewer_of(user, has_second_factor=True)


def viewer_with(role: Role, centre: str = "") -> Viewer:
    """A new account with a role, signed in with a second factor."""
    return as_viewer(make_account(role, centre))


def the_centre(code: str) -> Centre | None:
    """The centre of a code; None stands for the national team."""
    return centre_with_code(code) if code else None


@pytest.mark.parametrize(
    ("role", "own", "at", "gives"),
    [
        (Role.MEMBER, "30", "30", set()),
        (Role.DATA_MANAGER, "30", "30", set()),
        (Role.PROVINCIAL_OFFICE, "30", "30", set()),
        (Role.INSPECTOR, "30", "30", set()),
        (Role.COORDINATOR, "30", "30", AT_A_CENTRE),
        (Role.COORDINATOR, "10-1", "10-1", AT_A_CENTRE),
        (Role.COORDINATOR, "30", "31", set()),
        (Role.COORDINATOR, "10-1", "10-2", set()),
        (Role.COORDINATOR, "30", "", set()),
        (Role.NATIONAL_ANALYST, "", "30", set()),
        (Role.DATA_PROTECTION_OFFICER, "", "", set()),
        (Role.NATIONAL_ADMINISTRATOR, "", "30", ALL_OF_A_CENTRE),
        (Role.NATIONAL_ADMINISTRATOR, "", "", NATIONAL),
    ],
)
def test_who_gives_what_where(role: Role, own: str, at: str, gives: set[Role]) -> None:
    assert set(givable_roles(viewer_with(role, own), the_centre(at))) == gives


def test_the_public_gives_nothing_and_the_operator_everything() -> None:
    assert givable_roles(PUBLIC, the_centre("30")) == []
    assert set(givable_roles(OPERATOR, the_centre("30"))) == ALL_OF_A_CENTRE
    assert set(givable_roles(OPERATOR, None)) == NATIONAL


def test_without_a_second_factor_a_coordinator_gives_nothing() -> None:
    account = make_account(Role.COORDINATOR, "30")
    assert givable_roles(viewer_of(account), the_centre("30")) == []


def test_a_role_is_given_until_a_day_and_recorded() -> None:
    coordinator, colleague = viewer_with(Role.COORDINATOR, "30"), make_account()
    until = timezone.now() + timedelta(days=90)
    give_grant(coordinator, user_id=colleague.pk, role=Role.DATA_MANAGER, centre=the_centre("30"), ends_at=until)
    assert may(viewer_of(colleague), Act.ORGANISATIONS_EDIT, KORAT)
    entry = Entry.objects.get(verb="access.grant_role")
    assert (entry.actor, entry.subject_id, entry.place) == (coordinator.actor, str(colleague.pk), 30_000_000)
    assert entry.changes == {
        "role": [None, "data_manager"],
        "centre": [None, "30"],
        "ends_at": [None, until.isoformat()],
    }


@pytest.mark.parametrize("role", [Role.DATA_MANAGER, Role.COORDINATOR])
def test_nobody_gives_to_the_own_account(role: Role) -> None:
    account = make_account(Role.COORDINATOR, "30")
    with pytest.raises(Refused):
        give_grant(as_viewer(account), user_id=account.pk, role=role, centre=the_centre("30"), ends_at=None)
    administrator = make_account(Role.NATIONAL_ADMINISTRATOR)
    with pytest.raises(Refused):
        give_grant(as_viewer(administrator), user_id=administrator.pk, role=role, centre=the_centre("30"), ends_at=None)


def test_nobody_lengthens_the_own_role() -> None:
    account = make_account()
    grant = give(account, Role.COORDINATOR, "30", ends_at=timezone.now() + timedelta(days=9))
    for ends_at in (None, timezone.now() + timedelta(days=5)):
        with pytest.raises(Refused):
            change_end(as_viewer(account), grant.pk, ends_at)


def test_a_role_given_lasts_no_longer_than_the_giver_s_own() -> None:
    account, colleague, centre = make_account(), make_account(), the_centre("30")
    own_end = timezone.now() + timedelta(days=30)
    give(account, Role.COORDINATOR, "30", ends_at=own_end)
    viewer = as_viewer(account)
    for ends_at in (None, own_end + timedelta(days=1)):
        with pytest.raises(Refused):
            give_grant(viewer, user_id=colleague.pk, role=Role.MEMBER, centre=centre, ends_at=ends_at)
    given = give_grant(viewer, user_id=colleague.pk, role=Role.MEMBER, centre=centre, ends_at=own_end)
    with pytest.raises(Refused):
        change_end(viewer, given.pk, None)
    give(account, Role.COORDINATOR, "31")  # without an end, but elsewhere
    with pytest.raises(Refused):
        change_end(as_viewer(account), given.pk, None)


@pytest.mark.parametrize("days", [0, -1])
def test_a_role_does_not_end_before_it_begins(days: int) -> None:
    with pytest.raises(Refused):
        give_grant(
            viewer_with(Role.COORDINATOR, "30"),
            user_id=make_account().pk,
            role=Role.MEMBER,
            centre=the_centre("30"),
            ends_at=timezone.now() + timedelta(days=days),
        )


def test_a_role_that_ended_can_be_given_again_but_not_twice_at_once() -> None:
    coordinator, colleague, centre = viewer_with(Role.COORDINATOR, "30"), make_account(), the_centre("30")
    again = {"user_id": colleague.pk, "role": Role.MEMBER, "centre": centre, "ends_at": None}
    given = give_grant(coordinator, **again)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        give_grant(coordinator, **again)  # type: ignore[arg-type]
    end_grant(coordinator, given.pk)
    assert not may(viewer_of(colleague), Act.PEOPLE_SEE, KORAT)
    with pytest.raises(NoSuchGrantError):
        end_grant(coordinator, given.pk)
    give_grant(coordinator, **again)  # type: ignore[arg-type]
    assert may(viewer_of(colleague), Act.PEOPLE_SEE, KORAT)
    assert Grant.objects.filter(user=colleague).count() == 1


@pytest.mark.parametrize(
    ("own", "role", "at", "may_end"),
    [
        ("30", Role.COORDINATOR, "30", True),
        ("30", Role.DATA_MANAGER, "30", True),
        ("30", Role.INSPECTOR, "30", False),  # sent by the nation
        ("30", Role.DATA_MANAGER, "31", False),
        ("30", Role.NATIONAL_ANALYST, "", False),
        ("", Role.INSPECTOR, "30", True),
        ("", Role.NATIONAL_ANALYST, "", True),
    ],
)
def test_who_ends_a_role(own: str, role: Role, at: str, may_end: bool) -> None:
    viewer = viewer_with(Role.COORDINATOR, own) if own else viewer_with(Role.NATIONAL_ADMINISTRATOR)
    grant = give(make_account(), role, at)
    if may_end:
        end_grant(viewer, grant.pk)
    else:
        with pytest.raises(Refused):
            end_grant(viewer, grant.pk)
        with pytest.raises(Refused):
            change_end(viewer, grant.pk, timezone.now() + timedelta(days=1))
    grant.refresh_from_db()
    assert (grant.ends_at is not None) is may_end


def test_the_last_national_administrator_stays() -> None:
    account = make_account()
    last = give(account, Role.NATIONAL_ADMINISTRATOR)
    for viewer in (OPERATOR, as_viewer(account)):
        with pytest.raises(Refused):
            end_grant(viewer, last.pk)
    with pytest.raises(Refused):
        change_end(OPERATOR, last.pk, timezone.now() + timedelta(days=400))
    with pytest.raises(Refused):
        close_account(OPERATOR, email=account.email)
    other = make_account()
    ending = give(other, Role.NATIONAL_ADMINISTRATOR, ends_at=timezone.now() + timedelta(days=1))
    with pytest.raises(Refused):  # tomorrow there would be none
        end_grant(as_viewer(other), last.pk)
    ending.ends_at = None
    ending.save()
    other.is_active = False
    other.save()
    with pytest.raises(Refused):  # who cannot sign in is none
        end_grant(OPERATOR, last.pk)
    other.is_active = True
    other.save()
    end_grant(as_viewer(other), last.pk)
    with pytest.raises(Refused):
        end_grant(OPERATOR, ending.pk)


def test_a_role_that_ends_is_dead_in_an_open_session_at_the_next_request(client: Client) -> None:
    account = make_account()
    grant = give(account, Role.DATA_MANAGER, "30")
    client.force_login(account)
    assert client.get("/organisations/new/").status_code == 200
    end_grant(OPERATOR, grant.pk)
    assert client.get("/organisations/new/").status_code == 403


def test_a_role_ends_by_itself_in_an_open_session(client: Client) -> None:
    account = make_account()
    grant = give(account, Role.DATA_MANAGER, "30", ends_at=timezone.now() + timedelta(hours=1))
    client.force_login(account)
    assert client.get("/organisations/new/").status_code == 200
    Grant.objects.filter(pk=grant.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert client.get("/organisations/new/").status_code == 403


def test_an_account_that_is_closed_has_no_session_left_even_when_it_opens_again(client: Client) -> None:
    account = make_account(Role.DATA_MANAGER, "30")
    client.force_login(account)
    assert client.get("/organisations/new/").status_code == 200
    close_account(OPERATOR, email=account.email)
    assert client.get("/organisations/new/").status_code == 403
    assert viewer_of(account).grants == ()
    reopen_account(OPERATOR, email=account.email)
    give(account, Role.DATA_MANAGER, "31")
    assert client.get("/organisations/new/").status_code == 403


def test_another_password_ends_the_other_sessions(client: Client) -> None:
    account = make_account(Role.DATA_MANAGER, "30")
    client.force_login(account)
    account.set_password("another-password-of-the-tests")
    account.save()
    assert client.get("/organisations/new/").status_code == 403


def test_nobody_closes_the_own_account() -> None:
    give(make_account(), Role.NATIONAL_ADMINISTRATOR)
    account = make_account(Role.NATIONAL_ADMINISTRATOR)
    with pytest.raises(Refused):
        close_account(as_viewer(account), email=account.email)
