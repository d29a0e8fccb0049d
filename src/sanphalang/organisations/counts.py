"""How many organisations there were in each district on a day, and how fresh they were: one query.

What there is now is counted in the cells of places (the room ``reports``), above this one.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.ledger.kept import kept_for_everybody
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import visible
from sanphalang.web.freshness import STALE_AFTER_MONTHS, months_before

_DISTRICT = 10_000  # how far the interval of a district reaches


class Counts(NamedTuple):
    """A number of organisations, and how many of them were confirmed within the last twelve months."""

    total: int = 0
    confirmed: int = 0

    def __add__(self, other: object) -> Counts:
        """Add two counts part by part."""
        if not isinstance(other, Counts):
            return NotImplemented
        return Counts(self.total + other.total, self.confirmed + other.confirmed)


def count_by_districts_on(viewer: Viewer, day: date) -> dict[int | None, Counts]:
    """Count by the padded code of the district, as the registry stood on a day.

    Of a day that is past it tells what is still known: the present places and confirmations of what was there then.
    """
    rows = (
        visible(viewer)
        .filter(created_at__lt=_midnight_after(day))
        .order_by()
        .values(child=F("place") / _DISTRICT)
        .annotate(
            total=Count("*"),
            fresh=Count("id", filter=Q(confirmed_on__gt=months_before(day, STALE_AFTER_MONTHS), confirmed_on__lte=day)),
        )
        .values_list("child", "total", "fresh")
    )
    return {None if child is None else child * _DISTRICT: Counts(total, fresh) for child, total, fresh in rows}


@kept_for_everybody
def count_standing_by_districts(viewer: Viewer, day: date | None = None) -> dict[int | None, Counts]:
    """Count those that have not closed by the padded code of the district, now or as the registry stood on a day.

    Of a day that is past it tells what is still known, as :func:`count_by_districts_on` does.
    """
    rows, today = visible(viewer).exclude(status=Organisation.Status.CLOSED), day or timezone.localdate()
    if day is not None:
        rows = rows.filter(created_at__lt=_midnight_after(day))
    fresh = Q(confirmed_on__gt=months_before(today, STALE_AFTER_MONTHS), confirmed_on__lte=today)
    found = (
        rows.order_by()
        .values(child=F("place") / _DISTRICT)
        .annotate(total=Count("*"), fresh=Count("id", filter=fresh))
        .values_list("child", "total", "fresh")
    )
    return {None if child is None else child * _DISTRICT: Counts(total, fresh) for child, total, fresh in found}


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
