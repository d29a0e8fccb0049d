"""Inviting: who may, what the link does, and when it is dead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone, translation

from sanphalang.access.grants import end_grant
from sanphalang.access.invitations import (
    DAYS,
    Invited,
    NoSuchInvitationError,
    accept_with_account,
    accept_with_new_account,
    digest_of,
    invitation_behind,
    invite,
    renew_invitation,
    withdraw_invitation,
)
from sanphalang.access.models import Grant, Invitation, User
from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, give, make_account
from sanphalang.access.tests.test_grants import as_viewer, the_centre, viewer_with
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_thai() -> Iterator[None]:
    """Have sentences in Thai, whatever language a page of another test was asked for."""
    with translation.override("th"):
        yield


def invited(viewer: Viewer = OPERATOR, role: Role = Role.DATA_MANAGER, at: str = "30", email: str = "") -> Invited:
    """An invitation with its link."""
    return invite(viewer, role=role, centre=the_centre(at), name="นางสาวสมมติ ใจดี", email=email, role_ends_at=None)


def accepted(made: Invited, email: str = "new@example.org") -> User:
    """The account that the link makes."""
    return accept_with_new_account(digest_of(made.token), email=email, name="", password=PASSWORD)


@pytest.mark.parametrize(
    ("who", "own", "role", "at", "may"),
    [
        (Role.COORDINATOR, "30", Role.DATA_MANAGER, "30", True),
        (Role.COORDINATOR, "30", Role.COORDINATOR, "30", True),
        (Role.COORDINATOR, "30", Role.INSPECTOR, "30", False),
        (Role.COORDINATOR, "30", Role.MEMBER, "31", False),
        (Role.COORDINATOR, "30", Role.NATIONAL_ANALYST, "", False),
        (Role.DATA_MANAGER, "30", Role.MEMBER, "30", False),
        (Role.NATIONAL_ADMINISTRATOR, "", Role.COORDINATOR, "10-3", True),
        (Role.NATIONAL_ADMINISTRATOR, "", Role.NATIONAL_ADMINISTRATOR, "", True),
        (Role.DATA_PROTECTION_OFFICER, "", Role.MEMBER, "30", False),
    ],
)
def test_who_invites_to_what(who: Role, own: str, role: Role, at: str, may: bool) -> None:
    viewer = viewer_with(who, own)
    if may:
        assert [(g.role, g.centre_code) for g in viewer_of(accepted(invited(viewer, role, at))).grants] == [(role, at)]
    else:
        with pytest.raises(Refused):
            invited(viewer, role, at)
        assert not Invitation.objects.exists()


def test_a_link_makes_an_account_once() -> None:
    made = invited(viewer_with(Role.COORDINATOR, "30"))
    user = accepted(made, " New@Example.org ")
    assert (user.email, user.name) == ("new@example.org", "นางสาวสมมติ ใจดี")
    assert user.check_password(PASSWORD)
    with pytest.raises(Refused, match="ใช้แล้ว"):
        accepted(made, "other@example.org")
    assert Invitation.objects.get().accepted_by == user


def test_neither_the_database_nor_the_ledger_knows_the_link() -> None:
    made = invited(email="new@example.org")
    accepted(made)
    kept = [str(row) for table in ("access_invitation", "ledger_entry") for row in _rows(table)]
    assert not any(made.token in row for row in kept)
    told = str(list(Entry.objects.values()))
    assert "new@example.org" not in told
    assert "สมมติ" not in told


def _rows(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 (names of the test)
        return list(cursor.fetchall())


def test_an_account_that_is_there_gets_the_role() -> None:
    made, account = invited(role=Role.COORDINATOR), make_account(Role.MEMBER, "31")
    accept_with_account(viewer_of(account), digest_of(made.token))
    assert {grant.role for grant in viewer_of(account).grants} == {"member", "coordinator"}
    entry = Entry.objects.filter(verb="access.grant_role").latest("id")
    assert (entry.actor, entry.changes["invited_by"]) == (f"user:{account.pk}", [None, "operator"])


@pytest.mark.parametrize("viewer", [PUBLIC, OPERATOR])
def test_nobody_accepts_without_an_account(viewer: Viewer) -> None:
    made = invited()
    with pytest.raises(Refused):
        accept_with_account(viewer, digest_of(made.token))


def test_an_invitation_for_an_address_is_for_that_account_alone() -> None:
    made = invited(email="Somchai@example.org")
    with pytest.raises(Refused):
        accept_with_account(viewer_of(make_account(email="other@example.org")), digest_of(made.token))
    assert accepted(made, "whatever@example.org").email == "somchai@example.org"


def test_an_address_that_has_an_account_signs_in_with_it() -> None:
    make_account(email="here@example.org")
    with pytest.raises(Refused, match="กรุณาเข้าสู่ระบบ"):
        accepted(invited(), "here@example.org")


def test_a_link_is_dead_after_its_days() -> None:
    made = invited()
    assert made.invitation.expires_at - made.invitation.created_at == timedelta(days=DAYS)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(Refused, match="หมดอายุ"):
        accepted(made)


def test_a_link_taken_back_is_dead() -> None:
    coordinator = viewer_with(Role.COORDINATOR, "30")
    made = invited(coordinator)
    withdraw_invitation(coordinator, made.invitation.pk)
    with pytest.raises(Refused, match="ยกเลิก"):
        accepted(made)
    with pytest.raises(NoSuchInvitationError):
        renew_invitation(coordinator, made.invitation.pk)


def test_a_renewed_invitation_has_another_link() -> None:
    coordinator = viewer_with(Role.COORDINATOR, "30")
    old = invited(coordinator)
    Invitation.objects.update(expires_at=timezone.now())
    new = renew_invitation(coordinator, old.invitation.pk)
    with pytest.raises(Refused):
        invitation_behind(digest_of(old.token))
    accepted(new)


@pytest.mark.parametrize("own", ["31", ""])
def test_others_neither_renew_nor_take_back(own: str) -> None:
    made = invited()
    viewer = viewer_with(Role.COORDINATOR, own) if own else viewer_with(Role.NATIONAL_ANALYST)
    for act in (renew_invitation, withdraw_invitation):
        with pytest.raises(Refused):
            act(viewer, made.invitation.pk)


def test_an_invitation_holds_while_whoever_invited_may_give_the_role() -> None:
    account = make_account()
    grant = give(account, Role.COORDINATOR, "30")
    made = invited(as_viewer(account))
    end_grant(OPERATOR, grant.pk)
    with pytest.raises(Refused):
        accepted(made)
    assert not User.objects.filter(email="new@example.org").exists()
    accepted(renew_invitation(OPERATOR, made.invitation.pk))


def test_nobody_accepts_the_own_invitation() -> None:
    account = make_account()
    own = give(account, Role.COORDINATOR, "30", ends_at=timezone.now() + timedelta(days=5))
    made = invite(as_viewer(account), role=Role.MEMBER, centre=the_centre("30"), name="ตนเอง", role_ends_at=own.ends_at)
    with pytest.raises(Refused):
        accept_with_account(as_viewer(account), digest_of(made.token))
    with pytest.raises(Refused):
        invited(as_viewer(account), email=account.email)
    assert Grant.objects.count() == 1


def test_the_same_person_is_invited_once() -> None:
    made = invited()
    with pytest.raises(Refused):
        invited()
    withdraw_invitation(OPERATOR, made.invitation.pk)
    invited()


def test_an_unknown_link_is_a_sentence() -> None:
    with pytest.raises(Refused, match="ไม่รู้จัก"):
        invitation_behind(digest_of("no-such-link"))
