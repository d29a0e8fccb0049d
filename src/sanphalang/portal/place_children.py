"""What lies in a place, with its counts: districts, subdistricts, villages, communities of towns."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.counts import Counts, count_by_children
from sanphalang.places.models import Area, Place
from sanphalang.places.names import BANGKOK, own_name
from sanphalang.places.queries import areas, children
from sanphalang.places.rules import Level
from sanphalang.portal.figures import table_of_places
from sanphalang.web.table import Table

_STEPS = (1, 100, 10_000)  # from a padded code to the village, subdistrict and district around it


@dataclass(frozen=True, slots=True)
class Group:
    """Children under one heading; ``anchor`` is the id of the heading on the page."""

    title: str
    table: Table
    anchor: str = "inside"


@dataclass(frozen=True, slots=True)
class Children:
    """The groups of a place's children, and how many records are known no more exactly than by the place itself.

    ``communities`` is the number of communities of towns (ชุมชน), which hang on the district: often hundreds, and so
    they have a page of their own.
    """

    groups: list[Group] = field(default_factory=list)
    communities: int = 0
    not_exact: int = 0


def children_of(viewer: Viewer, place: Place) -> Children:
    """Return what lies in the place; a village holds nothing further."""
    if place.level == Level.VILLAGE:
        return Children()
    found = list(children(place))
    counts, not_exact = _counted(viewer, place, found)
    direct = [child for child in found if not _is_community(child, place)]
    if place.code == BANGKOK:
        groups = _zones(direct, counts)
    else:
        title = _title(place)
        groups = [Group(title, table_of_places(direct, counts, title))] if direct else []
    return Children(groups, len(found) - len(direct), not_exact)


def communities_of(viewer: Viewer, place: Place) -> Table | None:
    """Return the communities of towns that hang on a district, or None when there are none."""
    found = [child for child in children(place) if _is_community(child, place)]
    counts, _not_exact = _counted(viewer, place, found)
    return table_of_places(found, counts, _("Communities of towns")) if found else None


def _is_community(child: Place, place: Place) -> bool:
    return place.level == Level.DISTRICT and child.level == Level.VILLAGE


def _title(place: Place) -> str:
    in_bangkok = place.code.startswith(BANGKOK)
    titles = {
        Level.PROVINCE: _("Districts"),
        Level.DISTRICT: _("Subdistricts of Bangkok") if in_bangkok else _("Subdistricts"),
        Level.SUBDISTRICT: _("Villages and communities") if in_bangkok else _("Villages"),
    }
    return titles[Level(place.level)]


def _zones(districts: list[Place], counts: dict[int | None, Counts]) -> list[Group]:
    by_code = {district.code: district for district in districts}
    groups = []
    for zone in areas(Area.Scheme.BANGKOK_ZONE):
        inside = [by_code[place.code] for place in zone.places.all() if place.code in by_code]
        name = own_name(zone)
        groups.append(Group(name, table_of_places(inside, counts, name), f"zone-{zone.code}"))
    return groups


def _counted(viewer: Viewer, place: Place, found: list[Place]) -> tuple[dict[int | None, Counts], int]:
    """Return the counts by child in one query, and how many records lie in none of them.

    Below a province the count is by village, because a community's code leads past the subdistricts to the district.
    """
    digits = 4 if place.level == Level.PROVINCE else 8
    known = {child.padded for child in found}
    counts: dict[int | None, Counts] = {}
    not_exact = 0
    for padded, counted in count_by_children(viewer, digits, (place.place_code.interval,)).items():
        chain = (padded - padded % step for step in _STEPS) if padded is not None else ()
        child = next((code for code in chain if code in known), None)
        if child is None:
            not_exact += counted.total
        else:
            counts[child] = counts.get(child, Counts()) + counted
    return counts, not_exact
