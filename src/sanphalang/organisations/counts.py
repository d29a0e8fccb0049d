"""How many organisations there are, where, of which kind, and how fresh: one query for each question.

A place is an interval of codes, so the children of any place are the codes divided by a power of a hundred; no query
is made per child. The registry is public, so every viewer is told the same.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.ledger.kept import kept_for_everybody
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import visible
from sanphalang.places.queries import provinces, within
from sanphalang.places.rules import Intervals
from sanphalang.web.freshness import STALE_AFTER_MONTHS, VERY_STALE_AFTER_MONTHS, Freshness, months_before

_PROVINCE = 1_000_000  # how far a province's interval reaches


class Counts(NamedTuple):
    """A number of organisations, and how many of them were confirmed within the last twelve months."""

    total: int = 0
    confirmed: int = 0

    def __add__(self, other: object) -> Counts:
        """Add two counts part by part."""
        if not isinstance(other, Counts):
            return NotImplemented
        return Counts(self.total + other.total, self.confirmed + other.confirmed)


@kept_for_everybody
def count(viewer: Viewer, intervals: Intervals) -> Counts:
    """Count the organisations inside; in the nation also those whose place is not known."""
    found = visible(viewer).filter(within("place", intervals)).aggregate(total=Count("*"), confirmed=_confirmed())
    return Counts(found["total"], found["confirmed"])


@kept_for_everybody
def count_by_children(viewer: Viewer, level_digits: int, intervals: Intervals) -> dict[int | None, Counts]:
    """Count by the padded code of the places whose codes have this many digits (2, 4, 6, 8).

    A record that is known less exactly is counted under the place that it is known by: one that only names its
    province under the province's own padded code. None holds those without a place, when the nation is asked for.
    Places without organisations are not in the answer.
    """
    step = 10 ** (8 - level_digits)
    rows = (
        visible(viewer)
        .filter(within("place", intervals))
        .order_by()
        .values(child=F("place") / step)
        .annotate(total=Count("*"), confirmed=_confirmed())
        .values_list("child", "total", "confirmed")
    )
    return {None if child is None else child * step: Counts(total, confirmed) for child, total, confirmed in rows}


@kept_for_everybody
def count_by_province(viewer: Viewer) -> dict[int | None, Counts]:
    """Count the nation by the padded code of the province; None holds those without a place.

    All 77 are in the answer. Each is a stretch of the index of places, which both databases count three times faster
    than they group 200,000 rows.
    """
    known = visible(viewer).filter(place__gte=OuterRef("padded"), place__lt=OuterRef("padded") + _PROVINCE).order_by()
    fresh = known.filter(confirmed_on__gt=months_before(timezone.localdate(), STALE_AFTER_MONTHS))
    rows = provinces().annotate(total=_number_of(known), confirmed=_number_of(fresh))
    counts: dict[int | None, Counts] = {
        padded: Counts(total, confirmed)
        for padded, total, confirmed in rows.values_list("padded", "total", "confirmed")
    }
    nowhere = visible(viewer).filter(place=None).aggregate(total=Count("*"), confirmed=_confirmed())
    return counts | {None: Counts(nowhere["total"], nowhere["confirmed"])}


@kept_for_everybody
def count_by_kind(viewer: Viewer, intervals: Intervals) -> dict[str, int]:
    """Count by the code of the kind, most numerous first."""
    rows = visible(viewer).filter(within("place", intervals)).order_by().values_list("kind").annotate(n=Count("*"))
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


@kept_for_everybody
def count_by_freshness(viewer: Viewer, intervals: Intervals, today: date | None = None) -> dict[Freshness, int]:
    """Count by how long ago the records were last confirmed; every freshness is in the answer."""
    today = today or timezone.localdate()
    stale, very_stale = months_before(today, STALE_AFTER_MONTHS), months_before(today, VERY_STALE_AFTER_MONTHS)
    conditions = {
        Freshness.FRESH: Q(confirmed_on__gt=stale),
        Freshness.STALE: Q(confirmed_on__lte=stale, confirmed_on__gt=very_stale),
        Freshness.VERY_STALE: Q(confirmed_on__lte=very_stale),
        Freshness.NEVER: Q(confirmed_on=None),
    }
    counts = {str(key): Count("id", filter=condition) for key, condition in conditions.items()}
    found = visible(viewer).filter(within("place", intervals)).aggregate(**counts)
    return {key: found[str(key)] for key in conditions}


def _number_of(rows: QuerySet[Organisation]) -> Subquery:
    """Return the number of rows as an expression; Django's own ``Count`` would group the rows first."""
    number = Func(function="COUNT", template="COUNT(*)", output_field=IntegerField())
    return Subquery(rows.annotate(number=number).values("number"))


def _confirmed() -> Count:
    return Count("id", filter=Q(confirmed_on__gt=months_before(timezone.localdate(), STALE_AFTER_MONTHS)))
