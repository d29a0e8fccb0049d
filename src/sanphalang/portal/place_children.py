"""What lies in a place, with its counts: districts, subdistricts, villages, communities of towns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.counts import Counts
from sanphalang.places.models import Area, Place
from sanphalang.places.names import BANGKOK, own_name
from sanphalang.places.queries import areas
from sanphalang.places.rules import Level
from sanphalang.portal.figures import table_of_places
from sanphalang.reports.profile import Child, Profile, children_counted, title_of_children
from sanphalang.web.table import Table


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


def children_of(profile: Profile) -> Children:
    """Return what lies in the place; a village holds nothing further."""
    place = profile.place
    counts = _counts(profile.children)
    direct = [child.place for child in profile.children if not _is_community(child.place, place)]
    if place.code == BANGKOK:
        groups = _zones(direct, counts)
    else:
        title = title_of_children(place)
        groups = [Group(title, table_of_places(direct, counts, title))] if direct else []
    return Children(groups, len(profile.children) - len(direct), profile.not_exact)


def communities_of(viewer: Viewer, place: Place) -> Table | None:
    """Return the communities of towns that hang on a district, or None when there are none."""
    children, _not_exact = children_counted(viewer, place)
    found = [child.place for child in children if _is_community(child.place, place)]
    return table_of_places(found, _counts(children), _("Communities of towns")) if found else None


def _is_community(child: Place, place: Place) -> bool:
    return place.level == Level.DISTRICT and child.level == Level.VILLAGE


def _zones(districts: list[Place], counts: dict[int, Counts]) -> list[Group]:
    by_code = {district.code: district for district in districts}
    groups = []
    for zone in areas(Area.Scheme.BANGKOK_ZONE):
        inside = [by_code[place.code] for place in zone.places.all() if place.code in by_code]
        name = own_name(zone)
        groups.append(Group(name, table_of_places(inside, counts, name), f"zone-{zone.code}"))
    return groups


def _counts(children: Sequence[Child]) -> dict[int, Counts]:
    return {child.place.padded: Counts(child.organisations, child.fresh) for child in children}
