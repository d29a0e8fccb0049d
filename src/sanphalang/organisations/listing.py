"""Pages of the list: in order, both ways, the last as fast as the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from sanphalang.organisations.models import Organisation
from sanphalang.organisations.narrowing import Wanted, count, for_page
from sanphalang.places.rules import PlaceCode

PAGE_SIZE = 25
DEFAULT_SORT = "name"

_COLUMNS = ("id", "name", "kind_id", "place", "place_level", "village_no", "members", "status", "confirmed_on")


class Order(NamedTuple):
    """A column to sort by, and whether it may be unknown: unknown values come last in both directions."""

    column: str
    may_be_unknown: bool = True


ORDERS: dict[str, Order] = {
    "name": Order("name_sort", may_be_unknown=False),
    "place": Order("place"),
    "members": Order("members"),
    "confirmed": Order("confirmed_on"),
    "changed": Order("updated_at", may_be_unknown=False),
}
"""What ``?sort=`` may name; a leading ``-`` turns it round."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation as the list shows it."""

    id: int
    name: str
    kind: str
    place: PlaceCode | None
    village_no: str
    members: int | None
    status: str
    confirmed_on: date | None


def known_sort(text: str) -> str:
    """Return the sort that a request names, or the usual one when it names none that exists."""
    return text if text.removeprefix("-") in ORDERS else DEFAULT_SORT


def in_order(rows: QuerySet[Organisation], sort: str) -> list[QuerySet[Organisation]]:
    """Return the rows in order as one queryset, or two after each other: those with a value, then those without."""
    order, descending = ORDERS[sort.removeprefix("-")], sort.startswith("-")
    sign = "-" if descending else ""
    keys = (f"{sign}{order.column}", f"{sign}id")
    if not order.may_be_unknown:
        return [rows.order_by(*keys)]
    known = rows.filter(**{f"{order.column}__isnull": False}).order_by(*keys)
    # The column leads the unknown too, though it tells nothing there: PostgreSQL then reads them from the same index.
    return [known, rows.filter(**{f"{order.column}__isnull": True}).order_by(*keys)]


class ListPages(Paginator[Any]):
    """Pages of what is wanted, in order. A page past the middle is read from the end."""

    def __init__(self, rows: QuerySet[Organisation], wanted: Wanted, sort: str) -> None:
        super().__init__([], PAGE_SIZE)
        self.rows, self.wanted, self.sort = rows, wanted, sort

    @cached_property
    def count(self) -> int:
        """The number of rows that fit."""
        return count(self.rows, self.wanted)

    def page(self, number: int | str) -> Page[Any]:
        """Return a page of :class:`Listed`."""
        number = self.validate_number(number)
        start, stop = (number - 1) * self.per_page, min(number * self.per_page, self.count)
        from_end = start >= self.count / 2
        if from_end:
            start, stop = self.count - stop, self.count - start
        column = ORDERS[self.sort.removeprefix("-")].column
        rows = for_page(self.rows, self.wanted, column=column, found=self.count, stop=stop)
        runs = in_order(rows, self.sort)
        if from_end:
            found = _slice([run.reverse() for run in reversed(runs)], start, stop)[::-1]
        else:
            found = _slice(runs, start, stop)
        return Page([_listed(row) for row in found], number, self)


def _slice(runs: Sequence[QuerySet[Organisation]], start: int, stop: int) -> list[tuple[Any, ...]]:
    """Return rows ``start`` to ``stop`` of runs that follow each other; a run is counted only if it ends before."""
    found: list[tuple[Any, ...]] = []
    for run in runs:
        part = list(_opened(run, start, stop))
        found += part
        if len(part) == stop - start:
            break
        length = start + len(part) if part else run.count()
        start, stop = max(start - length, 0), stop - length
    return found


def _opened(run: QuerySet[Organisation], start: int, stop: int) -> QuerySet[Organisation, tuple[Any, ...]]:
    """Return these rows of a run; only they are opened, those before them are passed in the index alone."""
    rows = Organisation.objects.filter(id__in=run.values("id")[start:stop]).order_by(*run.query.order_by)
    return (rows if run.query.standard_ordering else rows.reverse()).values_list(*_COLUMNS)


def _listed(row: tuple[Any, ...]) -> Listed:
    pk, name, kind, place, level, village_no, members, status, confirmed_on = row
    code = None if place is None else PlaceCode.of(place, level)
    return Listed(pk, name, kind, code, village_no, members, status, confirmed_on)
