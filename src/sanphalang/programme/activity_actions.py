"""Writes of activities: check, change, record, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.programme.models import Activity, LogEntry, Milestone
from sanphalang.programme.rules import ACTIVITY, order_of
from sanphalang.programme.writing import Values, require_editor, store, told, write_down


def add_activity(viewer: Viewer, *, values: Values, milestones: Collection[int] = (), is_demo: bool = False) -> str:
    """Add an activity and return its number."""
    require_editor(viewer)
    _check(values)
    number = values["number"]
    with transaction.atomic():
        if Activity.objects.filter(number=number).exists():
            raise CannotBeError(_("There is an activity with this number already. Please choose another number."))
        activity = Activity.objects.create(**values, order=order_of(number), is_demo=is_demo)
        write_down(viewer, "add_activity", (ACTIVITY, number), told(values))
        _put_milestones(viewer, activity, milestones)
    return str(number)


def edit_activity(
    viewer: Viewer,
    number: str,
    *,
    expected_revision: int | None,
    values: Values,
    milestones: Collection[int] | None = None,
) -> None:
    """Change what differs, the months of its milestones too; the number stays."""
    require_editor(viewer)
    _check(values)
    with transaction.atomic():
        activity = _locked(number)
        changes = store(activity, values, expected_revision=expected_revision)
        if changes:
            write_down(viewer, "edit_activity", (ACTIVITY, number), changes)
        if milestones is not None and _put_milestones(viewer, activity, milestones) and not changes:
            activity.revision += 1
            activity.save(update_fields=["revision"])


def close_activity(viewer: Viewer, number: str) -> None:
    """Take it out of the work plan; what was noted of it stays."""
    _change(viewer, number, "close_activity", {"is_closed": True})


def reopen_activity(viewer: Viewer, number: str) -> None:
    """Put it back into the work plan."""
    _change(viewer, number, "reopen_activity", {"is_closed": False})


def set_milestone(viewer: Viewer, number: str, month: int, *, done_on: date | None) -> None:
    """Say on which day a milestone was done, or that it is not."""
    require_editor(viewer)
    with transaction.atomic():
        activity = _locked(number)
        milestone = Milestone.objects.filter(activity=activity, month=month).first()
        if milestone is None:
            raise NoSuchRecordError(month)
        before = milestone.done_on
        if before != done_on:
            milestone.done_on = done_on
            milestone.save(update_fields=["done_on"])
            changes = told({"done_on": done_on}, {"done_on": before}) | {"month": ["", month]}
            write_down(viewer, "set_milestones", (ACTIVITY, number), changes)


def note_progress(viewer: Viewer, number: str, *, values: Values, is_demo: bool = False) -> int:
    """Note how far an activity is, what was spent, and what happened; return the number of the note."""
    require_editor(viewer)
    if not any(values[name] not in ("", None) for name in ("progress", "spent", "text")):
        raise CannotBeError(_("Please write how far it is, what was spent, or what happened."))
    with transaction.atomic():
        activity = _locked(number)
        note = LogEntry.objects.create(activity=activity, **values, is_demo=is_demo)
        _follow_the_log(activity)
        write_down(viewer, "note", (ACTIVITY, number), told({**values, "about": note.pk}))
    return note.pk


def take_note_back(viewer: Viewer, note_id: int) -> None:
    """Leave out a note that was made by mistake; progress and spending are again those of the one before."""
    require_editor(viewer)
    with transaction.atomic():
        note = LogEntry.objects.select_related("activity").filter(pk=note_id).first()
        if note is None:
            raise NoSuchRecordError(note_id)
        activity = _locked(note.activity.number)
        if not note.is_taken_back:
            note.is_taken_back, note.text = True, ""  # words may name somebody: they go
            note.save(update_fields=["is_taken_back", "text"])
            _follow_the_log(activity)
            changes = told({"day": note.day, "progress": note.progress, "about": note.pk})
            write_down(viewer, "take_note_back", (ACTIVITY, activity.number), changes)


def _follow_the_log(activity: Activity) -> None:
    """Let progress and spending be what the log told last."""
    for column in ("progress", "spent"):
        told_last = LogEntry.objects.filter(activity=activity, is_taken_back=False).exclude(**{column: None})
        setattr(activity, column, told_last.values_list(column, flat=True).first())
    activity.save(update_fields=["progress", "spent"])


def _put_milestones(viewer: Viewer, activity: Activity, months: Collection[int]) -> bool:
    """Let an activity have milestones in these months and no others; say whether any came or went."""
    stored = set(Milestone.objects.filter(activity=activity).values_list("month", flat=True))
    if stored == set(months):
        return False
    Milestone.objects.filter(activity=activity, month__in=stored - set(months)).delete()
    Milestone.objects.bulk_create(Milestone(activity=activity, month=month) for month in sorted(set(months) - stored))
    before, after = (" ".join(map(str, sorted(each))) for each in (stored, months))
    write_down(viewer, "set_milestones", (ACTIVITY, activity.number), {"milestones": [before, after]})
    return True


def _change(viewer: Viewer, number: str, verb: str, values: dict[str, Any]) -> None:
    require_editor(viewer)
    with transaction.atomic():
        if changes := store(_locked(number), values):
            write_down(viewer, verb, (ACTIVITY, number), changes)


def _locked(number: str) -> Activity:
    activity = Activity.objects.select_for_update().filter(number=number).first()
    if activity is None:
        raise NoSuchRecordError(number)
    return activity


def _check(values: Values) -> None:
    first, last = values.get("first_month"), values.get("last_month")
    if first and last and last < first:
        raise CannotBeError(_("The last month lies before the first. Please check both."))
