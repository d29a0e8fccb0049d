"""How many people there are: for everybody, in fixed cells of a place and a role, and in no others.

There is no count by a filter that somebody chooses, none of all people together (somebody may have several roles, so
totals of roles and of people would tell of each other), and none below the district.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from threading import Lock

from django.core.cache import caches
from django.db.models import Count, F

from sanphalang.people.models import Person
from sanphalang.people.rules import PersonRole, roles_of
from sanphalang.people.suppression import Cell, told, told_total
from sanphalang.places.queries import padded_codes
from sanphalang.places.rules import Level, PlaceCode

MINUTES = 10
"""How old a count may be: counting half a million people takes most of a second, so it is not done for every page."""

NATION = 0
"""Stands for the nation where padded codes stand for places."""

_DISTRICT, _PROVINCE = 10_000, 1_000_000
_ELSEWHERE = -1  # the people of whom no more exact place is known: told nowhere, but the total holds them
_KEPT = "people-public-counts"

Cells = Mapping[PersonRole, Cell]
_Told = dict[PersonRole, dict[int, Cell]]

_counting = Lock()


def public_counts(place: PlaceCode | None) -> Cells:
    """Return what everybody may know of how many people there are in a place, by role; of the nation for None.

    Empty below the district, and where nobody in the nation has a role.
    """
    at = NATION if place is None else place.padded
    if place is not None and place.level not in {Level.PROVINCE, Level.DISTRICT}:
        return {}
    return {role: cells[at] for role, cells in _all_told().items() if at in cells}


def forget_counts() -> None:
    """Count anew when somebody asks next."""
    caches["local"].delete(_KEPT)


def _all_told() -> _Told:
    """Return everything that is told, counted at most ten minutes ago; one request counts, others wait for it."""
    kept: _Told | None = caches["local"].get(_KEPT)
    if kept is None:
        with _counting:
            kept = caches["local"].get(_KEPT)
            if kept is None:
                kept = _count()
                caches["local"].set(_KEPT, kept, MINUTES * 60)
    return kept


def _count() -> _Told:
    """Count in one query, and decide what is told."""
    numbers: dict[PersonRole, Counter[int | None]] = {role: Counter() for role in PersonRole}
    districts = Person.objects.order_by().values("roles", district=F("place") / _DISTRICT).annotate(n=Count("*"))
    for roles, district, number in districts.values_list("roles", "district", "n"):
        for role in roles_of(roles):
            numbers[role][None if district is None else district * _DISTRICT] += number
    provinces, inside = padded_codes(Level.PROVINCE), padded_codes(Level.DISTRICT)
    return {role: _told(role, numbers[role], provinces, inside) for role in PersonRole if numbers[role]}


def _told(
    role: PersonRole, numbers: Counter[int | None], provinces: Iterable[int], districts: Iterable[int]
) -> dict[int, Cell]:
    """Return what is told of a role, from the nation down to the districts."""
    by_province: Counter[int] = Counter()
    for padded, number in numbers.items():
        by_province[_ELSEWHERE if padded is None else padded - padded % _PROVINCE] += number
    cells: dict[int, Cell] = {NATION: told_total(sum(numbers.values()))}
    cells |= _without_elsewhere(told(_parts(provinces, by_province), cells[NATION], salt=role))
    inside: dict[int, list[int]] = {}
    for district in districts:
        inside.setdefault(district - district % _PROVINCE, []).append(district)
    for province, parts in inside.items():
        of_parts = {part: numbers[part] for part in parts}
        of_parts[_ELSEWHERE] = by_province[province] - sum(of_parts.values())
        cells |= _without_elsewhere(told(of_parts, cells[province], salt=role))
    return cells


def _parts(places: Iterable[int], numbers: Counter[int]) -> dict[int, int]:
    """Return the numbers of all places, those without anybody too, and of elsewhere."""
    return {place: numbers[place] for place in (*places, _ELSEWHERE)}


def _without_elsewhere(cells: dict[int, Cell]) -> dict[int, Cell]:
    return {place: cell for place, cell in cells.items() if place != _ELSEWHERE}
