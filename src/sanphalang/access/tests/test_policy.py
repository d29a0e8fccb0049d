"""Who may do what, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from sanphalang.access.policy import intervals, lacks_only_second_factor, may, may_anywhere
from sanphalang.access.queries import viewer_of, viewer_of_actor, viewer_with_email
from sanphalang.access.roles import (
    ALLOWED,
    IN_A_STAFF_SESSION,
    NEEDS_SECOND_FACTOR,
    NEEDS_SECOND_FACTOR_IN_THE_NATION,
    Act,
    Role,
)
from sanphalang.access.tests.factories import give, make_account, make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC, OpenStaffSession
from sanphalang.places.rules import NATION, NOWHERE

pytestmark = pytest.mark.django_db

KORAT = 30_010_100  # a subdistrict of Nakhon Ratchasima
BURI_RAM = 31_010_100  # next door
PHRA_NAKHON = 10_010_100  # Bangkok, zone 10-1
BANG_BON = 10_500_100  # Bangkok, zone 10-6
BANGKOK = 10_000_000
NO_PLACE = None

OWN_CENTRE = {KORAT: True, BURI_RAM: False, PHRA_NAKHON: False, BANG_BON: False, BANGKOK: False, NO_PLACE: False}
ZONE = {KORAT: False, BURI_RAM: False, PHRA_NAKHON: True, BANG_BON: False, BANGKOK: False, NO_PLACE: False}
EVERYWHERE = dict.fromkeys((KORAT, BURI_RAM, PHRA_NAKHON, BANG_BON, BANGKOK, NO_PLACE), True)
NOT_AT_ALL = dict.fromkeys(EVERYWHERE, False)


@pytest.mark.parametrize(
    ("role", "centre", "act", "where"),
    [
        (Role.DATA_MANAGER, "30", Act.ORGANISATIONS_EDIT, OWN_CENTRE),
        (Role.DATA_MANAGER, "30", Act.ORGANISATIONS_SEE_CONTACT, OWN_CENTRE),
        (Role.DATA_MANAGER, "30", Act.INTAKE_IMPORT, OWN_CENTRE),
        (Role.DATA_MANAGER, "30", Act.ACCOUNTS_MANAGE, NOT_AT_ALL),
        (Role.COORDINATOR, "30", Act.ORGANISATIONS_EDIT, OWN_CENTRE),
        (Role.DATA_MANAGER, "10-1", Act.ORGANISATIONS_EDIT, ZONE),
        (Role.NATIONAL_ANALYST, "", Act.LEDGER_READ, EVERYWHERE),
        (Role.NATIONAL_ANALYST, "", Act.ORGANISATIONS_EDIT, NOT_AT_ALL),
        (Role.NATIONAL_ANALYST, "", Act.ORGANISATIONS_SEE_CONTACT, NOT_AT_ALL),
        (Role.NATIONAL_ADMINISTRATOR, "", Act.ORGANISATIONS_EDIT, EVERYWHERE),
        (Role.NATIONAL_ADMINISTRATOR, "", Act.ACCOUNTS_MANAGE, EVERYWHERE),
        (Role.NATIONAL_ADMINISTRATOR, "", Act.ORGANISATIONS_SEE_CONTACT, NOT_AT_ALL),
    ],
)
def test_a_role_reaches_its_own_territory_and_no_other(
    role: Role, centre: str, act: Act, where: dict[int | None, bool]
) -> None:
    viewer = make_viewer(role, centre)
    assert {place: may(viewer, act, place) for place in where} == where
    assert may_anywhere(viewer, act) == any(where.values())


@pytest.mark.parametrize("act", list(Act))
def test_nobody_may_do_nothing_and_the_operator_everything(act: Act) -> None:
    assert intervals(PUBLIC, act) == NOWHERE
    assert intervals(make_viewer(), act) == NOWHERE
    assert intervals(OPERATOR, act) == NATION


@pytest.mark.parametrize(
    ("starts", "ends", "in_force"),
    [
        (-10, None, True),
        (-10, 1, True),
        (-10, -1, False),  # expired
        (1, None, False),  # not yet
        (1, 2, False),
    ],
)
def test_a_grant_counts_while_it_is_in_force(starts: int, ends: int | None, in_force: bool) -> None:
    user, now = make_account(), timezone.now()
    ends_at = None if ends is None else now + timedelta(days=ends)
    give(user, Role.DATA_MANAGER, "30", starts_at=now + timedelta(days=starts), ends_at=ends_at)
    assert may(viewer_of(user), Act.ORGANISATIONS_EDIT, KORAT) is in_force


def test_two_centres_add_up() -> None:
    user = make_account(Role.DATA_MANAGER, "30")
    give(user, Role.DATA_MANAGER, "31")
    assert intervals(viewer_of(user), Act.ORGANISATIONS_EDIT) == ((30_000_000, 31_999_999),)


def test_reading_a_viewer_costs_the_same_however_many_grants(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user = make_account()
    for centre in ("10-1", "10-2", "30", "31"):
        give(user, Role.DATA_MANAGER, centre)
    with django_assert_num_queries(1):  # grants with centres; territories
        viewer_of(user)


@pytest.mark.parametrize(("role", "centre"), [(Role.DATA_MANAGER, ""), (Role.NATIONAL_ANALYST, "30")])
def test_the_database_refuses_a_role_of_a_centre_over_the_nation(role: Role, centre: str) -> None:
    user = make_account()
    with pytest.raises(IntegrityError), transaction.atomic():
        give(user, role, centre)


def test_the_viewer_behind_a_stored_actor() -> None:
    user = make_account(Role.DATA_MANAGER, "30")
    assert viewer_of_actor(f"user:{user.pk}") == viewer_of(user, has_second_factor=True)
    assert viewer_of_actor("operator") == OPERATOR
    assert viewer_of_actor("public") == PUBLIC
    assert viewer_of_actor("user:not-a-number") == PUBLIC
    user.is_active = False
    user.save()
    assert viewer_of_actor(f"user:{user.pk}") == PUBLIC


def test_a_demo_account_is_nobody_in_production(settings: Settings) -> None:
    user = make_account(Role.DATA_MANAGER, "30", email="demo@private.example")
    user.is_demo = True
    user.save()
    assert viewer_with_email("Demo@private.example ") == viewer_of(user)  # a demo account needs no second factor
    settings.PRODUCTION = True
    assert viewer_with_email("demo@private.example") is None
    assert viewer_of_actor(f"user:{user.pk}") == PUBLIC


@pytest.mark.parametrize("act", sorted(NEEDS_SECOND_FACTOR))
def test_what_a_password_alone_cannot_do(act: Act) -> None:
    role = next(role for role, acts in ALLOWED.items() if act in acts)
    account = make_account(role, "" if role.is_national else "30")
    alone, both = viewer_of(account), viewer_of(account, has_second_factor=True)
    assert (may_anywhere(alone, act), may_anywhere(both, act)) == (False, True)
    assert (lacks_only_second_factor(alone, act), lacks_only_second_factor(both, act)) == (True, False)
    assert (alone.missed, both.missed) == ({act}, set())


def test_a_second_factor_gives_no_right_by_itself() -> None:
    viewer = make_viewer(Role.MEMBER, "30")
    assert not may_anywhere(viewer, Act.PEOPLE_EXPORT)
    alone = viewer_of(make_account(Role.MEMBER, "30"))
    assert not lacks_only_second_factor(alone, Act.PEOPLE_EXPORT)
    assert not may_anywhere(alone, Act.PEOPLE_EXPORT)
    assert alone.missed == set()


def test_accounts_of_the_demo_need_no_second_factor() -> None:
    user = make_account(Role.COORDINATOR, "30", email="demo@private.example")
    user.is_demo = True
    assert may(viewer_of(user), Act.GRANTS_GIVE, KORAT)


@pytest.mark.parametrize("act", sorted(NEEDS_SECOND_FACTOR_IN_THE_NATION))
def test_beyond_one_centre_a_password_alone_sees_nobody(act: Act) -> None:
    user = make_account(next(role for role in Role if role.is_national and act in ALLOWED[role]))
    alone = viewer_of(user)
    assert intervals(alone, act) == NOWHERE
    assert lacks_only_second_factor(alone, act)
    assert alone.missed == {act}
    assert intervals(viewer_of(user, has_second_factor=True), act) == NATION
    give(user, next(role for role in Role if not role.is_national and act in ALLOWED[role]), "30")
    assert intervals(viewer_of(user), act) == ((30_000_000, 30_999_999),)


def test_a_timed_session_is_worth_nothing_without_its_second_factor() -> None:
    session = OpenStaffSession(1, "a reason", timezone.now() + timedelta(minutes=30))
    alone = replace(viewer_of(make_account(Role.NATIONAL_ADMINISTRATOR)), staff_session=session)
    for act in IN_A_STAFF_SESSION:
        assert (may_anywhere(alone, act), may_anywhere(replace(alone, has_second_factor=True), act)) == (False, True)
