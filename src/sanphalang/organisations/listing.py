"""Pages of the list: in order, both ways, the last as fast as the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sanphalang.ledger.kept import kept
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.narrowing import Wanted, count, for_page, is_narrowed
from sanphalang.places.rules import PlaceCode
from sanphalang.web import ordered_pages
from sanphalang.web.ordered_pages import Order, OrderedPages

DEFAULT_SORT = "name"

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
    return ordered_pages.in_order(rows, sort, ORDERS)


class ListPages(OrderedPages):
    """Pages of what is wanted, in order."""

    orders = ORDERS
    model = Organisation
    columns = ("id", "name", "kind_id", "place", "place_level", "village_no", "members", "status", "confirmed_on")

    def __init__(self, rows: QuerySet[Organisation], wanted: Wanted, sort: str) -> None:
        super().__init__(sort)
        self.rows, self.wanted = rows, wanted

    def counted(self) -> int:
        """Return the number of rows that fit."""
        return count(self.rows, self.wanted)

    def rows_of(self, number: int) -> list[tuple[Any, ...]]:
        """Return the columns of the rows of a page; of all organisations everybody is shown the same."""
        if is_narrowed(self.rows):
            return super().rows_of(number)
        asked = (Organisation, self.wanted.name, self.wanted.codes, self.sort, number)
        return kept(asked, lambda: super(ListPages, self).rows_of(number))

    def for_page(self, column: str, stop: int) -> QuerySet[Organisation]:
        """Return the rows that fit, for reading up to row ``stop`` in the order of ``column``."""
        return for_page(self.rows, self.wanted, column=column, found=self.count, stop=stop)

    def listed(self, row: tuple[Any, ...]) -> Listed:
        """Return a row as the list shows it."""
        pk, name, kind, place, level, village_no, members, status, confirmed_on = row
        code = None if place is None else PlaceCode.of(place, level)
        return Listed(pk, name, kind, code, village_no, members, status, confirmed_on)
