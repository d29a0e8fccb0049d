"""What the cells of places count of people: how many there are in each role, in true numbers.

Who has died or is no longer active is not counted. For projections alone: what everybody may be told of these numbers
is decided in :mod:`.counts`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Count, Q, QuerySet

from sanphalang.people.models import Person
from sanphalang.people.rules import NO_LONGER, roles_of


def people_known(first: int, last: int) -> Iterator[tuple[int, int | None, str]]:
    """Yield the people who are counted, with these numbers: each one's number, place and roles."""
    rows = _counted().filter(id__range=(first, last)).values_list("id", "place", "roles")
    yield from rows.iterator(chunk_size=5_000)


def people_tallied(places: Collection[int | None] | None = None) -> Iterator[tuple[int | None, str, int]]:
    """Yield place, role and true number of people at these places, at every place for None; sums come in parts."""
    rows = _counted().filter(_at(places)).values_list("place", "roles").annotate(n=Count("*"))
    for place, roles, number in rows:
        for role in roles_of(roles):
            yield place, role.value, number


def last_person() -> int:
    """Return the highest number of a person, 0 where there is none."""
    return Person.with_merged.order_by("-pk").values_list("pk", flat=True).first() or 0


def _counted() -> QuerySet[Person]:
    return Person.objects.exclude(status__in=NO_LONGER).order_by()


def _at(places: Collection[int | None] | None) -> Q:
    if places is None:
        return Q()
    known = Q(place__in=[place for place in places if place is not None])
    return known | Q(place=None) if None in places else known
