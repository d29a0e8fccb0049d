"""Reads of local authorities and of their network. All of it is public."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.models import (
    LearningCentre,
    LocalAuthority,
    NetworkMembership,
    NetworkPartnership,
    NetworkTraining,
)
from sanphalang.places.queries import within
from sanphalang.places.rules import NATION, Intervals

_PROVINCE = 1_000_000
_TRAININGS = {
    NetworkTraining.Kind.CAMP: ("camp_people", "camp_authorities"),
    NetworkTraining.Kind.TOP_LEADER: ("top_people", "top_authorities"),
}


class InProvince(NamedTuple):
    """What the network is in one province in a year; ``people`` of a training is None where nobody wrote them down."""

    authorities: int = 0
    members: int = 0
    camp_people: int | None = None
    camp_authorities: int = 0
    top_people: int | None = None
    top_authorities: int = 0

    def __add__(self, other: object) -> InProvince:
        """Add part by part; nothing known and nothing known stays unknown."""
        if not isinstance(other, InProvince):
            return NotImplemented
        added: list[Any] = [_sum(one, two) for one, two in zip(self, other, strict=True)]
        return InProvince(*added)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


def authorities(viewer: Viewer) -> QuerySet[LocalAuthority]:
    """Return all local authorities."""
    return LocalAuthority.objects.select_related("membership")


def in_network(year: int) -> Q:
    """Return the condition of belonging to the network at the end of a year, on a membership."""
    return Q(joined_year__lte=year) & (Q(left_year=None) | Q(left_year__gt=year))


def network_by_province(viewer: Viewer, year: int, intervals: Intervals = NATION) -> dict[int, InProvince]:
    """Return the network of each province in a year, by padded code; four queries."""
    found: dict[int, InProvince] = {}

    def put(rows: Iterable[tuple[int, ...]], *names: str) -> None:
        for province, *numbers in rows:
            key = province * _PROVINCE
            found[key] = found.get(key, InProvince())._replace(**dict(zip(names, numbers, strict=True)))

    here, there = within("place", intervals), within("authority__place", intervals)
    province, of_authority = F("place") / _PROVINCE, F("authority__place") / _PROVINCE
    everybody = LocalAuthority.objects.filter(here).order_by().values(p=province).annotate(n=Count("*"))
    put(everybody.values_list("p", "n"), "authorities")
    members = NetworkMembership.objects.filter(there, in_network(year)).order_by().values(p=of_authority)
    put(members.annotate(n=Count("*")).values_list("p", "n"), "members")
    trained = NetworkTraining.objects.filter(there, year__lte=year).order_by().values(p=of_authority)
    for kind, names in _TRAININGS.items():
        rows = trained.filter(kind=kind).annotate(n=Sum("people"), m=Count("authority", distinct=True))
        put(rows.values_list("p", "n", "m"), *names)
    return found


class InYear(NamedTuple):
    """What a year brought: who joined in it, and how many had joined by its end. ``since`` begins a span of years."""

    since: int | None
    year: int
    joined: int
    so_far: int


def joined_by_year(viewer: Viewer, intervals: Intervals = NATION) -> list[InYear]:
    """Return the years in which authorities joined, the first one first; also those that left later are told."""
    there = NetworkMembership.objects.filter(within("authority__place", intervals)).order_by("joined_year")
    rows = (
        there.values("joined_from", "joined_year").annotate(n=Count("*")).values_list("joined_from", "joined_year", "n")
    )
    years: list[InYear] = []
    so_far = 0
    for since, year, number in sorted(rows, key=lambda row: (row[1], row[0] or row[1])):
        so_far += number
        years.append(InYear(since, year, number, so_far))
    return years


def trained_by_year(viewer: Viewer, intervals: Intervals = NATION) -> list[tuple[int, str, int | None, int]]:
    """Return year, kind, people and number of authorities of the trainings; people are None where nobody knows them."""
    rows = NetworkTraining.objects.filter(within("authority__place", intervals)).order_by("year", "kind")
    counted = rows.values("year", "kind").annotate(n=Sum("people"), m=Count("authority", distinct=True))
    return list(counted.values_list("year", "kind", "n", "m"))


def learning_centres_by_year(
    viewer: Viewer, intervals: Intervals = NATION
) -> list[tuple[int | None, int, str, str, int]]:
    """Return first year of a span, year, kind, issue and number of the network's centres."""
    rows = LearningCentre.objects.filter(within("authority__place", intervals)).order_by("year", "kind", "issue")
    counted = rows.values("year_from", "year", "kind", "issue").annotate(n=Count("*"))
    return list(counted.values_list("year_from", "year", "kind", "issue", "n"))


def years_known(viewer: Viewer) -> list[int]:
    """Return the years of which anything of the network is known, the latest first."""
    years = set(NetworkMembership.objects.values_list("joined_year", flat=True))
    years |= set(NetworkTraining.objects.values_list("year", flat=True))
    years |= set(LearningCentre.objects.values_list("year", flat=True))
    partners = NetworkPartnership.objects.filter(organisation__merged_into=None)
    years |= set(partners.values_list("since_year", flat=True).distinct())
    return sorted(years, reverse=True)
