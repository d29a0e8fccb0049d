"""The walk finds faults: each of these, put into the platform, makes it fail."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from sanphalang.access import grants, looking_after, middleware, policy, queries, roles, team
from sanphalang.access.viewer import OPERATOR, OpenStaffSession
from sanphalang.committees import queries as committee_queries
from sanphalang.committees.models import Order
from sanphalang.intake import queries as intake_queries
from sanphalang.intake import sight
from sanphalang.intake.models import ImportBatch
from sanphalang.organisations import actions as organisation_actions
from sanphalang.organisations import queries as organisation_queries
from sanphalang.people import exports as people_exports
from sanphalang.people import narrowing as people_narrowing
from sanphalang.people import queries as people_queries
from sanphalang.people import seen
from sanphalang.people.models import Person
from sanphalang.places.rules import NATION
from sanphalang.portal import incident_views
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
    patch.setattr(queries, "territory_made_of", lambda places: NATION)


@fault(MANAGER, "organisations")
def a_territory_is_one_province_too_long(patch: Patch) -> None:
    real = queries.territory_made_of
    patch.setattr(queries, "territory_made_of", lambda places: tuple((a, b + 1_000_000) for a, b in real(places)))


@fault(MANAGER, "organisations")
def a_territory_ends_before_its_last_places(patch: Patch) -> None:
    real = queries.territory_made_of
    patch.setattr(queries, "territory_made_of", lambda places: tuple((a, a) for a, _b in real(places)))


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


@fault(MEMBER, "people:page")
def people_of_neighbours_have_pages(patch: Patch) -> None:
    real = policy.may
    patch.setattr(policy, "may", lambda viewer, act, place: act == roles.Act.PEOPLE_SEE or real(viewer, act, place))


@fault(MANAGER, "people:list")
def the_list_of_people_has_no_scope(patch: Patch) -> None:
    patch.setattr(people_narrowing, "within", lambda *_args: Q())


@fault(MEMBER, "people:show_private")
def private_details_are_shown_to_members(patch: Patch) -> None:
    patch.setitem(roles.ALLOWED, roles.Role.MEMBER, frozenset({roles.Act.PEOPLE_SEE, roles.Act.PEOPLE_SEE_PRIVATE}))


@fault(Persona("national_analyst"), "people:page")
def pages_of_people_hold_what_is_private(patch: Patch) -> None:
    patch.setattr(Person, "__str__", lambda person: f"{person.given_name} {person.telephone}")
    patch.setattr(people_queries.Shown, "name", property(lambda shown: str(Person.objects.get(pk=shown.id))))


@fault(MANAGER, "people:export")
def downloads_of_people_have_no_scope(patch: Patch) -> None:
    patch.setattr(people_narrowing, "within", lambda *_args: Q())
    patch.setattr(people_exports, "within", lambda *_args: Q())
    patch.setattr(people_queries, "contains", lambda *_args: True)


@fault(Persona("coordinator", second_step=False), "people:export")
def a_password_is_enough_for_downloads(patch: Patch) -> None:
    patch.setattr(policy, "_by_password_alone", policy._granted)


@fault(PUBLIC, "committees")
def names_of_members_are_shown_to_everybody(patch: Patch) -> None:
    real = seen.persons_seen
    patch.setattr(committee_queries, "persons_seen", lambda viewer, ids, **_options: real(OPERATOR, list(ids)))


@fault(MANAGER, "committees")
def drafts_are_shown_to_neighbours(patch: Patch) -> None:
    patch.setattr(committee_queries.Shown, "may_edit", True, raising=False)
    patch.setattr(committee_queries, "orders", lambda viewer, shown: _all_orders(shown))


@fault(MANAGER, "log")
def the_log_is_refused_to_its_readers(patch: Patch) -> None:
    patch.setitem(
        roles.ALLOWED, roles.Role.DATA_MANAGER, roles.ALLOWED[roles.Role.DATA_MANAGER] - {roles.Act.LEDGER_READ}
    )


@fault(MANAGER, "incident")
def incidents_are_assembled_by_anybody(patch: Patch) -> None:
    patch.setattr(incident_views, "may_anywhere", lambda *_args: True)


@fault(MEMBER, "organisations:page")
def copies_of_pages_are_kept(patch: Patch) -> None:
    patch.setattr(middleware, "add_never_cache_headers", lambda _response: None)


@fault(Persona("coordinator"), "centres:close")
def accounts_elsewhere_are_closed(patch: Patch) -> None:
    patch.setattr(grants, "covers", lambda *_args: True)
    patch.setattr(looking_after, "looked_after", lambda _viewer, ids: set(ids))
    patch.setattr(team, "looked_after", lambda _viewer, ids: set(ids))


def _all_orders(shown: committee_queries.Shown) -> list[committee_queries.ShownOrder]:
    return [committee_queries._order(row, shown) for row in Order.objects.filter(committee=shown.id)]


@pytest.mark.skipif("TEST_POSTGRES_URL" in os.environ, reason="A fault is found or not whatever the database is.")
@pytest.mark.parametrize("name", FAULTS)
def test_is_found(name: str, monkeypatch: Patch) -> None:
    persona, only, seed = FAULTS[name]
    world = make_world()
    assert not walk(world, persona, only=only)
    seed(monkeypatch)
    assert walk(world, persona, only=only)
