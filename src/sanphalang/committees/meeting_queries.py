"""Reads of meetings and resolutions. They are public; minutes and the names of people are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.committees.models import FollowUp, Meeting, Membership, Resolution
from sanphalang.committees.queries import Shown
from sanphalang.committees.rules import OPEN_STATES, OrderState, is_overdue
from sanphalang.organisations.bodies import Body, bodies
from sanphalang.people.seen import SeenPerson, persons_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMeeting:
    """A meeting as one viewer may see it; ``minutes_type`` is empty where there are no minutes for this viewer."""

    id: int
    revision: int
    number: int
    held_on: date
    where: str
    has_minutes: bool
    minutes_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownResolution:
    """A resolution as one viewer may see it. ``has_person`` also where the name is not for this viewer."""

    id: int
    revision: int
    number: int
    meeting_number: int
    held_on: date
    agenda_item: int | None
    text: str
    has_person: bool
    person: SeenPerson | None
    body: Body | None
    due_on: date | None
    state: str
    is_overdue: bool
    follow_ups: Sequence[FollowUp]


def meetings(viewer: Viewer, shown: Shown) -> list[ShownMeeting]:
    """Return the meetings of a committee, the latest first."""
    return [_meeting(row, shown) for row in Meeting.objects.filter(committee=shown.id)]


def meeting(viewer: Viewer, shown: Shown, number: int) -> ShownMeeting | None:
    """Return the meeting of this number."""
    row = Meeting.objects.filter(committee=shown.id, number=number).first()
    return None if row is None else _meeting(row, shown)


def agenda(meeting: ShownMeeting) -> list[tuple[int, int, str]]:
    """Return id, number and title of the items of a meeting's agenda."""
    return list(Meeting(pk=meeting.id).agenda.values_list("id", "number", "title"))


def resolutions_of(viewer: Viewer, shown: Shown, meeting: ShownMeeting) -> list[ShownResolution]:
    """Return what a meeting resolved, in order."""
    return _resolutions(viewer, shown, Resolution.objects.filter(meeting=meeting.id))


def open_resolutions(viewer: Viewer, shown: Shown) -> list[ShownResolution]:
    """Return what is still to be carried out, the most urgent first."""
    rows = Resolution.objects.filter(meeting__committee=shown.id, state__in=OPEN_STATES)
    found = _resolutions(viewer, shown, rows)
    return sorted(found, key=lambda each: (each.due_on or date.max, each.held_on, each.number))


def open_counts(committees: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return, for each committee, how many resolutions are open and how many of these overdue; one query."""
    counts: dict[int, tuple[int, int]] = {}
    rows = Resolution.objects.filter(meeting__committee__in=list(committees), state__in=OPEN_STATES)
    today = timezone.localdate()
    for number, due_on, state in rows.values_list("meeting__committee", "due_on", "state").order_by():
        still, late = counts.get(number, (0, 0))
        counts[number] = still + 1, late + is_overdue(state, due_on, today)
    return counts


def _meeting(row: Meeting, shown: Shown) -> ShownMeeting:
    return ShownMeeting(
        id=row.pk,
        revision=row.revision,
        number=row.number,
        held_on=row.held_on,
        where=row.where,
        has_minutes=row.minutes_id is not None,
        minutes_type=row.minutes_type if shown.may_have_files else "",
    )


def _resolutions(viewer: Viewer, shown: Shown, wanted: QuerySet[Resolution]) -> list[ShownResolution]:
    rows = list(wanted.select_related("meeting", "agenda_item").prefetch_related("follow_ups"))
    persons = {row.person_id for row in rows if row.person_id}
    published = _published(shown, persons)
    names = persons_seen(viewer, persons, published=published)
    found = bodies("organisation", {row.organisation_id for row in rows if row.organisation_id})
    today = timezone.localdate()
    return [
        ShownResolution(
            id=row.pk,
            revision=row.revision,
            number=row.number,
            meeting_number=row.meeting.number,
            held_on=row.meeting.held_on,
            agenda_item=None if row.agenda_item is None else row.agenda_item.number,
            text=row.text,
            has_person=row.person_id is not None,
            person=names.get(row.person_id or 0),
            body=found.get(row.organisation_id or 0),
            due_on=row.due_on,
            state=row.state,
            is_overdue=is_overdue(row.state, row.due_on, today),
            follow_ups=list(row.follow_ups.all()),
        )
        for row in rows
    ]


def _published(shown: Shown, persons: set[int]) -> set[int]:
    """Return whose names this very committee publishes as its members."""
    if not persons:
        return set()
    seats = Membership.objects.filter(committee=shown.id, person__in=persons, published=True)
    signed = seats.exclude(order__state=OrderState.DRAFT)
    return {number for number in signed.values_list("person_id", flat=True) if number}
