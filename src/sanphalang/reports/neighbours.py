"""A place beside those of its level around it: siblings in its district or province, provinces of its cluster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sanphalang.access.viewer import Viewer
from sanphalang.places.models import Area, Place
from sanphalang.places.names import full_name, own_name
from sanphalang.places.queries import children, intervals_of, place_at
from sanphalang.places.rules import Intervals, Level, contains
from sanphalang.reports.queries import Figures, figures_by

_STEPS = {Level.PROVINCE: 1_000_000, Level.DISTRICT: 10_000, Level.SUBDISTRICT: 100, Level.VILLAGE: 1}
_BESIDE = 3  # so many that have more, and so many that have fewer, are shown


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place with what is counted in it."""

    place: Place
    figures: Figures
    is_here: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The places of one level around a place, itself included, those with most organisations first.

    ``within`` names what they lie in. ``rank`` is the place's own, the same for those that have as many.
    """

    within: str
    all: Sequence[Neighbour]

    @property
    def own(self) -> int:
        """Where in the order the place itself stands."""
        return next(number for number, each in enumerate(self.all) if each.is_here)

    @property
    def rank(self) -> int:
        """How many have more, and one."""
        here = self.all[self.own].figures.organisations
        return 1 + sum(each.figures.organisations > here for each in self.all)

    @property
    def nearest(self) -> Sequence[Neighbour]:
        """The place with those next to it in the order."""
        last = min(len(self.all), max(self.own + _BESIDE + 1, 2 * _BESIDE + 1))
        return self.all[max(0, last - 2 * _BESIDE - 1) : last]

    def having(self, kind: str) -> int:
        """Return how many of the others have an organisation of a kind."""
        return sum(each.figures.of("organisations", f"kind:{kind}") > 0 for each in self.all if not each.is_here)


def neighbours_of(viewer: Viewer, place: Place, areas: Iterable[Area], kinds: Iterable[str]) -> Neighbours | None:
    """Return a place among its neighbours, with the organisations of these kinds; None where it has none."""
    around = _around(place, areas)
    if around is None:
        return None
    within, intervals, places = around
    if len(places) < 2:
        return None
    measures = ["all", "fresh:fresh", *(f"kind:{kind}" for kind in kinds)]
    counted = figures_by(viewer, _STEPS[Level(place.level)], intervals, measures=measures)
    found = [Neighbour(each, counted.get(each.padded, Figures()), each.pk == place.pk) for each in places]
    found.sort(key=lambda each: (-each.figures.organisations, each.place.padded))
    return Neighbours(within, found)


def _around(place: Place, areas: Iterable[Area]) -> tuple[str, Intervals, list[Place]] | None:
    """Return what the neighbours lie in, by name and as intervals, and which they are."""
    if place.level == Level.PROVINCE:
        schemes = {area.scheme: area for area in areas}
        area = schemes.get(Area.Scheme.CLUSTER) or schemes.get(Area.Scheme.REGION)
        return None if area is None else (own_name(area), intervals_of(area), list(area.places.all()))
    parent = place_at(place.parent_id) if place.parent_id is not None else None
    if parent is None:
        return None
    interval = (parent.place_code.interval,)
    inside = [each for each in children(parent) if each.level == place.level and contains(interval, each.padded)]
    return full_name(parent), interval, inside
