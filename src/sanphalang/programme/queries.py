"""Reads of the indicators. What they stand at is public, as far as a count of people may be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.ledger.kept import kept
from sanphalang.programme.counting import ByCentre, Figure, Rule, Territory, rule_of
from sanphalang.programme.models import Indicator, Programme, Reading, Sample
from sanphalang.programme.rules import Aim, Pace, Point, last_day_of, one_a_month, pace_of, share_of
from sanphalang.programme.sampling import territories


@dataclass(frozen=True, slots=True)
class Standing:
    """What an indicator stands at now, with its past and its pace. ``points`` end with today."""

    indicator: Indicator
    rule: Rule | None
    now: Figure
    aim: Aim
    points: list[Point]
    pace: Pace

    @property
    def share(self) -> float | None:
        """How much of the target is reached."""
        return share_of(self.now.value, self.aim.target)


def programme(viewer: Viewer) -> Programme:
    """Return the programme; an unwritten one before reference data is loaded."""
    return Programme.objects.order_by("pk").first() or Programme(name_th="")


def indicators(viewer: Viewer, *, with_closed: bool = False) -> list[Indicator]:
    """Return the indicators in their order."""
    found = Indicator.objects.all()
    return list(found if with_closed else found.filter(is_closed=False))


def indicator(viewer: Viewer, code: str) -> Indicator | None:
    """Return an indicator by its code, or None."""
    return Indicator.objects.filter(code=code).first()


def standings(viewer: Viewer, chosen: Iterable[Indicator] | None = None) -> list[Standing]:
    """Return what indicators stand at: the open ones, or those that are given; one query for the past of all."""
    found = indicators(viewer) if chosen is None else list(chosen)
    past, whole, today = points_of(found), programme(viewer), timezone.localdate()
    return [standing_of(each, whole, past[each.pk], figures_now(each).get(None, Figure()), today) for each in found]


def figures_now(chosen: Indicator) -> ByCentre:
    """Return what an indicator stands at now, in the nation and at each centre; kept until something changes."""
    rule = rule_of(chosen)
    if rule is None:
        return {}
    asked = ("programme", chosen.pk, chosen.counts)
    return kept(asked, lambda: rule.counted(chosen, all_territories(), None))


def points_of(chosen: Iterable[Indicator], centre_id: int | None = None) -> dict[int, list[Point]]:
    """Return the past of indicators, one point a month, the latest last; of a centre, or of the nation."""
    rows = Sample.objects.filter(indicator__in=[each.pk for each in chosen], centre=centre_id, value__isnull=False)
    found: dict[int, list[Point]] = defaultdict(list)
    for number, day, value in rows.values_list("indicator", "day", "value"):
        if value is not None:
            found[number].append(Point(day, value))
    return defaultdict(list, {number: one_a_month(points) for number, points in found.items()})


def sampled_on(chosen: Indicator, day: date) -> dict[int | None, Sample]:
    """Return the latest samples of an indicator that were taken until a day, by centre; under None of the nation."""
    last = Sample.objects.filter(indicator=chosen, day__lte=day).order_by("-day").values_list("day", flat=True).first()
    return {each.centre_id: each for each in Sample.objects.filter(indicator=chosen, day=last)} if last else {}


def aim_of(chosen: Indicator, whole: Programme) -> Aim:
    """Return from where to where an indicator goes; without days of its own it runs as long as the programme."""
    start = end = None
    if whole.first_month is not None:
        start, end = whole.first_month, last_day_of(whole.first_month, whole.months)
    return Aim(chosen.baseline, chosen.target, chosen.starts_on or start, chosen.ends_on or end)


def standing_of(chosen: Indicator, whole: Programme, past: list[Point], now: Figure, day: date) -> Standing:
    """Return where an indicator stands on a day, from its figure of that day and what was counted before."""
    points = [point for point in past if point.day < day]
    if now.value is not None:
        points.append(Point(day, now.value))
    aim = aim_of(chosen, whole)
    counted = points if now.value is not None else []
    return Standing(chosen, rule_of(chosen), now, aim, points, pace_of(aim, counted, day))


def all_territories() -> list[Territory]:
    """Return all centres with where they keep the data; kept until something changes."""
    return kept("territories of centres", territories)


def reading(viewer: Viewer, reading_id: int) -> Reading | None:
    """Return a figure that was entered by hand and not taken back, or None."""
    return Reading.objects.select_related("indicator").filter(pk=reading_id, is_taken_back=False).first()
