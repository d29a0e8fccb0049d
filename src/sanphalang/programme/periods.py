"""The programme in a period: where each indicator stood on its last day, and by how much it had changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.programme.activities import Course, Plan, notes_between, plan
from sanphalang.programme.counting import ByCentre, Figure
from sanphalang.programme.models import LogEntry, Sample
from sanphalang.programme.queries import (
    Standing,
    figures_now,
    indicators,
    points_of,
    programme,
    sampled_on,
    standing_of,
)
from sanphalang.programme.rules import first_day_of, last_day_of
from sanphalang.thai.periods import Period


@dataclass(frozen=True, slots=True)
class InPeriod:
    """An indicator as it stood on the last day, by centre too, and the samples from before the first day."""

    standing: Standing
    figures: ByCentre
    before: Mapping[int | None, Sample]

    @property
    def change(self) -> int | None:
        """By how much the nation's figure changed; None where one of both is not known."""
        earlier, now = self.before.get(None), self.standing.now.value
        return None if now is None or earlier is None or earlier.value is None else now - earlier.value


@dataclass(frozen=True, slots=True)
class Report:
    """What a report of a period tells; ``last`` is its last day, or today where the period is not over."""

    period: Period
    last: date
    indicators: list[InPeriod]
    plan: Plan
    courses: list[Course]
    notes: list[LogEntry]


def quarter_around(day: date) -> Period:
    """Return the quarter of the fiscal year in which a day lies."""
    year = Period.fiscal_of(day)
    return next(each for number in range(1, 5) if (each := year.quarter(number)).holds(day))


def report_of(viewer: Viewer, period: Period) -> Report:
    """Return the report of a period. The number of queries hangs on the number of indicators alone."""
    today = timezone.localdate()
    last = min(period.end, today)
    work = plan(viewer, last)
    notes = notes_between(viewer, period.start, last)
    noted = {note.activity_id for note in notes}
    courses = [each for each in work.courses if each.activity.pk in noted or _lies_in(each, work, period)]
    return Report(period, last, _indicators(viewer, period, last, today), work, courses, notes)


def _indicators(viewer: Viewer, period: Period, last: date, today: date) -> list[InPeriod]:
    chosen, whole = indicators(viewer), programme(viewer)
    past = points_of(chosen)
    found = []
    for each in chosen:
        figures = figures_now(each) if last == today else _told(sampled_on(each, last))
        points = [point for point in past[each.pk] if point.day < last]
        standing = standing_of(each, whole, points, figures.get(None, Figure()), last)
        found.append(InPeriod(standing, figures, sampled_on(each, period.start - timedelta(days=1))))
    return found


def _told(samples: Mapping[int | None, Sample]) -> ByCentre:
    return {key: Figure(each.value, each.verified, each.is_few) for key, each in samples.items()}


def _lies_in(course: Course, work: Plan, period: Period) -> bool:
    """Say whether an activity's months or milestones lie in a period; all do while nobody knows when months are."""
    if work.first_month is None:
        return True
    first, last = course.activity.first_month, course.activity.last_month
    months = [(each.month, each.month) for each in course.milestones]
    if first is not None or last is not None:
        months.append((first or 1, last or work.months))
    return any(
        first_day_of(work.first_month, one) <= period.end and period.start <= last_day_of(work.first_month, other)
        for one, other in months
    )
