"""Every address, asked as everybody: who is let in, and whose private values come out.

What should be stands in ``docs/access.md``; what is comes from the platform.
"""

from __future__ import annotations

import re

import pytest

from tests.access.oracle import EVERYBODY, ROUTES, SIGNED_IN
from tests.access.world import (
    PLACES,
    POSTED,
    Answer,
    Persona,
    World,
    address,
    ask,
    asked_here,
    client_of,
    make_world,
    route_names,
)

pytestmark = pytest.mark.django_db


def test_every_route_is_in_the_table_and_every_line_is_a_route() -> None:
    assert set(ROUTES) == set(route_names())


def test_every_route_can_be_asked() -> None:
    world, patterns = make_world(), route_names()
    unasked = [
        route
        for route, (_asks_for, of) in ROUTES.items()
        if route in patterns and not any(address(world, route, patterns[route], of, relation) for relation in PLACES)
    ]
    assert unasked == []


@pytest.mark.parametrize("persona", asked_here(), ids=str)
def test_who_is_let_in_and_what_comes_out(persona: Persona) -> None:
    faults = walk(make_world(), persona)
    assert not faults, "\n".join(faults)


SEARCHES = {"/organisations/": "organisation", "/people/": "person"}
"""Lists with a field that finds by a part of a name, and what they list."""


@pytest.mark.parametrize("persona", asked_here(), ids=str)
def test_private_values_find_nothing(persona: Persona) -> None:
    """A filter or an order by what is hidden would tell it by and by."""
    world, client = make_world(), client_of(persona)
    for path, kind in SEARCHES.items():
        hidden = [secret for secret in world.secrets if not persona.may(secret.asks_for, secret.relation)]
        for secret in hidden:
            for spelling in secret.spellings:
                shown = ask(client, "GET", path, {"name": spelling}).text
                assert not any(str(record) in shown for record in world.records[kind].values()), (path, spelling)
        usual = ask(client, "GET", path).text
        for column in ("telephone", "email", "contact_name", "citizen_id_tail", "birth_year", "home_address"):
            assert _rows(ask(client, "GET", path, {"sort": column}).text) == _rows(usual)


def _rows(page: str) -> list[str]:
    return re.findall(r'href="(/[a-z]+/\d+/)"', page)


def walk(world: World, persona: Persona, *, only: str = "", headers: dict[str, str] | None = None) -> list[str]:
    """Ask every address for every relation; return what was otherwise than the page says."""
    client = client_of(persona)
    faults: list[str] = []
    for route, pattern in route_names().items():
        if not route.startswith(only) or route not in ROUTES:  # the test above names those that are in no line
            continue
        asks_for, of = ROUTES[route]
        for relation in PLACES if of in world.records else ("anywhere",):
            path = address(world, route, pattern, of, relation)
            if path is not None:
                answers = {
                    "GET": ask(client, "GET", path, headers=headers),
                    "POST": ask(client, "POST", path, POSTED.get(route, {}), headers=headers),
                }
                faults += _judged(world, persona, answers, path, relation, asks_for)
    return faults


def _judged(
    world: World, persona: Persona, answers: dict[str, Answer], path: str, relation: str, asks_for: str
) -> list[str]:
    faults = []
    expected = persona.may(asks_for, relation)
    for method, answer in answers.items():
        what = f"{persona} asks {method} {path} ({relation}) and is answered {answer.status} {answer.target}"
        if answer.status >= 500:
            faults.append(what)
        decides = asks_for != EVERYBODY and not (asks_for == SIGNED_IN and expected)  # what leads to another step may
        if answer.status != 405 and decides and answer.is_refusal == expected:
            faults.append(f"{what}; expected to be {'let in' if expected else 'refused'}")
        if persona.role != "public" and "no-store" not in answer.kept:
            faults.append(f"{what}: a copy may be kept")
        faults += [
            f"{what}: {secret.spellings[0]} of {secret.relation} came out"
            for secret in world.secrets
            if not persona.may(secret.asks_for, secret.relation)
            and any(spelling in answer.text for spelling in secret.spellings)
        ]
    return faults
