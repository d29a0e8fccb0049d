"""What every write of this room shares: the committee locked, the viewer checked, differences stored and recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import ChangedMeanwhileError, NoSuchRecordError
from sanphalang.committees.models import Committee, Meeting, Membership, Order, Post, ReplacedPaper, Resolution
from sanphalang.committees.rules import RECORDED_IN_CLEAR, SUBJECT, Position
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.organisations.actions import who_looks_after

Values = Mapping[str, Any]
"""Values by column; people, orders and files by number under ``person_id``, ``order_id``, ``file_id``."""

_Record = TypeVar("_Record", Committee, Order, Membership, Meeting, Resolution, Post)
Changes = dict[str, list[Any]]

_UNTOLD = frozenset({"file_id", "minutes_id", "place_level"})


def may_edit(viewer: Viewer, place: int | None) -> bool:
    """Say whether the viewer keeps the committees of a place."""
    return policy.may(viewer, Act.COMMITTEES_EDIT, place)


def require_editor(viewer: Viewer, place: int | None) -> None:
    """Refuse, with who looks after the place, a viewer who does not keep its committees."""
    if not may_edit(viewer, place):
        raise Refused(who_looks_after(place))


def locked(viewer: Viewer, committee_id: int) -> Committee:
    """Return a committee that the viewer may change, locked until the transaction ends."""
    committee = Committee.objects.select_for_update().filter(pk=committee_id).first()
    if committee is None:
        raise NoSuchRecordError(committee_id)
    require_editor(viewer, committee.place)
    return committee


def store(
    found: _Record,
    values: Values,
    *,
    expected_revision: int | None = None,
    check: Callable[[_Record], None] | None = None,
) -> Changes:
    """Store what differs, when it can be, and return it as the ledger tells it; without a difference do nothing."""
    if expected_revision not in (None, found.revision):
        raise ChangedMeanwhileError(found.pk)
    before: dict[str, Any] = {name: getattr(found, name) for name in values}
    after: dict[str, Any] = {name: value for name, value in values.items() if before[name] != value}
    if not after:
        return {}
    for name, value in after.items():
        setattr(found, name, value)
    if check is not None:
        check(found)
    found.revision += 1
    kept: list[str] = ["revision"]
    if isinstance(found, Committee):
        found.updated_at = timezone.now()
        kept.append("updated_at")
    found.save(update_fields=[*after, *kept])
    return told(after, before)


def note_replaced(committee: Committee, old: int | None, new: int | None) -> None:
    """Note that another paper took the place of one, so that the earlier one is not kept for ever."""
    if old is not None and old != new:
        ReplacedPaper.objects.create(committee=committee, file_id=old)


def told(after: Values, before: Values | None = None) -> Changes:
    """Return values as the ledger holds them: of a person only the number, of words a digest, of a file nothing."""
    changes: Changes = {}
    for name, value in after.items():
        if name in _UNTOLD or isinstance(value, bytes) or name == "name_key":
            continue
        was = (before or {}).get(name)
        if before is not None or value not in ("", None):
            called = name.removesuffix("_id")
            changes[called] = [as_recorded(called, was), as_recorded(called, value)]
    return changes


def as_recorded(name: str, value: Any) -> Any:
    """Return a value as the ledger may hold it. A position is of a closed list in a committee, and words in a post."""
    is_worded = name == "position" and value not in {*Position}
    if name not in RECORDED_IN_CLEAR or is_worded:
        return private_digest(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def write_down(viewer: Viewer, verb: str, committee: Committee, changes: Changes, *, about: int | None = None) -> None:
    """Record an act on a committee or on something of it; ``about`` is the number of the member or meeting."""
    if about is not None:
        changes = {"about": [None, about], **changes}
    record(viewer.actor, f"committees.{verb}", (SUBJECT, str(committee.pk)), place=committee.place, changes=changes)
