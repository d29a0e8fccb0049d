"""People by role, as far as everybody may know; the true numbers come from the cells, the decision from ``people``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanphalang.people.counts import Cells, public_counts, public_counts_of_all
from sanphalang.places.rules import Level, PlaceCode
from sanphalang.reports.counted import NOT_KNOWN, PEOPLE
from sanphalang.reports.models import Cell


def people_told(place: PlaceCode | None) -> Cells:
    """Return what is told of a place, of the nation for None; of a village what is told of its subdistrict."""
    at = None if place is None else place.up_to(Level.SUBDISTRICT)
    return public_counts(at, _tallied)


def people_told_of_all(places: Iterable[PlaceCode]) -> Cells:
    """Return what is told of several places of one level together."""
    return public_counts_of_all(places, _tallied)


def _tallied() -> Iterator[tuple[int | None, str, int]]:
    rows = Cell.objects.filter(about=PEOPLE.name).order_by().values_list("place", "measure", "number")
    for place, role, number in rows:
        yield None if place == NOT_KNOWN else place, role, number
