"""The tables of this room's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.committees.meeting_queries import ShownMeeting, ShownResolution
from sanphalang.committees.models import Committee
from sanphalang.committees.post_queries import HeldPost
from sanphalang.committees.queries import Seat, Shown, ShownOrder
from sanphalang.committees.rules import CoreOrganisation, Represented, Sector
from sanphalang.committees.showing import core_of, order_title, person_address, position_of, seat_name, term_shown
from sanphalang.committees.words import (
    CORE_ORGANISATIONS,
    KINDS,
    ORDER_STATES,
    ORDER_TONES,
    RESOLUTION_STATES,
    RESOLUTION_TONES,
    SECTORS,
    STATUS_TONES,
    STATUSES,
)
from sanphalang.places.queries import lines
from sanphalang.web.days import day_shown
from sanphalang.web.table import Cell, Column, Table


def list_table(rows: Sequence[Committee], open_counts: Mapping[int, tuple[int, int]]) -> Table:
    """Return the table of one page of the list."""
    places = lines(row.place for row in rows)
    columns = [
        Column(_("Name")),
        Column(_("Kind")),
        Column(_("Place")),
        Column(_("Open resolutions"), kind="figure"),
        Column(_("Status")),
    ]
    cells = []
    for row in rows:
        still, late = open_counts.get(row.pk, (0, 0))
        note = _("%(count)d overdue") % {"count": late} if late else ""
        cells.append(
            [
                Cell(row.name, url=reverse("committees:page", args=[row.pk])),
                Cell(KINDS[row.kind]),
                Cell(places.get(row.place)),
                Cell(still, note=note),
                Cell(STATUSES[row.status], tone=STATUS_TONES[row.status]),
            ]
        )
    return Table(columns, cells, caption=_("Committees and working groups"))


def member_table(shown: Shown, seats: Sequence[Seat], caption: str) -> Table:
    """Return the members by sector; for editors each name leads to the seat, for others to the person they may see."""
    by_sector = sorted(seats, key=lambda seat: list(Sector).index(Sector(seat.sector)))  # stable: then by position
    columns = [
        Column(_("Member")),
        Column(_("Partner sector")),
        Column(_("Core organisation")),
        Column(_("Term")),
    ]
    rows = [
        [
            Cell(seat_name(seat), url=_seat_address(shown, seat), note=position_of(seat)),
            Cell(SECTORS[seat.sector]),
            Cell(core_of(seat)),
            Cell(term_shown(seat.term)),
        ]
        for seat in by_sector
    ]
    return Table(columns, rows, caption=caption)


def printed_members(seats: Sequence[Seat], written: Callable[[str], str]) -> Table:
    """Return the members as an official list: numbered, in the order of positions."""
    columns = [
        Column(_("No.")),
        Column(_("Name")),
        Column(_("Position")),
        Column(_("Partner sector")),
        Column(_("Term")),
    ]
    rows = [
        [
            Cell(written(str(number))),
            Cell(seat_name(seat)),
            Cell(position_of(seat)),
            Cell(SECTORS[seat.sector]),
            Cell(written(term_shown(seat.term))),
        ]
        for number, seat in enumerate(seats, start=1)
    ]
    return Table(columns, rows, caption=_("Members"), phone="scroll")


def matrix(shown: Represented) -> Table:
    """Return how many members in office each sector and core organisation has."""
    core = list(CoreOrganisation)
    columns = [
        Column(_("Partner sector")),
        *(Column(CORE_ORGANISATIONS[each], kind="figure") for each in core),
        Column(_("None of the four"), kind="figure"),
        Column(_("In all"), kind="figure"),
    ]
    rows = []
    for sector in Sector:
        counts = [shown.counts.get((sector.value, each), 0) for each in (*(c.value for c in core), "")]
        rows.append([Cell(SECTORS[sector]), *map(Cell, counts), Cell(sum(counts))])
    return Table(columns, rows, caption=_("Partner sectors and core organisations"), phone="scroll")


def order_table(shown: Shown, orders: Sequence[ShownOrder]) -> Table:
    """Return the orders."""
    columns = [Column(_("Order")), Column(_("Issued by")), Column(_("In force")), Column(_("State"))]
    rows = [
        [
            Cell(
                order_title(order),
                url=reverse("committees:order", args=[shown.id, order.id]),
                note=day_shown(order.issued_on),
            ),
            Cell(order.issued_by),
            Cell(in_force(order)),
            Cell(ORDER_STATES[order.state], tone=ORDER_TONES[order.state]),
        ]
        for order in orders
    ]
    return Table(columns, rows, caption=_("Orders"))


def in_force(order: ShownOrder) -> str:
    """Return from when until when an order is in force."""
    start, end = day_shown(order.effective_from), day_shown(order.effective_until)
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %(start)s") % {"start": start}
    return _("until %(end)s") % {"end": end} if end else ""


def meeting_table(shown: Shown, meetings: Sequence[ShownMeeting]) -> Table:
    """Return the meetings."""
    columns = [Column(_("Meeting")), Column(_("Place of the meeting"))]
    rows = [
        [
            Cell(
                _("Meeting no. %(number)d") % {"number": meeting.number},
                url=reverse("committees:meeting", args=[shown.id, meeting.number]),
                note=day_shown(meeting.held_on),
            ),
            Cell(meeting.where),
        ]
        for meeting in meetings
    ]
    return Table(columns, rows, caption=_("Meetings"))


def resolution_table(shown: Shown, resolutions: Sequence[ShownResolution]) -> Table:
    """Return the resolutions that are still open."""
    columns = [Column(_("Resolution")), Column(_("Carried out by")), Column(_("To be done by")), Column(_("State"))]
    rows = [
        [
            Cell(
                each.text,
                url=reverse("committees:meeting", args=[shown.id, each.meeting_number]) + f"#resolution-{each.number}",
                note=_("Meeting no. %(number)d, %(day)s")
                % {"number": each.meeting_number, "day": day_shown(each.held_on)},
            ),
            Cell(who_carries_out(each)),
            due_cell(each),
            Cell(RESOLUTION_STATES[each.state], tone=RESOLUTION_TONES[each.state]),
        ]
        for each in resolutions
    ]
    return Table(columns, rows, caption=_("Open resolutions"))


def due_cell(resolution: ShownResolution) -> Cell:
    """Return by when it is to be done; what is late is said in words."""
    if resolution.due_on is None:
        return Cell(_("No day was set"))
    if resolution.is_overdue:
        return Cell(_("Overdue"), tone="wrong", note=day_shown(resolution.due_on))
    return Cell(day_shown(resolution.due_on))


def who_carries_out(resolution: ShownResolution) -> str:
    """Return the person and the organisation, as far as this viewer may know."""
    who = []
    if resolution.person is not None:
        who.append(resolution.person.name)
    elif resolution.has_person:
        who.append(_("A person whose name is not shown"))
    if resolution.body is not None:
        who.append(resolution.body.name)
    return ", ".join(who)


def post_table(posts: Iterable[HeldPost], *, of_person: bool, today: date) -> Table:
    """Return posts: those of a person by body, or those in a body by person."""
    columns = [Column(_("Organisation") if of_person else _("Name")), Column(_("Position")), Column(_("Term"))]
    rows = []
    for post in posts:
        name = post.body.name if of_person else post.person.name
        note = "" if post.term.covers(today) or post.term.starts_on > today else _("ended")
        rows.append(
            [
                Cell(name, url=_post_address(post, of_person)),
                Cell(post.position),
                Cell(term_shown(post.term), note=note),
            ]
        )
    return Table(columns, rows, caption=_("Posts"))


def _post_address(post: HeldPost, of_person: bool) -> str:
    if post.may_edit:
        return reverse("committees:post", args=[post.id])
    if not of_person:
        return person_address(post.person.id)
    return reverse("organisations:page", args=[post.body.id]) if post.body.kind == "organisation" else ""


def _seat_address(shown: Shown, seat: Seat) -> str:
    if shown.may_edit:
        return reverse("committees:member", args=[shown.id, seat.id])
    return person_address(seat.person.id) if seat.person is not None and seat.person.may_open else ""
