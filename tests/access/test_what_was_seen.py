"""Every address again: whoever's private values come out stands in the incident pack of who asked."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client

from sanphalang.intake.looks import whose
from sanphalang.intake.tests.lists import checked
from sanphalang.intake.tests.people_lists import DAM, HEADER, SOMSRI
from sanphalang.ledger.models import Entry
from sanphalang.organisations.rules import PRIVATE_FIELDS as OF_ORGANISATIONS
from sanphalang.people.rules import PRIVATE_FIELDS as OF_PEOPLE
from sanphalang.portal.exposure import exposed_by
from tests.access.oracle import ROUTES
from tests.access.world import PLACES, POSTED, Persona, World, address, client_of, make_world, route_names, text_of

pytestmark = pytest.mark.django_db

Known = tuple[str, int]
PERSONAS = (Persona("data_manager"), Persona("national_administrator", session=True))


class Secret(NamedTuple):
    """A private value, and whose it is: a person, an organisation, or a row of the list."""

    of: Known
    value: str


@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_whoever_comes_out_is_in_the_pack(persona: Persona) -> None:
    world = make_world()
    batch = checked([SOMSRI, DAM], header=HEADER, kind="people", centre="30")
    world.values["import"]["inside"] = {"batch_id": batch.pk, "number": 2}
    secrets, client = _secrets(world), client_of(persona)
    unseen = [fault for path, posted in _addresses(world) for fault in _asked(client, path, posted, secrets)]
    assert not unseen, "\n".join(unseen)


def _addresses(world: World) -> list[tuple[str, dict[str, str]]]:
    asked = (
        (address(world, route, pattern, ROUTES[route].of, relation), POSTED.get(route, {}))
        for route, pattern in route_names().items()
        if route in ROUTES
        for relation in (PLACES if ROUTES[route].of in world.records else ("anywhere",))
    )
    return [(path, posted) for path, posted in asked if path]


def _secrets(world: World) -> list[Secret]:
    """Return the private values of people, of organisations, and of the rows of the list of people."""
    found = [Secret(("row", 2), SOMSRI[8]), Secret(("row", 3), DAM[3].partition(",")[0])]
    for kind, names in {"person": OF_PEOPLE, "organisation": OF_ORGANISATIONS}.items():
        for record in world.records[kind].values():
            values = (getattr(record, name) for name in names)
            found += [Secret((kind, record.pk), str(value)) for value in values if value and len(str(value)) > 4]
    return found


def _asked(client: Client, path: str, posted: dict[str, str], secrets: list[Secret]) -> list[str]:
    faults = []
    for method in ("GET", "POST"):
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            before = set(Entry.objects.values_list("pk", flat=True))
            text = text_of(client.get(path) if method == "GET" else client.post(path, posted))
            exposed = _exposed([entry for entry in Entry.objects.all() if entry.pk not in before])
            transaction.set_rollback(True)
        client.cookies = cookies  # a sign-out is undone too
        came_out = {secret.of for secret in secrets if secret.value in text}
        faults += [f"{method} {path} shows {kind} {number}" for kind, number in sorted(came_out - exposed)]
    return faults


def _exposed(entries: list[Entry]) -> set[Known]:
    found: set[Known] = set()
    for each in map(exposed_by, entries):
        found |= {("person", number) for number in each.people}
        found |= {("organisation", number) for number in each.organisations}
        found |= {("row", row) for batch, rows in each.rows.items() for row in whose(batch, rows).nobody}
    return found
