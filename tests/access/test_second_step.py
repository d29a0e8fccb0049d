"""Whoever lacks nothing but the second step is led there and back, from every address that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.access.oracle import EVERYBODY, ROLES, ROUTES, SIGNED_IN
from tests.access.test_every_route import walk
from tests.access.world import PLACES, Persona, World, address, ask, client_of, make_world, route_names

pytestmark = pytest.mark.django_db

SECOND_STEP = "/accounts/second-step/"
WITH_AN_ACCOUNT = [role for role in ROLES if role != "public"]


@pytest.mark.parametrize("role", WITH_AN_ACCOUNT)
def test_who_lacks_nothing_else_is_led_there_and_back(role: str) -> None:
    world, client = make_world(), client_of(Persona(role, second_step=False))
    turned_away = []
    for path in _closed_to_a_password(world, role):
        asked = f"{path}?q=%E0%B8%81&page=2"
        answer = ask(client, "GET", asked)
        led_to = urlsplit(answer.target)
        if answer.status != 405 and (led_to.path, parse_qs(led_to.query).get("next")) != (SECOND_STEP, [asked]):
            turned_away.append(f"{asked}: {answer.status} {answer.target}")
    assert not turned_away, "\n".join(turned_away)


@pytest.mark.parametrize("role", ["coordinator", "national_analyst", "national_administrator"])
def test_a_piece_of_a_page_opens_nothing_more_than_the_page(role: str) -> None:
    """As the script of a page asks for its pieces; what leads elsewhere leads the whole page there."""
    by_password = Persona(role, second_step=False)
    faults = walk(make_world(), by_password, headers={"HX-Request": "true", "HX-Target": "results"})
    assert not faults, "\n".join(faults)


def _closed_to_a_password(world: World, role: str) -> Iterator[str]:
    """Every address that this role opens with a second step, and not with a password alone."""
    full, by_password = Persona(role), Persona(role, second_step=False)
    for route, pattern in route_names().items():
        asks_for, of = ROUTES[route]
        for relation in PLACES if of in world.records else ("anywhere",):
            path = address(world, route, pattern, of, relation)
            if asks_for in (EVERYBODY, SIGNED_IN) or path is None:
                continue
            if full.may(asks_for, relation) and not by_password.may(asks_for, relation):
                yield path
