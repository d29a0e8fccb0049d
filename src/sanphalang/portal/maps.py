"""Maps of this room: the country coloured by a figure, and where in its region a place lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanphalang.organisations.counts import Counts
from sanphalang.places.models import Area, Place
from sanphalang.places.names import own_name
from sanphalang.places.outlines import CROWDED, CROWDED_TARGET, province_outlines
from sanphalang.portal.figures import COLUMNS, confirmed_share
from sanphalang.portal.links import place_url
from sanphalang.web import choropleth


def national_map(provinces: Sequence[Place], counts: Mapping[int, Counts]) -> choropleth.Choropleth:
    """Return the country coloured by the number of organisations, Bangkok and its neighbours drawn again larger."""
    outlines = province_outlines()
    areas = [
        choropleth.Area(
            name=own_name(place),
            path=outlines.paths[place.code],
            url=place_url(place),
            value=(found := counts.get(place.padded, Counts())).total,
            also=[confirmed_share(found)],
            inset=place.code in CROWDED,
        )
        for place in provinces
    ]
    inset = choropleth.Inset(_("Bangkok and around"), outlines.box_around(CROWDED), CROWDED_TARGET)
    title = _("Organisations by province")
    return choropleth.Choropleth(title, areas, outlines.view_box, COLUMNS, inset)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A province on the map of a region."""

    name: str
    path: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class RegionMap:
    """The provinces of a region, one of them marked."""

    title: str
    view_box: str
    provinces: list[Neighbour]


def region_map(region: Area, province_code: str) -> RegionMap:
    """Return the map of a region with the province that is looked at marked; the region needs its places."""
    outlines = province_outlines()
    places = list(region.places.all())
    neighbours = [
        Neighbour(own_name(place), outlines.paths[place.code], place_url(place), place.code == province_code)
        for place in places
    ]
    box = outlines.box_around(place.code for place in places)
    return RegionMap(own_name(region), " ".join(map(str, box)), neighbours)
