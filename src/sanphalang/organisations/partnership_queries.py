"""Reads of partnerships of the network, and how many partners there were in each year. All of it is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.models import NetworkPartnership
from sanphalang.places.queries import within
from sanphalang.places.rules import NATION, Intervals


class Partner(NamedTuple):
    """An organisation that is a partner since a year, or was one until another."""

    id: int
    name: str
    since: int
    until: int | None


class PartnersInYear(NamedTuple):
    """What a year brought: how many became partners in it or ceased to be, and how many there were at its end."""

    year: int
    joined: int
    ended: int
    standing: int


def partnership_of(viewer: Viewer, organisation_id: int) -> NetworkPartnership | None:
    """Return the partnership of an organisation, or None."""
    return NetworkPartnership.objects.filter(organisation=organisation_id).first()


def partners(viewer: Viewer, kind: str, year: int, intervals: Intervals = NATION) -> list[Partner]:
    """Return the organisations of a kind that had become partners by a year, the first ones first; one query."""
    there = NetworkPartnership.objects.filter(
        within("organisation__place", intervals),
        organisation__merged_into=None,
        organisation__kind=kind,
        since_year__lte=year,
    )
    rows = there.order_by("since_year", "organisation__name_sort", "organisation")
    return [Partner(*row) for row in rows.values_list("organisation", "organisation__name", "since_year", "until_year")]


def partner_since(viewer: Viewer, organisations: Collection[int]) -> dict[int, int]:
    """Return since which year organisations are partners, by number; one query."""
    rows = NetworkPartnership.objects.filter(organisation__in=organisations)
    return dict(rows.values_list("organisation", "since_year"))


def year_by_year(found: Sequence[Partner], year: int) -> list[PartnersInYear]:
    """Return every year from the first in which one of them became a partner up to a year."""
    joined = Counter(each.since for each in found if each.since <= year)
    ended = Counter(each.until for each in found if each.until is not None and each.until <= year)
    years: list[PartnersInYear] = []
    standing = 0
    for each in range(min(joined, default=year + 1), year + 1):
        standing += joined[each] - ended[each]
        years.append(PartnersInYear(each, joined[each], ended[each], standing))
    return years
