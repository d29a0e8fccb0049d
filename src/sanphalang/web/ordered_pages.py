"""Pages of a long list: in order, both ways, the last as fast as the first."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils.functional import cached_property

PAGE_SIZE = 25


class Order(NamedTuple):
    """A column to sort by, and whether it may be unknown: unknown values come last in both directions."""

    column: str
    may_be_unknown: bool = True


Orders = Mapping[str, Order]
"""What ``?sort=`` may name; a leading ``-`` turns it round."""


def in_order(rows: QuerySet[Any], sort: str, orders: Orders) -> list[QuerySet[Any]]:
    """Return the rows in order as one queryset, or two after each other: those with a value, then those without."""
    order, descending = orders[sort.removeprefix("-")], sort.startswith("-")
    sign = "-" if descending else ""
    keys = (f"{sign}{order.column}", f"{sign}id")
    if not order.may_be_unknown:
        return [rows.order_by(*keys)]
    known = rows.filter(**{f"{order.column}__isnull": False}).order_by(*keys)
    # The column leads the unknown too, though it tells nothing there: PostgreSQL then reads them from the same index.
    return [known, rows.filter(**{f"{order.column}__isnull": True}).order_by(*keys)]


class OrderedPages(Paginator[Any]):
    """Pages of what a room's list is asked for. A page past the middle is read from the end."""

    orders: Orders
    model: type[Model]
    columns: Sequence[str]

    def __init__(self, sort: str) -> None:
        super().__init__([], PAGE_SIZE)
        self.sort = sort

    @abstractmethod
    def counted(self) -> int:
        """Return the number of rows that fit."""

    @abstractmethod
    def for_page(self, column: str, stop: int) -> QuerySet[Any]:
        """Return the rows that fit, for reading up to row ``stop`` in the order of ``column``."""

    @abstractmethod
    def listed(self, row: tuple[Any, ...]) -> Any:
        """Return a row of ``columns`` as the list shows it."""

    @cached_property
    def count(self) -> int:
        """The number of rows that fit."""
        return self.counted()

    def page(self, number: int | str) -> Page[Any]:
        """Return a page of what :meth:`listed` makes."""
        number = self.validate_number(number)
        return Page([self.listed(row) for row in self.rows_of(number)], number, self)

    def rows_of(self, number: int) -> list[tuple[Any, ...]]:
        """Return the columns of the rows of a page."""
        start, stop = (number - 1) * self.per_page, min(number * self.per_page, self.count)
        from_end = start >= self.count / 2
        if from_end:
            start, stop = self.count - stop, self.count - start
        rows = self.for_page(self.orders[self.sort.removeprefix("-")].column, stop)
        runs = in_order(rows, self.sort, self.orders)
        if from_end:
            return self._slice([run.reverse() for run in reversed(runs)], start, stop)[::-1]
        return self._slice(runs, start, stop)

    def _slice(self, runs: Sequence[QuerySet[Any]], start: int, stop: int) -> list[tuple[Any, ...]]:
        """Return rows of runs that follow each other; a run is counted only if it ends before."""
        found: list[tuple[Any, ...]] = []
        for run in runs:
            part = list(self._opened(run, start, stop))
            found += part
            if len(part) == stop - start:
                break
            length = start + len(part) if part else run.count()
            start, stop = max(start - length, 0), stop - length
        return found

    def _opened(self, run: QuerySet[Any], start: int, stop: int) -> QuerySet[Any]:
        """Return these rows of a run; only they are opened, those before them are passed in the index alone."""
        rows = self.model._default_manager.filter(id__in=run.values("id")[start:stop]).order_by(*run.query.order_by)
        return (rows if run.query.standard_ordering else rows.reverse()).values_list(*self.columns)


class Unindexed(Func):
    """A column as an expression: the same value, but no index of SQLite's answers for it."""

    arity = 1
    template = "+%(expressions)s"

    def __init__(self, column: str) -> None:
        super().__init__(F(column))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """Leave the choice to the planner."""
        return compiler.compile(self.source_expressions[0])
