"""What the cells of places count: organisations by kind, status and freshness; local authorities.

Of the truth, for projections: no viewer is asked, since these figures are public. What is absorbed is not counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Case, CharField, Count, Q, Value, When

from sanphalang.organisations.models import LocalAuthority, Organisation
from sanphalang.web.freshness import STALE_AFTER_MONTHS, VERY_STALE_AFTER_MONTHS, Freshness, months_before

Known = tuple[int, int | None, str]
"""A record as it is counted: its number, its place, and all else that decides in which cells."""

Tally = tuple[int | None, str, int]
"""A place (None: not known), what is counted there, and how many there are."""


def organisations_known(first: int, last: int) -> Iterator[Known]:
    """Yield the organisations with these numbers."""
    columns = ("id", "place", "kind", "status", "confirmed_on")
    rows = Organisation.objects.filter(id__range=(first, last)).values_list(*columns)
    for number, place, kind, status, confirmed_on in rows.iterator(chunk_size=5_000):
        yield number, place, f"{kind} {status} {confirmed_on}"


def organisations_tallied(today: date, places: Collection[int | None] | None = None) -> Iterator[Tally]:
    """Yield the tallies of these places, of every place for None; a sum of one cell may come in parts."""
    stale, very_stale = months_before(today, STALE_AFTER_MONTHS), months_before(today, VERY_STALE_AFTER_MONTHS)
    fresh = Case(
        When(confirmed_on=None, then=Value(Freshness.NEVER)),
        When(confirmed_on__gt=stale, then=Value(Freshness.FRESH)),
        When(confirmed_on__gt=very_stale, then=Value(Freshness.STALE)),
        default=Value(Freshness.VERY_STALE),
        output_field=CharField(),
    )
    rows = Organisation.objects.filter(_at(places)).order_by().values("place", "kind", "status", fresh=fresh)
    for place, kind, status, how, number in rows.annotate(n=Count("*")).values_list(
        "place", "kind", "status", "fresh", "n"
    ):
        for measure in ("all", f"kind:{kind}", f"status:{status}", f"fresh:{how}"):
            yield place, measure, number


def places_that_age(since: date, today: date) -> set[int | None]:
    """Return the places of which an organisation grew staler between two days."""
    aged = Q()
    for months in (STALE_AFTER_MONTHS, VERY_STALE_AFTER_MONTHS):
        aged |= Q(confirmed_on__gt=months_before(since, months), confirmed_on__lte=months_before(today, months))
    return set(Organisation.objects.filter(aged).order_by().values_list("place", flat=True).distinct())


def authorities_known(first: int, last: int) -> Iterator[Known]:
    """Yield the local authorities with these numbers."""
    yield from LocalAuthority.objects.filter(id__range=(first, last)).order_by().values_list("id", "place", "kind")


def authorities_tallied(places: Collection[int | None] | None = None) -> Iterator[Tally]:
    """Yield the tallies of local authorities at these places, at every place for None."""
    rows = LocalAuthority.objects.filter(_at(places)).order_by().values_list("place", "kind").annotate(n=Count("*"))
    for place, kind, number in rows:
        yield place, "all", number
        yield place, f"kind:{kind}", number


def last_organisation() -> int:
    """Return the highest number of an organisation, 0 where there is none."""
    return Organisation.with_merged.order_by("-pk").values_list("pk", flat=True).first() or 0


def last_authority() -> int:
    """Return the highest number of a local authority, 0 where there is none."""
    return LocalAuthority.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _at(places: Collection[int | None] | None) -> Q:
    if places is None:
        return Q()
    known = Q(place__in=[place for place in places if place is not None])
    return known | Q(place=None) if None in places else known
