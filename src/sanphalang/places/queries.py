"""Reads of the administrative tree. It is public reference data, so no viewer is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from sanphalang.places.models import AbolishedPlace, Area, Place
from sanphalang.places.names import in_one_line, short_name
from sanphalang.places.rules import NATION, Intervals, Level, NotAPlaceCode, PlaceCode, merged


def within(field: str, intervals: Intervals) -> Q:
    """Return the condition that a padded code in ``field`` lies inside; nowhere matches nothing.

    The nation also holds the records that have no place, so it sets no condition.
    """
    if intervals == NATION:
        return Q()
    return reduce(or_, (Q(**{f"{field}__range": interval}) for interval in intervals), Q(pk__in=[]))


def exact_place(code: str) -> Place | None:
    """Return the place that bears this official code today, or None."""
    try:
        padded = PlaceCode.parse(code).padded
    except NotAPlaceCode:
        return None
    return Place.objects.filter(padded=padded, code=PlaceCode.parse(code).text).first()


def abolished_place(code: str) -> AbolishedPlace | None:
    """Return what is known of an abolished code, with its successor, or None when the code was never abolished."""
    if not code.isdecimal():  # PostgreSQL refuses to look for some texts
        return None
    return AbolishedPlace.objects.select_related("successor").filter(code=code).first()


def place_at(padded: int) -> Place | None:
    """Return the place with a padded code, or None."""
    return Place.objects.filter(padded=padded).first()


def places_at(padded: Iterable[int]) -> dict[int, Place]:
    """Return the places with these padded codes, by code; one query, none where nothing is asked."""
    wanted = set(padded)
    return Place.objects.in_bulk(wanted) if wanted else {}


def place_by_code(code: str) -> Place | None:
    """Return the place of an official code; an abolished code is answered by its successor."""
    place = exact_place(code)
    if place is None and (abolished := abolished_place(code)):
        return abolished.successor
    return place


def provinces() -> QuerySet[Place]:
    """Return the 77 provinces in the order of their codes."""
    return Place.objects.filter(level=Level.PROVINCE)


def padded_codes(level: Level) -> list[int]:
    """Return the padded codes of all places of a level, in order."""
    return list(Place.objects.filter(level=level).order_by("padded").values_list("padded", flat=True))


def children(place: Place) -> QuerySet[Place]:
    """Return the places directly inside, in the order of their codes.

    A community of a town hangs on the district when its code names no subdistrict.
    """
    return Place.objects.filter(parent=place)


def inside(intervals: Intervals, level: str) -> QuerySet[Place]:
    """Return the places of a level inside, in the order of their codes."""
    return Place.objects.filter(within("padded", intervals), level=level).order_by("padded")


def ancestors(place: Place) -> list[Place]:
    """Return the places around, the province first; one query."""
    return list(Place.objects.filter(padded__in=[code.padded for code in place.place_code.ancestors]))


def line_to(code: PlaceCode | None) -> list[Place]:
    """Return the places around a place and itself, the province first; none where it is not known; one query."""
    if code is None:
        return []
    line = [*(each.padded for each in code.ancestors), code.padded]
    found = Place.objects.in_bulk(line)
    here = found.get(code.padded)
    return [] if here is None or here.code != code.text else [found[each] for each in line if each in found]


def lines(padded: Iterable[int]) -> dict[int, str]:
    """Return, for padded codes, how lists write where that is: ต.หมูสี อ.ปากช่อง จ.นครราชสีมา; one query."""
    around = {code: _chain(code) for code in set(padded)}
    found = Place.objects.in_bulk({code for chain in around.values() for code in chain})
    return {
        code: in_one_line(short_name(found[link]) for link in chain if link in found) for code, chain in around.items()
    }


def _chain(padded: int) -> list[int]:
    """Return the padded code and those around it, the most exact first, for a code whose level is not known."""
    return list(dict.fromkeys(padded - padded % step for step in (1, 100, 10_000, 1_000_000)))


def postal_codes(place: Place) -> list[str]:
    """Return the postal codes used inside the place; a village has those of its subdistrict."""
    code = place.place_code.up_to(Level.SUBDISTRICT)
    stored = Place.objects.filter(padded__range=code.interval, level=Level.SUBDISTRICT).values_list(
        "postal_codes", flat=True
    )
    return sorted({postal_code for codes in stored for postal_code in codes.split()})


def former_places(place: Place) -> QuerySet[AbolishedPlace]:
    """Return the abolished codes that this place answers for."""
    return AbolishedPlace.objects.filter(successor=place)


def areas(scheme: str) -> QuerySet[Area]:
    """Return the areas of a scheme in their usual order, with their places."""
    return Area.objects.filter(scheme=scheme).prefetch_related("places")


def all_areas() -> QuerySet[Area]:
    """Return the areas of all schemes, each scheme's in their usual order, without their places."""
    return Area.objects.all()


def areas_around(place: Place) -> list[Area]:
    """Return the region, cluster and zone of Bangkok that the place lies in."""
    inside = [place.padded, *(code.padded for code in place.place_code.ancestors)]
    return list(Area.objects.filter(places__in=inside).distinct())


def intervals_of(area: Area) -> Intervals:
    """Return the intervals that an area covers."""
    return merged(place.place_code.interval for place in area.places.all())


def names(padded: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return ``(level, Thai name)`` of the places that have these padded codes, those around them included."""
    links = {link for code in set(padded) for link in _chain(code)}
    return {code: (place.level, place.name_th) for code, place in Place.objects.in_bulk(links).items()}
