"""What the list is asked for, as conditions, and which indexes answer it fastest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils import timezone

from sanphalang.ledger.kept import kept
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.name_parts import count_with_name_part, is_frequent, spelling_out, with_name_part
from sanphalang.places.models import Area, Place
from sanphalang.places.queries import intervals_of, within
from sanphalang.web.freshness import as_fresh
from sanphalang.web.ordered_pages import Unindexed

_Rows = QuerySet[Organisation]

_INDEXED = ("place", "kind_id", "confirmed_on")  # the filtered columns that lead an index
_COVERED = ("name_sort", "place")  # orders whose index holds every filtered column, so that no row need be opened
_OPENING = 10  # opening a row costs as much as passing so many entries of an index
_MANY_NAMES = 15_000  # opening and sorting so many rows takes 15 ms; reading all names along the alphabet, 25 ms


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list; an empty value asks nothing."""

    name: str = ""
    place: Place | None = None
    area: Area | None = None
    kind: str = ""
    status: str = ""
    fresh: str = ""

    @property
    def is_anything(self) -> bool:
        """Whether any filter is in force."""
        return self != Wanted()

    @property
    def codes(self) -> dict[str, str]:
        """The filters in force as codes, to be recorded: of a part of a name only that one was asked for."""
        codes = {
            "name": "used" if self.name else "",
            "place": self.place.code if self.place else "",
            "area": f"{self.area.scheme}:{self.area.code}" if self.area else "",
            "kind": self.kind,
            "status": self.status,
            "fresh": self.fresh,
        }
        return {name: code for name, code in codes.items() if code}


def narrowed(rows: _Rows, wanted: Wanted, *, avoided: Collection[str] = ()) -> _Rows:
    """Return the rows that fit what is wanted, without the indexes of the ``avoided`` columns on SQLite."""
    rows = rows.alias(**{f"plain_{column}": Unindexed(column) for column in avoided if column in _INDEXED})
    column = {name: f"plain_{name}" if name in avoided else name for name in _INDEXED}
    if wanted.name:
        rows = (spelling_out if "name_key" in avoided else with_name_part)(rows, wanted.name)
    if wanted.place is not None:
        rows = rows.filter(within(column["place"], (wanted.place.place_code.interval,)))
    if wanted.area is not None:
        rows = rows.filter(within(column["place"], intervals_of(wanted.area)))
    if wanted.kind:
        rows = rows.filter(**{column["kind_id"]: wanted.kind})
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.fresh:
        rows = rows.filter(as_fresh(column["confirmed_on"], wanted.fresh, timezone.localdate()))
    return rows


def is_narrowed(rows: _Rows) -> bool:
    """Say whether the rows are fewer already than all that stand for themselves."""
    return len(rows.query.where) > len(Organisation.objects.all().query.where)


def count(rows: _Rows, wanted: Wanted) -> int:
    """Count the rows that fit; of all rows everybody is told the same."""
    if is_narrowed(rows):
        return _count(rows, wanted)
    return kept((Organisation, wanted.name, wanted.codes), lambda: _count_all(rows, wanted))


def _count_all(rows: _Rows, wanted: Wanted) -> int:
    """Count; all of them, or those with a part of a name alone, are known without looking at each."""
    if not wanted.is_anything:
        return Organisation.objects.count_all()
    known = count_with_name_part(wanted.name) if wanted.name and wanted == Wanted(name=wanted.name) else None
    return _count(rows, wanted) if known is None else known


def _count(rows: _Rows, wanted: Wanted) -> int:
    return narrowed(rows, wanted, avoided=_useless(wanted)).count()


def for_page(rows: _Rows, wanted: Wanted, *, column: str, found: int, stop: int) -> _Rows:
    """Return the narrowed rows for reading up to row ``stop`` in the order of ``column`` when ``found`` rows fit.

    SQLite does not weigh its two ways. Where many rows fit, walking the order's own index until the page is full is
    cheaper: it passes ``stop`` rows divided by the share of rows that fit. Where few fit, they are found in an index
    that holds all filtered columns, and only they are opened and sorted. PostgreSQL's planner weighs that itself; but
    where it reads many names, it does so twice as fast without LIKE.
    """
    if connection.vendor != "sqlite":
        return narrowed(rows, wanted, avoided={"name_key"} if found >= _MANY_NAMES else ())
    if not wanted.is_anything:
        return rows
    if _walks(wanted, column, found, stop):
        served = "kind_id" if column == "name_sort" else column  # a kind has an index of its own along the alphabet
        return narrowed(rows, wanted, avoided={*_INDEXED, "name_key"} - {column, served})
    if wanted == Wanted(name=wanted.name):
        return narrowed(rows, wanted)
    return rows.filter(id__in=narrowed(Organisation.objects.all(), wanted, avoided=_useless(wanted)).values("id"))


def _walks(wanted: Wanted, column: str, found: int, stop: int) -> bool:
    if wanted.name and found < _MANY_NAMES:
        return False
    all_rows: int = Organisation.with_merged.aggregate(last=Max("id"))["last"] or 0  # counting them takes 7 ms
    return found * found * (_OPENING if column in _COVERED else 1) > stop * all_rows


def _useless(wanted: Wanted) -> set[str]:
    """Return the columns whose index on SQLite only misleads when all that is wanted is looked for together.

    The index of places holds the other filtered columns too: read from end to end it takes 8 ms, opening the 105,000
    rows that the index of days finds takes 110.
    """
    useless = set() if wanted == Wanted(fresh=wanted.fresh) else {"confirmed_on"}
    if wanted.name and is_frequent(wanted.name, _MANY_NAMES):
        useless |= {"name_key", "place"} if wanted.place is None else {"name_key"}
    return useless
