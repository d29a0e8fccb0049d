"""Who may see a document follows from its number: shelf, then place, then record.

A number is ``shelf · 10¹⁷ + place · 10⁹ + record``. What a viewer may see of a shelf is a place's interval for each
interval of the territory, so access, the place asked for and the kind asked for all are stretches of numbers, which
both databases' indexes know without opening a document.

Shelves are counted in the order in which the rooms declare them, those that everybody sees before the others, so that
what a viewer sees lies together as far as can be; where that changes, the index is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.places.rules import NATION, Interval, Intervals, overlap
from sanphalang.web.searched import Shelf, searched

_SHELF, _PLACE = 10**17, 10**9

Sight = Mapping[Shelf, Intervals]
"""Over which intervals somebody sees each shelf; a shelf that is missing is seen nowhere."""


@cache
def _numbers() -> dict[Shelf, int]:
    return {shelf: number for number, shelf in enumerate(all_shelves(), 1)}


def all_shelves() -> list[Shelf]:
    """Return the shelves of all kinds in their order."""
    declared = [shelf for each in searched().values() for shelf in each.shelves]
    return sorted(declared, key=lambda shelf: (shelf.tells_a_secret, shelf.seen_by(PUBLIC) != NATION))


def sight_of(viewer: Viewer) -> Sight:
    """Return what of each shelf a viewer sees."""
    return {shelf: shelf.seen_by(viewer) for shelf in _numbers()}


def number_of(shelf: Shelf, place: int | None, subject: int) -> int:
    """Return the number of a document; a record without a place lies before all others of its shelf."""
    return _numbers()[shelf] * _SHELF + (place or 0) * _PLACE + subject


def subject_of(number: int) -> int:
    """Return the record of a document."""
    return number % _PLACE


def stretches(sight: Sight, shelf: Shelf, inside: Intervals = NATION) -> list[Interval]:
    """Return the stretches of numbers of a shelf that somebody sees inside a place.

    The nation also holds the records that have no place.
    """
    seen, start = sight.get(shelf, ()), _numbers()[shelf] * _SHELF
    if seen == NATION and inside == NATION:
        return [(start, start + _SHELF - 1)]
    return [(start + low * _PLACE, start + (high + 1) * _PLACE - 1) for low, high in overlap(seen, inside)]
