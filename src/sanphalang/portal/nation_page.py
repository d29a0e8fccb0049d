"""What the page of the whole country shows: areas of a scheme with their provinces, or places that were looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.counts import Counts
from sanphalang.places.models import Area, Place
from sanphalang.places.names import own_name
from sanphalang.places.queries import areas, provinces
from sanphalang.places.search import FoundPlace
from sanphalang.portal.figures import counts_by_province, table_of_places, total_of
from sanphalang.portal.links import area_filter, organisations_url, place_url
from sanphalang.thai.sort import sort_key
from sanphalang.web.table import Cell, Column, Table

SCHEMES = {Area.Scheme.REGION: _("Regions"), Area.Scheme.CLUSTER: _("Provincial clusters")}


@dataclass(frozen=True, slots=True)
class AreaShown:
    """An area with the table of its provinces; ``url`` leads to its organisations."""

    code: str
    name: str
    counts: Counts
    url: str
    table: Table


def areas_shown(viewer: Viewer, scheme: str) -> list[AreaShown]:
    """Return the areas of a scheme; provinces that are in none (Bangkok in no cluster) come last, as themselves."""
    counts = counts_by_province(viewer)
    found = list(areas(scheme))
    shown = [_shown(area, counts) for area in found]
    inside = {place.padded for area in found for place in area.places.all()}
    outside = [place for place in provinces() if place.padded not in inside]
    if outside:
        total = total_of(counts.get(place.padded, Counts()) for place in outside)
        table = table_of_places(outside, counts, _("In no area"))
        shown.append(AreaShown("none", str(_("In no area")), total, "", table))
    return shown


def table_of_found(found: list[FoundPlace]) -> Table:
    """Return the places that were looked for, the best first."""
    columns = (Column(_("Place")), Column(_("Lies in")), Column(_("Official code"), kind="figure"))
    rows = [[Cell(one.name, url=place_url(one.place)), Cell(one.around or "–"), Cell(one.place.code)] for one in found]
    return Table(columns, rows, _("Places that were found"))


def _shown(area: Area, counts: Mapping[int, Counts]) -> AreaShown:
    places = sorted(area.places.all(), key=_in_dictionary_order)
    total = total_of(counts.get(place.padded, Counts()) for place in places)
    name = own_name(area)
    return AreaShown(
        area.code, name, total, organisations_url(area=area_filter(area)), table_of_places(places, counts, name)
    )


def _in_dictionary_order(place: Place) -> bytes:
    return sort_key(own_name(place))
