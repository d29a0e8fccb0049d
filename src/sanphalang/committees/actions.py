"""Writes of committees and their orders: check, change, record, in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.committees.models import Committee, Order
from sanphalang.committees.rules import ORDER, OrderState, Status
from sanphalang.committees.writing import (
    Changes,
    Values,
    locked,
    note_replaced,
    require_editor,
    store,
    told,
    write_down,
)
from sanphalang.ledger.actions import record
from sanphalang.thai.key import match_key
from sanphalang.thai.sort import sort_key


def create_committee(viewer: Viewer, *, values: Values, is_demo: bool = False) -> int:
    """Make a committee and return its id. Raises :class:`Refused` outside the viewer's territory."""
    require_editor(viewer, values["place"])
    with transaction.atomic():
        committee = Committee.objects.create(**_derived(values), is_demo=is_demo)
        write_down(viewer, "create", committee, told(values))
    return committee.pk


def edit_committee(viewer: Viewer, committee_id: int, *, expected_revision: int | None, values: Values) -> None:
    """Change what differs; the viewer must keep the committees of the old place and of the new one."""
    with transaction.atomic():
        committee = locked(viewer, committee_id)
        require_editor(viewer, values.get("place", committee.place))
        changes = store(committee, _derived(values), expected_revision=expected_revision)
        if changes:
            write_down(viewer, "edit", committee, changes)


def end_committee(viewer: Viewer, committee_id: int) -> None:
    """Say that it has ended its work. Nothing is deleted."""
    _set_status(viewer, committee_id, "end", Status.ENDED)


def reopen_committee(viewer: Viewer, committee_id: int) -> None:
    """Say that it is at work (again)."""
    _set_status(viewer, committee_id, "reopen", Status.ACTIVE)


def add_order(viewer: Viewer, committee_id: int, *, values: Values) -> int:
    """Add the draft of an order and return its id; it is seen by those who may edit it, until it is signed."""
    with transaction.atomic():
        committee = locked(viewer, committee_id)
        order = Order(committee=committee, **values)
        _check_order(order)
        order.save(force_insert=True)
        _write_down_order(viewer, "add_order", committee, order, told(values))
    return order.pk


def edit_order(viewer: Viewer, order_id: int, *, expected_revision: int | None, values: Values) -> None:
    """Change what differs. A file that takes the place of a published one is not published by that."""
    with transaction.atomic():
        committee, order = _locked_order(viewer, order_id)
        if values.get("file_id", order.file_id) != order.file_id:
            values = {**values, "file_published": False}
        before = order.file_id
        changes = store(order, values, expected_revision=expected_revision, check=_check_order)
        note_replaced(committee, before, order.file_id)
        if changes:
            _write_down_order(viewer, "edit_order", committee, order, changes)


def sign_order(viewer: Viewer, order_id: int) -> None:
    """Say that the order is signed: from now on everybody may know of it."""
    with transaction.atomic():
        committee, order = _locked_order(viewer, order_id)
        _check_may_be_signed(order)
        changes = store(order, {"state": OrderState.SIGNED})
        if changes:
            _write_down_order(viewer, "sign_order", committee, order, changes)


def redraft_order(viewer: Viewer, order_id: int) -> None:
    """Take back that the order is signed; its file is no longer published."""
    _change_order(viewer, order_id, "redraft_order", {"state": OrderState.DRAFT, "file_published": False})


def publish_order_file(viewer: Viewer, order_id: int) -> None:
    """Let everybody have the file of a signed order, with the names that stand in it."""
    with transaction.atomic():
        committee, order = _locked_order(viewer, order_id)
        if order.state != OrderState.SIGNED or order.file_id is None:
            raise CannotBeError(_("Only the file of a signed order can be published."))
        changes = store(order, {"file_published": True})
        if changes:
            _write_down_order(viewer, "publish_order_file", committee, order, changes)


def hide_order_file(viewer: Viewer, order_id: int) -> None:
    """Keep the file to those who may see the people of the place."""
    _change_order(viewer, order_id, "hide_order_file", {"file_published": False})


def _derived(values: Values) -> Values:
    if "name" not in values:
        return values
    name = values["name"]
    return {**values, "name_key": match_key(name)[:200], "name_sort": sort_key(name)}


def _set_status(viewer: Viewer, committee_id: int, verb: str, status: Status) -> None:
    with transaction.atomic():
        committee = locked(viewer, committee_id)
        changes = store(committee, {"status": status})
        if changes:
            write_down(viewer, verb, committee, changes)


def _locked_order(viewer: Viewer, order_id: int) -> tuple[Committee, Order]:
    committee_id = Order.objects.filter(pk=order_id).values_list("committee_id", flat=True).first()
    if committee_id is None:
        raise NoSuchRecordError(order_id)
    committee = locked(viewer, committee_id)
    return committee, Order.objects.get(pk=order_id)


def _change_order(viewer: Viewer, order_id: int, verb: str, values: Values) -> None:
    with transaction.atomic():
        committee, order = _locked_order(viewer, order_id)
        changes = store(order, values)
        if changes:
            _write_down_order(viewer, verb, committee, order, changes)


def _check_order(order: Order) -> None:
    start, end = order.effective_from, order.effective_until
    if start and end and end < start:
        raise CannotBeError(_("The last day lies before the first. Please check both."))
    if order.state == OrderState.SIGNED:
        _check_may_be_signed(order)


def _check_may_be_signed(order: Order) -> None:
    if not order.number or order.issued_on is None:
        raise CannotBeError(_("A signed order has a number and a date. Please fill in both first."))


def _write_down_order(viewer: Viewer, verb: str, committee: Committee, order: Order, changes: Changes) -> None:
    """Record under the order itself: the history of a draft is not that of a public committee."""
    record(viewer.actor, f"committees.{verb}", (ORDER, str(order.pk)), place=committee.place, changes=changes)
