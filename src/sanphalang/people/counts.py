"""How many people there are: for everybody, in fixed cells of a place and a role, and in no others.

There is no count by a filter that somebody chooses, none of all people together (somebody may have several roles, so
totals of roles and of people would tell of each other), and none below the subdistrict. Who has died or is no longer
active is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from django.core.cache import caches
from django.db.models import Count, Q
from django.utils import timezone

from sanphalang.people.models import Person
from sanphalang.people.rules import NO_LONGER, PersonRole
from sanphalang.people.suppression import Cell, Untold, is_few, told, told_total
from sanphalang.people.tallied import people_tallied
from sanphalang.places.queries import padded_codes
from sanphalang.places.rules import Level, PlaceCode
from sanphalang.web.freshness import STALE_AFTER_MONTHS, months_before
from sanphalang.web.held import Held

MINUTES = 10
"""How old a count may be: counting half a million people takes most of a second, so it is not done for every page."""

NATION = 0
"""Stands for the nation where padded codes stand for places."""

_LEVELS = {Level.PROVINCE: 1_000_000, Level.DISTRICT: 10_000, Level.SUBDISTRICT: 100}
_ELSEWHERE = -1  # the people of whom no more exact place is known: told nowhere, but the total holds them
_CONFIRMED = "people-confirmed"

Cells = Mapping[PersonRole, Cell]
Tallies = Iterable[tuple[int | None, str, int]]
"""Place (None: not known), code of the role, true number; a sum may come in parts."""

_Told = dict[PersonRole, dict[int, Cell]]

_TOLD_OF_ALL = Held[_Told](MINUTES * 60)


def public_counts(place: PlaceCode | None, tallied: Callable[[], Tallies] = people_tallied) -> Cells:
    """Return what everybody may know of how many people there are in a place, by role; of the nation for None.

    Empty below the subdistrict, and where nobody in the nation has a role. ``tallied`` gives the true numbers to a room
    that keeps them at hand.
    """
    at = NATION if place is None else place.padded
    if place is not None and place.level not in _LEVELS:
        return {}
    return {role: cells[at] for role, cells in _all_told(tallied).items() if at in cells}


def public_counts_of_all(places: Iterable[PlaceCode], tallied: Callable[[], Tallies] = people_tallied) -> Cells:
    """Return the same of several places of one level together: told where each of them is."""
    found: dict[PersonRole, list[Cell]] = {}
    for place in places:
        for role, cell in public_counts(place, tallied).items():
            found.setdefault(role, []).append(cell)
    return {role: _together(cells) for role, cells in found.items()}


def public_counts_of(role: PersonRole, places: Iterable[int]) -> dict[int, Cell]:
    """Return what everybody may know of one role, by padded code: of ``NATION`` and places at once."""
    cells = _all_told().get(role, {})
    return {place: cells.get(place, 0) for place in places}


def confirmed_in_the_nation(role: PersonRole) -> Cell:
    """Return how many people of a role were confirmed within the last twelve months, as far as it is told.

    It is not, where it or what is left of all would be too few.
    """
    kept: Cell | None = caches["local"].get(f"{_CONFIRMED}-{role}")
    if kept is None:
        rows = Person.objects.exclude(status__in=NO_LONGER).filter(roles__contains=f" {role} ").order_by()
        fresh = Q(confirmed_on__gt=months_before(timezone.localdate(), STALE_AFTER_MONTHS))
        found = rows.aggregate(total=Count("*"), confirmed=Count("id", filter=fresh))
        number, rest = found["confirmed"], found["total"] - found["confirmed"]
        kept = Untold.HELD_BACK if is_few(rest) and not is_few(number) else told_total(number)
        caches["local"].set(f"{_CONFIRMED}-{role}", kept, MINUTES * 60)
    return kept


def forget_counts() -> None:
    """Count anew when somebody asks next."""
    _TOLD_OF_ALL.forget()
    caches["local"].delete_many([f"{_CONFIRMED}-{role}" for role in PersonRole])


def _together(cells: Iterable[Cell]) -> Cell:
    total = 0
    for cell in cells:
        if isinstance(cell, Untold):
            return Untold.HELD_BACK
        total += cell
    return total


def _all_told(tallied: Callable[[], Tallies] = people_tallied) -> _Told:
    """Return everything that is told, counted at most ten minutes ago; one request counts, others wait for it."""
    return _TOLD_OF_ALL.get(lambda: _count(tallied()))


def _count(tallies: Tallies) -> _Told:
    """Add up what lies inside each place, and decide what is told."""
    totals: dict[PersonRole, Counter[int]] = {role: Counter() for role in PersonRole}
    for place, role, number in tallies:
        total = totals[PersonRole(role)]
        total[NATION] += number
        if place is not None:
            for around in {place - place % step for step in _LEVELS.values()}:
                total[around] += number
    inside = _children()
    return {role: _told(role, totals[role], inside) for role in PersonRole if totals[role]}


def _children() -> dict[int, list[int]]:
    """Return what lies directly in the nation, in each province and in each district."""
    inside: dict[int, list[int]] = {NATION: padded_codes(Level.PROVINCE)}
    for level, step in ((Level.DISTRICT, _LEVELS[Level.PROVINCE]), (Level.SUBDISTRICT, _LEVELS[Level.DISTRICT])):
        for code in padded_codes(level):
            inside.setdefault(code - code % step, []).append(code)
    return inside


def _told(role: PersonRole, totals: Counter[int], inside: Mapping[int, list[int]]) -> dict[int, Cell]:
    """Return what is told of a role, from the nation down; parents come before what lies in them."""
    cells: dict[int, Cell] = {NATION: told_total(totals[NATION])}
    for parent, children in inside.items():
        parts = {child: totals[child] for child in children}
        parts[_ELSEWHERE] = totals[parent] - sum(parts.values())
        cells |= told(parts, cells[parent], salt=role)
    del cells[_ELSEWHERE]
    return cells
