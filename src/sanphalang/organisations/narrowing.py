"""What the list is asked for, as conditions, and which indexes answer it fastest."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Max, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from sanphalang.organisations.models import Organisation
from sanphalang.organisations.name_parts import count_with_name_part, spelling_out, with_name_part
from sanphalang.organisations.rules import STALE_AFTER_MONTHS, VERY_STALE_AFTER_MONTHS, Freshness
from sanphalang.places.models import Area, Place
from sanphalang.places.queries import intervals_of, within

_Rows = QuerySet[Organisation]

_FILTERED = ("place", "kind_id", "status", "confirmed_on")
_MANY_NAMES = 30_000  # a walk along the alphabet may pass all names, 30 ms; sorting so many rows takes as long


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


def narrowed(rows: _Rows, wanted: Wanted, *, avoided: Collection[str] = ()) -> _Rows:
    """Return the rows that fit what is wanted, without the indexes of the ``avoided`` columns on SQLite."""
    rows = rows.alias(**{f"plain_{column}": _Unindexed(column) for column in avoided if column in _FILTERED})
    column = {name: f"plain_{name}" if name in avoided else name for name in _FILTERED}
    if wanted.name:
        rows = (spelling_out if "name_key" in avoided else with_name_part)(rows, wanted.name)
    if wanted.place is not None:
        rows = rows.filter(within(column["place"], (wanted.place.place_code.interval,)))
    if wanted.area is not None:
        rows = rows.filter(within(column["place"], intervals_of(wanted.area)))
    if wanted.kind:
        rows = rows.filter(**{column["kind_id"]: wanted.kind})
    if wanted.status:
        rows = rows.filter(**{column["status"]: wanted.status})
    if wanted.fresh:
        rows = rows.filter(_as_fresh(column["confirmed_on"], Freshness(wanted.fresh), timezone.localdate()))
    return rows


def walked(rows: _Rows, wanted: Wanted, *, column: str, found: int, stop: int) -> _Rows:
    """Return the narrowed rows for reading up to row ``stop`` in the order of ``column`` when ``found`` rows fit.

    SQLite always takes the index of a filter and sorts what it finds, 80 ms for the 72,000 rows of a region. Where many
    rows fit, walking the order's own index until the page is full is cheaper: it looks at ``stop`` rows divided by the
    share of rows that fit. PostgreSQL's planner weighs that itself. A kind goes together with the alphabet, so that a
    walk could pass half the country before the first hit; it has indexes of its own in the order of names and places.
    """
    if not _walks(wanted, found, stop):
        return narrowed(rows, wanted)
    served = {"name_sort": "kind_id", "place": "kind_id"}.get(column)
    return narrowed(rows, wanted, avoided={*_FILTERED, "name_key"} - {column, served or ""})


def _walks(wanted: Wanted, found: int, stop: int) -> bool:
    if connection.vendor != "sqlite" or (wanted.name and found < _MANY_NAMES):
        return False
    all_rows: int = Organisation.objects.aggregate(last=Max("id"))["last"] or 0  # counting them takes 7 ms
    return found * found > stop * all_rows


def count(rows: _Rows, wanted: Wanted) -> int:
    """Count the rows that fit; for a part of a name alone its index knows."""
    known = count_with_name_part(wanted.name) if wanted == Wanted(name=wanted.name) and wanted.name else None
    return narrowed(rows, wanted).count() if known is None else known


class _Unindexed(Func):
    """The column as an expression: the same value, but no index of SQLite's answers for it."""

    arity = 1
    template = "+%(expressions)s"

    def __init__(self, column: str) -> None:
        super().__init__(F(column))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """Leave the choice to the planner."""
        return compiler.compile(self.source_expressions[0])


def _as_fresh(column: str, wanted: Freshness, today: date) -> Q:
    """Return the condition for a freshness; stale includes very stale, since both are due for checking."""
    if wanted is Freshness.NEVER:
        return Q(**{f"{column}__isnull": True})
    if wanted is Freshness.FRESH:
        return Q(**{f"{column}__gt": months_before(today, STALE_AFTER_MONTHS)})
    months = STALE_AFTER_MONTHS if wanted is Freshness.STALE else VERY_STALE_AFTER_MONTHS
    return Q(**{f"{column}__lte": months_before(today, months)})


def months_before(day: date, months: int) -> date:
    """Return the last day from which ``months`` whole months have passed by ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
