"""Pages of the list: in order, both ways, the last as fast as the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.kept import kept
from sanphalang.people.models import Person
from sanphalang.people.narrowing import Wanted, count, for_page
from sanphalang.people.rules import PersonRole, roles_of
from sanphalang.places.rules import PlaceCode
from sanphalang.web import ordered_pages
from sanphalang.web.ordered_pages import Order, OrderedPages

DEFAULT_SORT = "name"

ORDERS: dict[str, Order] = {
    "name": Order("name_sort", may_be_unknown=False),
    "place": Order("place"),
    "confirmed": Order("confirmed_on"),
    "changed": Order("updated_at", may_be_unknown=False),
}
"""What ``?sort=`` may name; a leading ``-`` turns it round. Never a private column: an order tells of its values."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as the list shows it."""

    id: int
    name: str
    roles: frozenset[PersonRole]
    place: PlaceCode | None
    status: str
    confirmed_on: date | None


def known_sort(text: str) -> str:
    """Return the sort that a request names, or the usual one when it names none that exists."""
    return text if text.removeprefix("-") in ORDERS else DEFAULT_SORT


def in_order(rows: QuerySet[Person], sort: str) -> list[QuerySet[Person]]:
    """Return the rows in order as one queryset, or two after each other: those with a value, then those without."""
    return ordered_pages.in_order(rows, sort, ORDERS)


class ListPages(OrderedPages):
    """Pages of the people whom a viewer may see and who are wanted, in order."""

    orders = ORDERS
    model = Person
    columns = (
        *("id", "title", "given_name", "monastic_name", "surname"),
        *("roles", "place", "place_level", "status", "confirmed_on"),
    )

    def __init__(self, viewer: Viewer, wanted: Wanted | None, sort: str) -> None:
        """Take what is wanted; None stands for a question that made no sense, which nobody fits."""
        super().__init__(sort)
        self.viewer, self.wanted = viewer, wanted

    def counted(self) -> int:
        """Return the number of people who fit."""
        return 0 if self.wanted is None else count(self.viewer, self.wanted)

    def rows_of(self, number: int) -> list[tuple[Any, ...]]:
        """Return the columns of the rows of a page; whoever sees the same territory is shown the same."""
        if self.wanted is None:
            return []
        territory = policy.intervals(self.viewer, Act.PEOPLE_SEE)
        asked = (Person, territory, self.wanted.name, self.wanted.codes, self.sort, number)
        return kept(asked, lambda: super(ListPages, self).rows_of(number))

    def for_page(self, column: str, stop: int) -> QuerySet[Person]:
        """Return the rows that fit, for reading up to row ``stop`` in the order of ``column``."""
        if self.wanted is None:
            return Person.objects.none()
        return for_page(self.viewer, self.wanted, column=column, found=self.count, stop=stop)

    def listed(self, row: tuple[Any, ...]) -> Listed:
        """Return a row as the list shows it."""
        pk, title, given_name, monastic_name, surname, roles, place, level, status, confirmed_on = row
        name = " ".join(part for part in (f"{title}{given_name}", monastic_name, surname) if part)
        code = None if place is None else PlaceCode.of(place, level)
        return Listed(pk, name, roles_of(roles), code, status, confirmed_on)
