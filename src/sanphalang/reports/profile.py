"""The profile of a place (คืนข้อมูลให้ชุมชน): everything that its page, its printed sheet and its document say.

Public figures alone, so everybody is told the same. The number of queries does not depend on how much lies in a place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.committees.queries import visible as visible_committees
from sanphalang.ledger.kept import kept
from sanphalang.organisations.queries import kind_names
from sanphalang.people.counts import Cells
from sanphalang.people.words import ROLES
from sanphalang.places.models import Area, Place
from sanphalang.places.names import BANGKOK, full_name
from sanphalang.places.queries import ancestors, areas_around, children, within
from sanphalang.places.rules import Level, PlaceCode
from sanphalang.reports.missing import Known, Sentence, missing, standing_out
from sanphalang.reports.neighbours import Neighbours, neighbours_of
from sanphalang.reports.queries import Figures, figures, figures_by
from sanphalang.reports.told import people_told
from sanphalang.web.days import language
from sanphalang.web.table import Words

_STEPS = (1, 100, 10_000)  # from a padded code to the village, subdistrict and district around it
_COMMITTEES_NAMED = 12


@dataclass(frozen=True, slots=True)
class Child:
    """A place that lies directly in another, with its organisations and how many of them are fresh."""

    place: Place
    organisations: int
    fresh: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A place and what is known of it. ``people_of`` is the place of which people are told: a village's subdistrict."""

    place: Place
    around: Sequence[Place]
    areas: Sequence[Area]
    figures: Figures
    kinds: Mapping[str, str]
    people: Cells
    people_of: Place
    committees: Sequence[tuple[int, str]]
    neighbours: Neighbours | None
    children: Sequence[Child]
    not_exact: int
    said: Sequence[str]
    missing: Sequence[Sentence]

    @property
    def name(self) -> str:
        """What the place is called."""
        return full_name(self.place)

    @property
    def by_kind(self) -> list[tuple[str, str, int]]:
        """Code, name and number of organisations of each kind, the largest first."""
        return [(kind, self.kinds.get(kind, kind), number) for kind, number in self.figures.kinds.items()]

    @property
    def roles(self) -> Mapping[str, Words]:
        """What the roles of people are called."""
        return ROLES


def profile_of(viewer: Viewer, place: Place) -> Profile:
    """Return the profile of a place as it stood at the last change, or at most a minute ago."""
    return kept(("profile", place.code, language()), lambda: _profile(viewer, place))


def _profile(viewer: Viewer, place: Place) -> Profile:
    around, areas, kinds = ancestors(place), areas_around(place), kind_names()
    counted = figures(viewer, (place.place_code.interval,))
    inside, not_exact = children_counted(viewer, place)
    people = people_told(place.place_code)
    neighbours = neighbours_of(viewer, place, areas, kinds)
    known = Known(place, counted, people, neighbours, len(inside), not_exact, kinds, ROLES)
    return Profile(
        place=place,
        around=around,
        areas=areas,
        figures=counted,
        kinds=kinds,
        people=people,
        people_of=around[-1] if place.level == Level.VILLAGE and around else place,
        committees=_committees(viewer, place.place_code),
        neighbours=neighbours,
        children=inside,
        not_exact=not_exact,
        said=standing_out(known),
        missing=missing(known),
    )


def children_counted(viewer: Viewer, place: Place) -> tuple[list[Child], int]:
    """Return what lies directly in a place, with its counts, and how many organisations lie in none of that.

    Below a province the count is by village, because a community's code leads past the subdistricts to the district.
    """
    if place.level == Level.VILLAGE:
        return [], 0
    places = list(children(place))
    known = {child.padded for child in places}
    totals: dict[int, tuple[int, int]] = {}
    not_exact = 0
    step = 10_000 if place.level == Level.PROVINCE else 1
    counted = figures_by(viewer, step, (place.place_code.interval,), measures=("all", "fresh:fresh"))
    for padded, each in counted.items():
        child = next((padded - padded % step for step in _STEPS if padded - padded % step in known), None)
        if child is None:
            not_exact += each.organisations
        else:
            total, fresh = totals.get(child, (0, 0))
            totals[child] = (total + each.organisations, fresh + each.fresh)
    return [Child(child, *totals.get(child.padded, (0, 0))) for child in places], not_exact


def title_of_children(place: Place) -> str:
    """Return what lies directly in a place: districts, subdistricts, villages; empty for a village."""
    in_bangkok = place.code.startswith(BANGKOK)
    titles = {
        Level.PROVINCE: _("Districts of Bangkok") if in_bangkok else _("Districts"),
        Level.DISTRICT: _("Subdistricts of Bangkok") if in_bangkok else _("Subdistricts"),
        Level.SUBDISTRICT: _("Villages and communities") if in_bangkok else _("Villages"),
    }
    return titles.get(Level(place.level), "")


def _committees(viewer: Viewer, code: PlaceCode) -> list[tuple[int, str]]:
    """Return number and name of some committees at work here, those of the place itself first."""
    at_work = visible_committees(viewer).filter(within("place", (code.interval,)), status="active")
    rows = at_work.order_by("place", "name_sort", "id").values_list("id", "name")
    return list(rows[:_COMMITTEES_NAMED])
