"""What the cells of places count of committees: those at work, by what sort of body they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Count

from sanphalang.committees.models import Committee
from sanphalang.committees.rules import Status


def committees_known(first: int, last: int) -> Iterator[tuple[int, int | None, str]]:
    """Yield the committees with these numbers: each one's number, place, and what sort of body it is in which state."""
    rows = Committee.objects.filter(id__range=(first, last)).values_list("id", "place", "kind", "status")
    for number, place, kind, status in rows:
        yield number, place, f"{kind} {status}"


def committees_tallied(places: Collection[int | None] | None = None) -> Iterator[tuple[int | None, str, int]]:
    """Yield place, sort of body and number at these places, at every place for None."""
    rows = Committee.objects.filter(status=Status.ACTIVE)
    if places is not None:
        rows = rows.filter(place__in=[place for place in places if place is not None])
    for place, kind, number in rows.order_by().values_list("place", "kind").annotate(n=Count("*")):
        yield place, "all", number
        yield place, f"kind:{kind}", number


def last_committee() -> int:
    """Return the highest number of a committee, 0 where there is none."""
    return Committee.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
