"""The work plan as a Gantt chart: where each bar stands, as shares of the width.

The drawing is plain SVG without words; what it shows stands beside it in words, also on a telephone and on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.programme.activities import Course, Plan
from sanphalang.programme.models import Activity
from sanphalang.programme.rules import Timing, first_day_of, months_late
from sanphalang.programme.words import TIMING_TONES, TIMINGS
from sanphalang.web.days import month_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell, Column, Table, Value, Words

_LABELLED = 3
"""Every third month has its name above the bars; on a telephone every sixth."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where the bar of an activity begins and how long it is, in per cent of the width; ``is_open`` has no end."""

    start: float
    length: float
    done: float
    is_open: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a milestone stands, and whether it is done."""

    at: float
    is_done: bool


def gantt(plan: Plan) -> dict[str, Any]:
    """Return what the template draws: the months, today, and each part of the plan with its activities."""
    return {
        "labels": list(_labels(plan)),
        "today": None if plan.now is None or not 1 <= plan.now <= plan.months + 1 else _at(plan, plan.now),
        "parts": [{"part": part, "rows": [_row(plan, course) for course in courses]} for part, courses in plan.parts],
    }


def _labels(plan: Plan) -> Iterator[dict[str, Any]]:
    for month in range(1, plan.months + 1, _LABELLED):
        said = str(month) if plan.first_month is None else month_shown(first_day_of(plan.first_month, month))
        yield {"at": _at(plan, month), "said": said, "is_for_desks": (month - 1) % (2 * _LABELLED) != 0}


def _row(plan: Plan, course: Course) -> dict[str, Any]:
    activity = course.activity
    return {
        "number": activity.number,
        "name": activity.name,
        "url": reverse("programme:activity", args=[activity.number]),
        "when": when_shown(plan, course) if _is_timed(course) else "",
        "owner": activity.owner,
        "progress": "" if activity.progress is None else _("%(share)s %%") % {"share": activity.progress},
        "timing": {"word": timing_shown(plan, course), "tone": TIMING_TONES[course.timing]},
        "bar": _bar(plan, activity),
        "spots": [Spot(_at(plan, each.month + 0.5), each.done_on is not None) for each in course.milestones],
    }


def _is_timed(course: Course) -> bool:
    return bool(course.activity.first_month or course.activity.last_month or course.milestones)


def _bar(plan: Plan, activity: Activity) -> Bar | None:
    """Return the bar of an activity whose beginning or end is known; one without an end reaches to the last month."""
    if activity.first_month is None and activity.last_month is None:
        return None
    first, last = activity.first_month or 1, activity.last_month or plan.months
    start, length = _at(plan, first), _at(plan, last + 1) - _at(plan, first)
    is_open = activity.last_month is None
    done = 0.0 if is_open else round(length * (activity.progress or 0) / 100, 2)
    return Bar(start, round(length, 2), done, is_open)


def _at(plan: Plan, month: float) -> float:
    return round(100 * (month - 1) / plan.months, 2)


def timing_shown(plan: Plan, course: Course) -> Words:
    """Return how an activity stands in time; of a late one by how many months."""
    months = months_late(course.activity.last_month, plan.now)
    if course.timing is not Timing.LATE or not months:
        return TIMINGS[course.timing]
    return ngettext("Late by %(months)s month", "Late by %(months)s months", months) % {"months": months}


def when_shown(plan: Plan, course: Course) -> str:
    """Return in words when an activity is: its months, or those of its milestones."""
    first, last = course.activity.first_month, course.activity.last_month
    if not _is_timed(course):
        return _("No months set")
    if first is None and last is None:
        months = ", ".join(_month(plan, each.month) for each in course.milestones)
        return _("Milestones: %(months)s") % {"months": months}
    if last is None and first is not None:
        return _("From %(first)s, without a set end") % {"first": _month(plan, first)}
    if first is None and last is not None:
        return _("Until %(last)s") % {"last": _month(plan, last)}
    return _("%(first)s to %(last)s") % {"first": _month(plan, first or 1), "last": _month(plan, last or 1)}


def _month(plan: Plan, month: int) -> str:
    if plan.first_month is None:
        return _("month %(number)s") % {"number": month}
    return month_shown(first_day_of(plan.first_month, month))


def plan_table(plan: Plan) -> Table:
    """Return the work plan as a table, to be taken home."""
    columns = [
        Column(_("Number")),
        Column(_("Activity")),
        Column(_("Work plan")),
        Column(_("When")),
        Column(_("Unit that is responsible")),
        Column(_("Progress in per cent"), kind="figure"),
        Column(_("How it stands")),
        Column(_("Budget in baht"), kind="figure"),
        Column(_("Spent so far in baht"), kind="figure"),
    ]
    rows: list[list[Cell | Value]] = []
    for part, courses in plan.parts:
        for course in courses:
            each = course.activity
            said = (each.number, each.name, part.name, when_shown(plan, course), each.owner)
            rows.append([*said, each.progress, timing_shown(plan, course), each.budget, each.spent])
    return Table(columns, rows, _("Work plan"), phone="scroll")


def money_sentence(plan: Plan) -> str:
    """Return the budget of the whole plan and what was spent of it; nothing where no budget is entered."""
    budgets = [each.activity.budget for each in plan.courses if each.activity.budget is not None]
    if not budgets:
        return ""
    spent = sum(each.activity.spent or 0 for each in plan.courses)
    return _("Budget entered: %(budget)s baht; spent so far: %(spent)s baht.") % {
        "budget": show_figure(sum(budgets)),
        "spent": show_figure(spent),
    }
