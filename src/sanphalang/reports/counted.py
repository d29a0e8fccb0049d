"""What is counted: each kind of record, how it is known again, and how the room that owns it tallies its truth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from sanphalang.committees import tallied as committees
from sanphalang.organisations import tallied as organisations
from sanphalang.people import tallied as people

NOT_KNOWN = 0
"""The place of the cells of records whose place nobody knows."""

_ROOM = 1 << 40  # numbers of records of one kind
_SALT = 1  # changed when a kind is counted in other cells than before, so that every record is looked at again

Known = Iterator[tuple[int, int | None, str]]
Tallies = Iterator[tuple[int | None, str, int]]


@dataclass(frozen=True, slots=True)
class About:
    """A kind of record. ``subject`` is what the ledger calls it, ``number`` its place among the kinds, for good."""

    name: str
    subject: str
    number: int
    known: Callable[[int, int], Known]
    tallied: Callable[[date, Collection[int | None] | None], Tallies]
    last: Callable[[], int]
    ages: Callable[[date, date], set[int | None]] | None = None

    @property
    def ids(self) -> tuple[int, int]:
        """The first and the last id of the kind."""
        return self.id_of(0), self.id_of(_ROOM - 1)

    def id_of(self, record: int) -> int:
        """Return the id under which it is remembered where a record was counted."""
        return self.number * _ROOM + record

    def how_counted(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Yield id, place and all else that decides of each record with these numbers."""
        for record, place, how in self.known(first, last):
            yield self.id_of(record), NOT_KNOWN if place is None else place, crc32(f"{_SALT} {how}".encode())

    def cells(self, today: date, places: Collection[int] | None = None) -> dict[tuple[int, str], int]:
        """Return the numbers by place and measure, of these places or of every one, computed from the truth."""
        found: dict[tuple[int, str], int] = {}
        asked = None if places is None else [None if place == NOT_KNOWN else place for place in places]
        for place, measure, number in self.tallied(today, asked):
            key = (NOT_KNOWN if place is None else place, measure)
            found[key] = found.get(key, 0) + number
        return found


ORGANISATIONS = About(
    "organisations",
    "organisation",
    1,
    organisations.organisations_known,
    organisations.organisations_tallied,
    organisations.last_organisation,
    organisations.places_that_age,
)
PEOPLE = About(
    "people", "person", 2, people.people_known, lambda _today, places: people.people_tallied(places), people.last_person
)
COMMITTEES = About(
    "committees",
    "committee",
    3,
    committees.committees_known,
    lambda _today, places: committees.committees_tallied(places),
    committees.last_committee,
)
AUTHORITIES = About(
    "authorities",
    "local_authority",
    4,
    organisations.authorities_known,
    lambda _today, places: organisations.authorities_tallied(places),
    organisations.last_authority,
)
ALL = (ORGANISATIONS, PEOPLE, COMMITTEES, AUTHORITIES)
