"""What the page of an activity shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.programme import activities
from sanphalang.programme.activities import Course, Plan
from sanphalang.programme.gantt import timing_shown, when_shown
from sanphalang.programme.history import history
from sanphalang.programme.models import LogEntry
from sanphalang.programme.queries import programme
from sanphalang.programme.rules import ACTIVITY, last_day_of
from sanphalang.programme.words import TIMING_TONES
from sanphalang.programme.writing import may_edit
from sanphalang.web.days import day_shown, month_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell, Column, Table, Value, Words

_FORM = ("name_th", "name_en", "owner", "first_month", "last_month", "budget", "revision")


def stored_values(course: Course) -> dict[str, Any]:
    """Return what the form of an activity is filled with."""
    activity = course.activity
    values = {name: getattr(activity, name) for name in _FORM}
    return values | {
        "plan": str(activity.plan.number),
        "milestones": [each.month for each in course.milestones],
    }


def activity_page(viewer: Viewer, course: Course) -> dict[str, Any]:
    """Return the context of the page."""
    activity, editor, whole = course.activity, may_edit(viewer), programme(viewer)
    notes, plan = activities.notes_of(activity), activities.plan(viewer)
    return {
        "title": f"{activity.number} {activity.name}",
        "crumbs": [
            {"label": _("The programme"), "url": reverse("programme:overview")},
            {"label": _("Work plan"), "url": reverse("programme:work_plan")},
        ],
        "activity": activity,
        "timing": {"word": timing_shown(plan, course), "tone": TIMING_TONES[course.timing]},
        "facts": _facts(plan, course),
        "milestones": [
            {
                "month": each.month,
                "when": month_shown(last_day_of(whole.first_month, each.month))
                if whole.first_month
                else _("month %(number)s") % {"number": each.month},
                "what": each.what,
                "done_on": day_shown(each.done_on),
            }
            for each in course.milestones
        ],
        "log": log_table(notes, may_edit=editor) if notes else None,
        "events": history(viewer, ACTIVITY, activity.number),
        "may_edit": editor,
    }


def _facts(plan: Plan, course: Course) -> list[dict[str, Words | None]]:
    activity = course.activity
    progress = None if activity.progress is None else _("%(share)s %%") % {"share": activity.progress}
    return [
        {"label": _("Work plan"), "value": f"{activity.plan.number} {activity.plan.name}"},
        {"label": _("When"), "value": when_shown(plan, course)},
        {"label": _("Unit that is responsible"), "value": activity.owner or None},
        {"label": _("Progress"), "value": progress},
        {"label": _("Budget in baht"), "value": None if activity.budget is None else show_figure(activity.budget)},
        {"label": _("Spent so far in baht"), "value": None if activity.spent is None else show_figure(activity.spent)},
    ]


def log_table(notes: Iterable[LogEntry], *, may_edit: bool) -> Table:
    """Return what was noted, the latest first."""
    columns = [
        Column(_("As of")),
        Column(_("What happened")),
        Column(_("Progress in per cent"), kind="figure"),
        Column(_("Spent so far in baht"), kind="figure"),
    ]
    if may_edit:
        columns.append(Column(_("Mistaken")))
    rows: list[list[Cell | Value]] = []
    for note in notes:
        said = [Cell(day_shown(note.day)), Cell(note.text or "–"), _figure(note.progress), _figure(note.spent)]
        if may_edit:
            said.append(Cell(_("Leave it out"), url=reverse("programme:take_note_back", args=[note.pk])))
        rows.append([*said])
    return Table(columns, rows, _("What was noted"))


def _figure(value: int | None) -> Cell:
    return Cell("–" if value is None else value)
