"""Reads of the work plan, which is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.programme.models import Activity, LogEntry, Milestone, Programme, WorkPlan
from sanphalang.programme.queries import programme
from sanphalang.programme.rules import Timing, month_at, timing_of


@dataclass(frozen=True, slots=True)
class Course:
    """An activity with its milestones, and how it stands in time."""

    activity: Activity
    milestones: list[Milestone]
    timing: Timing


@dataclass(frozen=True, slots=True)
class Plan:
    """The work plan as it stands: how many months it has, where today lies among them, and its parts."""

    months: int
    first_month: date | None
    now: float | None
    parts: list[tuple[WorkPlan, list[Course]]]

    @property
    def courses(self) -> list[Course]:
        """All activities in their order."""
        return [course for _part, courses in self.parts for course in courses]


def plan(viewer: Viewer, day: date | None = None) -> Plan:
    """Return the whole work plan, as it stood on a day where one is given; five queries however long it is."""
    whole = programme(viewer)
    now, activities = now_in(whole, day), list(_activities().filter(is_closed=False))
    if day is not None:
        _go_back_to(day, activities)
    found: dict[int, list[Course]] = {}
    for activity in activities:
        found.setdefault(activity.plan_id, []).append(_course(activity, now, day))
    courses = [course for each in found.values() for course in each]
    months = max([whole.months, *(month for course in courses for month in _months(course))])
    parts = [(part, found.get(part.pk, [])) for part in WorkPlan.objects.all()]
    return Plan(months, whole.first_month, now, parts)


def course_of(viewer: Viewer, number: str) -> Course | None:
    """Return one activity, also one that was taken out of the plan; None where there is none."""
    activity = _activities().filter(number=number).first() if number.isprintable() else None
    return None if activity is None else _course(activity, now_in(programme(viewer)))


def notes_of(activity: Activity) -> list[LogEntry]:
    """Return what was noted of an activity, the latest first."""
    return list(LogEntry.objects.filter(activity=activity, is_taken_back=False))


def notes_between(viewer: Viewer, first: date, last: date) -> list[LogEntry]:
    """Return what was noted in a period, in the order of activities."""
    found = LogEntry.objects.filter(is_taken_back=False, day__range=(first, last)).select_related("activity")
    return list(found.order_by("activity__order", "day", "pk"))


def note(viewer: Viewer, note_id: int) -> LogEntry | None:
    """Return a note that was not taken back, or None."""
    return LogEntry.objects.select_related("activity").filter(pk=note_id, is_taken_back=False).first()


def work_plans() -> list[WorkPlan]:
    """Return the parts of the work plan."""
    return list(WorkPlan.objects.all())


def now_in(whole: Programme, today: date | None = None) -> float | None:
    """Return where today lies among the months of the programme; None while nobody knows when they are."""
    return None if whole.first_month is None else month_at(whole.first_month, today or timezone.localdate())


def _activities() -> QuerySet[Activity]:
    milestones = Prefetch("milestones", Milestone.objects.order_by("month"))
    return Activity.objects.select_related("plan").prefetch_related(milestones)


def _go_back_to(day: date, activities: Iterable[Activity]) -> None:
    """Let progress and spending be what the log had told last by a day; nothing is stored."""
    by_number = {each.pk: each for each in activities}
    for each in by_number.values():
        each.progress = each.spent = None
    notes = LogEntry.objects.filter(activity__in=by_number, is_taken_back=False, day__lte=day).order_by("day", "id")
    for number, progress, spent in notes.values_list("activity", "progress", "spent"):
        activity = by_number[number]
        activity.progress = activity.progress if progress is None else progress
        activity.spent = activity.spent if spent is None else spent


def _course(activity: Activity, now: float | None, day: date | None = None) -> Course:
    milestones = list(activity.milestones.all())
    first, last = activity.first_month, activity.last_month
    if first is None and last is None and milestones:  # it begins with the first; the last is no end that was set
        first = milestones[0].month
    done = activity.progress
    if done is None and milestones and all(_is_reached(each, day) for each in milestones):
        done = 100
    return Course(activity, milestones, timing_of(first, last, done, now))


def _is_reached(milestone: Milestone, day: date | None) -> bool:
    return milestone.done_on is not None and (day is None or milestone.done_on <= day)


def _months(course: Course) -> list[int]:
    known = (course.activity.first_month, course.activity.last_month)
    return [month for month in (*known, *(each.month for each in course.milestones)) if month]
