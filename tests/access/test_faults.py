"""The walk finds faults: each of these, put into the platform, makes it fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from sanphalang.access import policy, queries, roles
from sanphalang.access.viewer import OpenStaffSession
from sanphalang.intake import queries as intake_queries
from sanphalang.intake import sight
from sanphalang.intake.models import ImportBatch
from sanphalang.organisations import actions as organisation_actions
from sanphalang.organisations import queries as organisation_queries
from sanphalang.places.rules import NATION
from tests.access.test_every_route import walk
from tests.access.world import Persona, make_world

pytestmark = pytest.mark.django_db

Patch = pytest.MonkeyPatch
FAULTS: dict[str, tuple[Persona, str, Callable[[Patch], object]]] = {}


def fault(persona: Persona, only: str = "") -> Callable[[Callable[[Patch], object]], Callable[[Patch], object]]:
    """Name a fault, who would notice it, and where to look."""

    def named(seed: Callable[[Patch], object]) -> Callable[[Patch], object]:
        FAULTS[seed.__name__.replace("_", " ")] = persona, only, seed
        return seed

    return named


MANAGER, COORDINATOR, MEMBER = Persona("data_manager"), Persona("coordinator"), Persona("member")
ADMINISTRATOR, PUBLIC = Persona("national_administrator"), Persona("public")


@fault(MANAGER, "organisations")
def a_role_reaches_the_whole_nation(patch: Patch) -> None:
    patch.setattr(queries, "territory_of", lambda centre: NATION)


@fault(MANAGER, "organisations")
def a_territory_is_one_province_too_long(patch: Patch) -> None:
    real = queries.territory_of
    patch.setattr(queries, "territory_of", lambda centre: tuple((a, b + 1_000_000) for a, b in real(centre)))


@fault(MANAGER, "organisations")
def a_territory_ends_before_its_last_places(patch: Patch) -> None:
    real = queries.territory_of
    patch.setattr(queries, "territory_of", lambda centre: tuple((a, a) for a, _b in real(centre)))


@fault(MEMBER, "organisations")
def members_edit(patch: Patch) -> None:
    patch.setitem(roles.ALLOWED, roles.Role.MEMBER, roles.ALLOWED[roles.Role.DATA_MANAGER])


@fault(Persona("inspector"), "intake")
def inspectors_bring_lists_in(patch: Patch) -> None:
    patch.setitem(roles.ALLOWED, roles.Role.INSPECTOR, frozenset({roles.Act.INTAKE_IMPORT}))


@fault(ADMINISTRATOR, "organisations")
def no_session_is_needed(patch: Patch) -> None:
    session = OpenStaffSession(0, "", timezone.now() + timedelta(hours=1))
    real = policy._granted
    patch.setattr(policy, "_granted", lambda viewer, act: real(replace(viewer, staff_session=session), act))


@fault(PUBLIC, "organisations:page")
def contacts_are_shown_to_everybody(patch: Patch) -> None:
    patch.setattr(organisation_queries, "may_see_contact", lambda *_args, **_options: True)


@fault(MANAGER, "organisations:export")
def downloads_hold_every_contact(patch: Patch) -> None:
    patch.setattr(organisation_queries, "contains", lambda *_args: True)


@fault(ADMINISTRATOR, "organisations:publish_contact")
def who_may_not_see_a_contact_may_publish_it(patch: Patch) -> None:
    patch.setattr(organisation_actions, "may_see_contact", lambda *_args, **_options: True)


@fault(MANAGER, "intake")
def lists_of_others_are_open(patch: Patch) -> None:
    patch.setattr(intake_queries, "batches", lambda viewer: ImportBatch.objects.all())


@fault(ADMINISTRATOR, "intake")
def every_cell_of_a_list_is_shown(patch: Patch) -> None:
    patch.setattr(sight.Sight, "hides", lambda *_args, **_options: False)


@pytest.mark.parametrize("name", FAULTS)
def test_is_found(name: str, monkeypatch: Patch) -> None:
    persona, only, seed = FAULTS[name]
    world = make_world()
    assert not walk(world, persona, only=only)
    seed(monkeypatch)
    assert walk(world, persona, only=only)
