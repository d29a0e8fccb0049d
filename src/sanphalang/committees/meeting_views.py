"""Meetings over HTTP: the page and its print, the forms of meetings, resolutions and their follow-up, the minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.viewer import Viewer
from sanphalang.committees import meeting_actions, meeting_queries
from sanphalang.committees.answering import address_of, answer_form, committee_of, edited_committee, send_file
from sanphalang.committees.forms import FollowUpForm, MeetingForm, ResolutionForm
from sanphalang.committees.meeting_queries import ShownMeeting, ShownResolution
from sanphalang.committees.models import Meeting
from sanphalang.committees.queries import Shown
from sanphalang.committees.rules import SUBJECT
from sanphalang.committees.showing import in_print
from sanphalang.committees.tables import due_cell, who_carries_out
from sanphalang.committees.words import FIELDS, RESOLUTION_STATES, RESOLUTION_TONES
from sanphalang.web.days import day_shown
from sanphalang.web.form_pages import Done, FormPage


@require_safe
@answering_refusals
def meeting(request: HttpRequest, committee_id: int, number: int) -> HttpResponse:
    """A meeting: its agenda, what it resolved, and what became of that."""
    shown, held = _both(request, committee_id, number)
    context = _context(viewer_of(request), shown, held, str) | {
        "crumbs": [
            {"label": _("Committees"), "url": address_of("list")},
            {"label": shown.name, "url": address_of("page", shown.id)},
        ],
        "facts": [
            {"label": FIELDS["held_on"], "value": day_shown(held.held_on)},
            {"label": FIELDS["where"], "value": held.where},
        ],
    }
    return render(request, "committees/meeting.html", context)


@require_safe
@answering_refusals
def print_meeting(request: HttpRequest, committee_id: int, number: int) -> HttpResponse:
    """A meeting on paper."""
    shown, held = _both(request, committee_id, number)
    context = _context(viewer_of(request), shown, held, in_print) | {
        "held_on": in_print(day_shown(held.held_on)),
        "printed_on": in_print(day_shown(timezone.localdate())),
        "back": address_of("meeting", shown.id, held.number),
    }
    return render(request, "committees/print_meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest, committee_id: int) -> HttpResponse:
    """A form for a new meeting."""
    viewer, shown = viewer_of(request), edited_committee(request, committee_id)
    form = MeetingForm(request.POST or None, request.FILES or None, viewer=viewer)

    def save(form: MeetingForm) -> Done:
        made = meeting_actions.add_meeting(viewer, shown.id, values=form.values, agenda=form.agenda_titles)
        return Done(_("Saved."), address_of("meeting", shown.id, made.number))

    return answer_form(request, form, FormPage(_("Add a meeting"), shown.name, address_of("page", shown.id)), save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, committee_id: int, number: int) -> HttpResponse:
    """A form for a meeting."""
    viewer = viewer_of(request)
    shown, held = _edited(request, committee_id, number)
    form = MeetingForm(request.POST or None, request.FILES or None, viewer=viewer, stored=_stored(held))
    address = address_of("meeting", shown.id, held.number)

    def save(form: MeetingForm) -> Done:
        meeting_actions.edit_meeting(
            viewer,
            held.id,
            expected_revision=form.expected_revision,
            values=form.values,
            agenda=form.agenda_titles,
        )
        return Done(_("Saved."), address)

    def stored_now() -> dict[str, Any]:
        return _stored(found(meeting_queries.meeting(viewer, shown, number)))

    return answer_form(request, form, FormPage(_("Edit the meeting"), shown.name, address), save, stored_now)


@require_safe
@answering_refusals
def minutes(request: HttpRequest, committee_id: int, number: int) -> HttpResponseBase:
    """The minutes, for those who may see the people of the place; to others there are none."""
    shown, held = _both(request, committee_id, number)
    kept = Meeting.objects.select_related("minutes").get(pk=held.id).minutes if held.minutes_type else None
    return send_file(
        request,
        found(kept),
        file_type=held.minutes_type,
        name=f"minutes-{shown.id}-{held.number}",
        subject=(SUBJECT, str(shown.id)),
        place=shown.padded,
        is_open=False,
        meeting=held.number,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add_resolution(request: HttpRequest, committee_id: int, number: int) -> HttpResponse:
    """A form for a new resolution."""
    viewer = viewer_of(request)
    shown, held = _edited(request, committee_id, number)
    form = ResolutionForm(request.POST or None, viewer=viewer, agenda=_agenda_choices(held))
    address = address_of("meeting", shown.id, held.number)

    def save(form: ResolutionForm) -> Done:
        made = meeting_actions.add_resolution(viewer, held.id, values=form.values)
        return Done(_("The resolution is added."), f"{address}#resolution-{made.number}")

    return answer_form(request, form, FormPage(_("Add a resolution"), _lead(shown, held), address), save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit_resolution(request: HttpRequest, committee_id: int, number: int, resolution: int) -> HttpResponse:
    """A form for a resolution; a person whom the viewer may not see stays in it."""
    viewer = viewer_of(request)
    shown, held = _edited(request, committee_id, number)
    there = _resolution(viewer, shown, held, resolution)
    agenda = _agenda_choices(held)
    stored = _stored_resolution(there, held)
    noted = {note.pk: day_shown(note.on) for note in there.follow_ups}
    form = ResolutionForm(request.POST or None, viewer=viewer, agenda=agenda, noted=noted, stored=stored)
    if there.has_person and there.person is None:
        del form.fields["person"]
    address = address_of("meeting", shown.id, held.number)

    def save(form: ResolutionForm) -> Done:
        meeting_actions.edit_resolution(
            viewer, there.id, expected_revision=form.expected_revision, values=form.values, notes=form.notes
        )
        return Done(_("Saved."), f"{address}#resolution-{there.number}")

    def stored_now() -> dict[str, Any]:
        return _stored_resolution(_resolution(viewer, shown, held, resolution), held)

    return answer_form(request, form, FormPage(_("Edit the resolution"), _lead(shown, held), address), save, stored_now)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def follow_up(request: HttpRequest, committee_id: int, number: int, resolution: int) -> HttpResponse:
    """A form for what was found out about a resolution."""
    viewer = viewer_of(request)
    shown, held = _edited(request, committee_id, number)
    there = _resolution(viewer, shown, held, resolution)
    form = FollowUpForm(request.POST or None, viewer=viewer, stored={"state": there.state})
    address = address_of("meeting", shown.id, held.number)

    def save(form: FollowUpForm) -> Done:
        values = form.cleaned_data
        meeting_actions.follow_up(viewer, there.id, on=values["on"], note=values["note"], state=values["state"])
        return Done(_("Noted. Thank you."), f"{address}#resolution-{there.number}")

    return answer_form(request, form, FormPage(_("Follow up a resolution"), there.text, address), save)


def _context(viewer: Viewer, shown: Shown, held: ShownMeeting, written: Callable[[str], str]) -> dict[str, Any]:
    return {
        "committee": shown,
        "meeting": held,
        "title": written(_("Meeting no. %(number)d") % {"number": held.number}),
        "agenda": [(written(str(number)), title) for _id, number, title in meeting_queries.agenda(held)],
        "resolutions": [_shown(each, written) for each in meeting_queries.resolutions_of(viewer, shown, held)],
    }


def _shown(each: ShownResolution, written: Callable[[str], str]) -> dict[str, Any]:
    due = due_cell(each)
    return {
        "number": each.number,
        "title": written(_("Resolution %(number)d") % {"number": each.number}),
        "agenda_item": written(str(each.agenda_item)) if each.agenda_item else "",
        "text": each.text,
        "who": who_carries_out(each),
        "due": written(day_shown(each.due_on)) or due.text,
        "is_overdue": each.is_overdue,
        "state": {"word": RESOLUTION_STATES[each.state], "tone": RESOLUTION_TONES[each.state]},
        "follow_ups": [
            {"on": written(day_shown(note.on)), "state": RESOLUTION_STATES[note.state], "note": note.note}
            for note in each.follow_ups
        ],
    }


def _both(request: HttpRequest, committee_id: int, number: int) -> tuple[Shown, ShownMeeting]:
    shown = committee_of(request, committee_id)
    return shown, found(meeting_queries.meeting(viewer_of(request), shown, number))


def _edited(request: HttpRequest, committee_id: int, number: int) -> tuple[Shown, ShownMeeting]:
    shown = edited_committee(request, committee_id)
    return shown, found(meeting_queries.meeting(viewer_of(request), shown, number))


def _resolution(viewer: Viewer, shown: Shown, held: ShownMeeting, number: int) -> ShownResolution:
    there = meeting_queries.resolutions_of(viewer, shown, held)
    return found(next((each for each in there if each.number == number), None))


def _agenda_choices(held: ShownMeeting) -> dict[int, str]:
    return {item: f"{number}. {title}" for item, number, title in meeting_queries.agenda(held)}


def _lead(shown: Shown, held: ShownMeeting) -> str:
    return _("%(committee)s, meeting no. %(number)d") % {"committee": shown.name, "number": held.number}


def _stored(held: ShownMeeting) -> dict[str, Any]:
    agenda = "\n".join(title for _id, _number, title in meeting_queries.agenda(held))
    return {"held_on": held.held_on, "where": held.where, "agenda": agenda, "revision": held.revision}


def _stored_resolution(there: ShownResolution, held: ShownMeeting) -> dict[str, Any]:
    items = {number: item for item, number, _title in meeting_queries.agenda(held)}
    return {
        "text": there.text,
        "agenda_item_id": items.get(there.agenda_item or 0),
        "person": there.person,
        "organisation": there.body,
        "due_on": there.due_on,
        "revision": there.revision,
        **{f"note_{note.pk}": note.note for note in there.follow_ups},
    }
