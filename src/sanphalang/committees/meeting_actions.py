"""Writes of meetings, their agendas, their resolutions and what became of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import ChangedMeanwhileError, NoSuchRecordError
from sanphalang.committees.models import AgendaItem, Committee, FollowUp, Meeting, Resolution
from sanphalang.committees.writing import (
    Changes,
    Values,
    locked,
    note_replaced,
    store,
    told,
    write_down,
)
from sanphalang.organisations.bodies import hold_body
from sanphalang.people.seen import hold_seen


class Added(NamedTuple):
    """What was added: its id, and its number within the committee or the meeting."""

    id: int
    number: int


def add_meeting(viewer: Viewer, committee_id: int, *, values: Values, agenda: Sequence[str] = ()) -> Added:
    """Add a meeting; its number is one more than that of the committee's last one."""
    with transaction.atomic():
        committee = locked(viewer, committee_id)
        last = committee.meetings.aggregate(last=Max("number"))["last"] or 0
        meeting = Meeting.objects.create(committee=committee, number=last + 1, **values)
        _put_agenda(meeting, agenda)
        changes = {"meeting": ["", meeting.number], **told(values)}
        if agenda:
            changes |= told({"agenda": "\n".join(agenda)})
        write_down(viewer, "add_meeting", committee, changes, about=meeting.pk)
    return Added(meeting.pk, meeting.number)


def edit_meeting(
    viewer: Viewer, meeting_id: int, *, expected_revision: int | None, values: Values, agenda: Sequence[str]
) -> None:
    """Change what differs. Items of the agenda keep their resolutions by their number."""
    with transaction.atomic():
        committee, meeting = _locked_meeting(viewer, meeting_id)
        if expected_revision not in (None, meeting.revision):
            raise ChangedMeanwhileError(meeting_id)
        minutes = meeting.minutes_id
        changes = store(meeting, values)
        note_replaced(committee, minutes, meeting.minutes_id)
        before = list(meeting.agenda.values_list("title", flat=True))
        if before != list(agenda):
            _put_agenda(meeting, agenda)
            if not changes:
                Meeting.objects.filter(pk=meeting_id).update(revision=meeting.revision + 1)
            changes |= told({"agenda": "\n".join(agenda)}, {"agenda": "\n".join(before)})
        if changes:
            write_down(viewer, "edit_meeting", committee, changes, about=meeting_id)


def add_resolution(viewer: Viewer, meeting_id: int, *, values: Values) -> Added:
    """Add a resolution of a meeting."""
    with transaction.atomic():
        committee, meeting = _locked_meeting(viewer, meeting_id)
        if values.get("person_id") is not None:
            hold_seen(viewer, values["person_id"])
        last = meeting.resolutions.aggregate(last=Max("number"))["last"] or 0
        resolution = Resolution(meeting=meeting, number=last + 1, **values)
        _check_resolution(resolution)
        resolution.save(force_insert=True)
        write_down(viewer, "add_resolution", committee, told(values), about=resolution.pk)
    return Added(resolution.pk, resolution.number)


def edit_resolution(
    viewer: Viewer,
    resolution_id: int,
    *,
    expected_revision: int | None,
    values: Values,
    notes: Mapping[int, str] | None = None,
) -> None:
    """Change what differs; ``notes`` are the words of its follow-ups by number. Their days and states stay."""
    with transaction.atomic():
        committee, resolution = _locked_resolution(viewer, resolution_id)
        if values.get("person_id", resolution.person_id) not in {None, resolution.person_id}:
            hold_seen(viewer, values["person_id"])
        changes = store(resolution, values, expected_revision=expected_revision, check=_check_resolution)
        mended = _mend_notes(resolution, notes or {})
        if mended and not changes:
            Resolution.objects.filter(pk=resolution_id).update(revision=resolution.revision + 1)
        changes |= mended
        if changes:
            write_down(viewer, "edit_resolution", committee, changes, about=resolution_id)


def follow_up(viewer: Viewer, resolution_id: int, *, on: date, note: str, state: str) -> None:
    """Note what was found out about a resolution on a day, and how far it is now."""
    with transaction.atomic():
        committee, resolution = _locked_resolution(viewer, resolution_id)
        FollowUp.objects.create(resolution=resolution, on=on, note=note, state=state)
        changes = {**told({"on": on, "note": note}), **store(resolution, {"state": state})}
        write_down(viewer, "follow_up", committee, changes, about=resolution_id)


def _locked_meeting(viewer: Viewer, meeting_id: int) -> tuple[Committee, Meeting]:
    committee_id = Meeting.objects.filter(pk=meeting_id).values_list("committee_id", flat=True).first()
    if committee_id is None:
        raise NoSuchRecordError(meeting_id)
    committee = locked(viewer, committee_id)
    return committee, Meeting.objects.get(pk=meeting_id)


def _locked_resolution(viewer: Viewer, resolution_id: int) -> tuple[Committee, Resolution]:
    meeting_id = Resolution.objects.filter(pk=resolution_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NoSuchRecordError(resolution_id)
    committee, _meeting = _locked_meeting(viewer, meeting_id)
    return committee, Resolution.objects.get(pk=resolution_id)


def _put_agenda(meeting: Meeting, titles: Sequence[str]) -> None:
    for number, title in enumerate(titles, start=1):
        AgendaItem.objects.update_or_create(meeting=meeting, number=number, defaults={"title": title})
    meeting.agenda.filter(number__gt=len(titles)).delete()


def _mend_notes(resolution: Resolution, notes: Mapping[int, str]) -> Changes:
    """Write the notes that differ, and return them, one a line, as the ledger tells them."""
    there = {each.pk: each for each in resolution.follow_ups.filter(pk__in=notes)}
    if there.keys() != notes.keys():
        raise NoSuchRecordError(*notes.keys() - there.keys())
    changed = [each for number, each in there.items() if each.note != notes[number]]
    before, after = (
        "\n".join(texts) for texts in ([each.note for each in changed], [notes[each.pk] for each in changed])
    )
    for each in changed:
        each.note = notes[each.pk]
        each.save(update_fields=["note"])
    return told({"note": after}, {"note": before}) if changed else {}


def _check_resolution(resolution: Resolution) -> None:
    item = resolution.agenda_item_id
    if item is not None and not AgendaItem.objects.filter(pk=item, meeting=resolution.meeting_id).exists():
        raise NoSuchRecordError(item)
    organisation = resolution.organisation_id
    if organisation is not None and hold_body("organisation", organisation) is None:
        raise NoSuchRecordError(organisation)
