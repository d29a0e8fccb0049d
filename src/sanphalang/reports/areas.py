"""What a report can be made for: the nation, a region, a cluster of provinces, a province."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanphalang.places.models import Area, Place
from sanphalang.places.names import full_name, own_name
from sanphalang.places.queries import areas, intervals_of, provinces
from sanphalang.places.rules import NATION, Intervals, contains

SCHEMES = (Area.Scheme.REGION, Area.Scheme.CLUSTER)


@dataclass(frozen=True, slots=True)
class Where:
    """The area of a report: its name, its code in addresses (empty: the nation), its intervals."""

    name: str
    code: str
    intervals: Intervals

    @property
    def provinces(self) -> list[Place]:
        """The provinces of the area."""
        return [place for place in provinces() if contains(self.intervals, place.padded)]


def choices_of_areas() -> list[tuple[str, str]]:
    """Return what a report can be made for: the nation, regions, clusters, provinces."""
    named = [(f"{area.scheme}:{area.code}", own_name(area)) for scheme in SCHEMES for area in areas(scheme)]
    return [("", _("Thailand")), *named, *((place.code, own_name(place)) for place in provinces())]


def where(code: str) -> Where | None:
    """Return the area that a code means, or None."""
    if not code:
        return Where(_("Thailand"), "", NATION)
    scheme, _colon, name = code.partition(":")
    if scheme in SCHEMES:
        area = next((area for area in areas(scheme) if area.code == name), None)
        return None if area is None else Where(own_name(area), code, intervals_of(area))
    place = next((each for each in provinces() if each.code == code), None)
    return None if place is None else Where(own_name(place), code, (place.place_code.interval,))


def where_called(words: str) -> Where | None:
    """Return the area that somebody means by its code or its name in Thai or English, or None."""
    found = where(words.strip())
    if found is not None:
        return found
    meant = words.strip().casefold()
    for scheme in SCHEMES:
        for area in areas(scheme):
            if meant in _names(area):
                return where(f"{area.scheme}:{area.code}")
    return next((where(place.code) for place in provinces() if meant in {*_names(place), full_name(place)}), None)


def _names(named: Area | Place) -> set[str]:
    return {named.name_th.casefold(), named.name_en.casefold()}
