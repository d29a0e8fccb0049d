"""Reads of committees and their members. Committees are public; names of people, drafts and files are not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.committees.models import Committee, Membership, Order
from sanphalang.committees.rules import OrderState, Position, Sector, Term
from sanphalang.committees.writing import may_edit
from sanphalang.people.seen import SeenPerson, persons_seen
from sanphalang.places.rules import PlaceCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A committee as one viewer may see it. ``may_have_files``: also papers that hold names."""

    id: int
    revision: int
    name: str
    kind: str
    place: PlaceCode
    criteria: str
    status: str
    may_edit: bool
    may_have_files: bool

    @property
    def padded(self) -> int:
        """The place as the policy takes it."""
        return self.place.padded


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A membership as one viewer may see it; ``person`` is None where the name is not for this viewer."""

    id: int
    revision: int
    person: SeenPerson | None
    is_vacant: bool
    position: str
    sector: str
    core_organisation: str
    term: Term
    order_id: int | None
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrder:
    """An order as one viewer may see it; ``file_type`` is empty where there is no file for this viewer."""

    id: int
    revision: int
    number: str
    issued_on: date | None
    issued_by: str
    state: str
    effective_from: date | None
    effective_until: date | None
    has_file: bool
    file_type: str
    file_published: bool

    @property
    def is_signed(self) -> bool:
        """Whether it is in force, or was."""
        return self.state == OrderState.SIGNED


def visible(viewer: Viewer) -> QuerySet[Committee]:
    """Return the committees that a viewer may know of: all, since they are public but for names, drafts and files."""
    return Committee.objects.all()


def committee(viewer: Viewer, committee_id: int) -> Shown | None:
    """Return one committee as the viewer may see it, or None when there is none."""
    found = visible(viewer).filter(pk=committee_id).first()
    if found is None:
        return None
    return Shown(
        id=found.pk,
        revision=found.revision,
        name=found.name,
        kind=found.kind,
        place=found.place_code,
        criteria=found.criteria,
        status=found.status,
        may_edit=may_edit(viewer, found.place),
        may_have_files=policy.may(viewer, Act.PEOPLE_SEE, found.place),
    )


def seats(viewer: Viewer, shown: Shown) -> list[Seat]:
    """Return all memberships, those of drafts to editors alone, in the order of positions and terms."""
    rows = list(_public(viewer, Membership.objects.filter(committee=shown.id), is_editor=shown.may_edit))
    names = persons_seen(
        viewer,
        (row.person_id for row in rows if row.person_id),
        published={row.person_id for row in rows if row.published and row.person_id},
    )
    found = [_seat(row, names) for row in rows]
    positions, sectors = list(Position), list(Sector)
    return sorted(
        found,
        key=lambda seat: (
            positions.index(Position(seat.position)),
            sectors.index(Sector(seat.sector)),
            seat.term.starts_on,
            seat.id,
        ),
    )


def seat(viewer: Viewer, shown: Shown, membership_id: int) -> Seat | None:
    """Return one membership of a committee as the viewer may see it."""
    return next((each for each in seats(viewer, shown) if each.id == membership_id), None)


def seats_of_person(viewer: Viewer, person_id: int) -> list[tuple[Committee, Seat]] | None:
    """Return where a person whom the viewer may see sits or sat, latest first; None where the viewer may not."""
    if not persons_seen(viewer, [person_id]):
        return None
    rows = Membership.objects.filter(person=person_id).select_related("committee", "order").order_by("-starts_on", "id")
    shown = [row for row in rows if _is_public(row) or may_edit(viewer, row.committee.place)]
    return [(row.committee, _seat(row, {})) for row in shown]


def orders(viewer: Viewer, shown: Shown) -> list[ShownOrder]:
    """Return the orders of a committee, the latest first; drafts to editors alone."""
    rows = Order.objects.filter(committee=shown.id)
    if not shown.may_edit:
        rows = rows.filter(state=OrderState.SIGNED)
    return [_order(row, shown) for row in rows]


def order(viewer: Viewer, shown: Shown, order_id: int) -> ShownOrder | None:
    """Return one order of a committee as the viewer may see it; to others than its editors there is no draft."""
    return next((each for each in orders(viewer, shown) if each.id == order_id), None)


def _public(viewer: Viewer, rows: QuerySet[Membership], *, is_editor: bool) -> QuerySet[Membership]:
    return rows if is_editor else rows.filter(Q(order=None) | Q(order__state=OrderState.SIGNED))


def _is_public(row: Membership) -> bool:
    return row.order is None or row.order.state == OrderState.SIGNED


def _seat(row: Membership, names: dict[int, SeenPerson]) -> Seat:
    person = names.get(row.person_id) if row.person_id else None
    # A name that is published in one seat is not published in the others of the same person.
    is_told = person is not None and (person.may_open or row.published)
    return Seat(
        id=row.pk,
        revision=row.revision,
        person=person if is_told else None,
        is_vacant=row.person_id is None,
        position=row.position,
        sector=row.sector,
        core_organisation=row.core_organisation,
        term=row.term,
        order_id=row.order_id,
        published=row.published,
    )


def _order(row: Order, shown: Shown) -> ShownOrder:
    may_have = shown.may_edit if row.state == OrderState.DRAFT else (row.file_published or shown.may_have_files)
    return ShownOrder(
        id=row.pk,
        revision=row.revision,
        number=row.number,
        issued_on=row.issued_on,
        issued_by=row.issued_by,
        state=row.state,
        effective_from=row.effective_from,
        effective_until=row.effective_until,
        has_file=row.file_id is not None,
        file_type=row.file_type if may_have else "",
        file_published=row.file_published,
    )
