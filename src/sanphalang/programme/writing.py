"""What every write of this room shares: the viewer checked, differences stored and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import ChangedMeanwhileError
from sanphalang.ledger.actions import Subject, record
from sanphalang.ledger.digests import private_digest
from sanphalang.programme.models import Activity, Indicator, Programme
from sanphalang.programme.rules import RECORDED_IN_CLEAR

Values = Mapping[str, Any]
Changes = dict[str, list[Any]]
_Record = TypeVar("_Record", Programme, Indicator, Activity)


def may_edit(viewer: Viewer) -> bool:
    """Say whether the viewer keeps the data of the programme."""
    return policy.may(viewer, Act.PROGRAMME_EDIT, None)


def require_editor(viewer: Viewer) -> None:
    """Refuse a viewer who does not keep the data of the programme."""
    if not may_edit(viewer):
        raise Refused(_("The programme is kept by the national administrators."))


def store(found: _Record, values: Values, *, expected_revision: int | None = None) -> Changes:
    """Store what differs and return it as the ledger tells it; without a difference do nothing."""
    if expected_revision not in (None, found.revision):
        raise ChangedMeanwhileError(found.pk)
    before: dict[str, Any] = {name: getattr(found, name) for name in values}
    after: dict[str, Any] = {name: value for name, value in values.items() if before[name] != value}
    if not after:
        return {}
    for name, value in after.items():
        setattr(found, name, value)
    found.revision += 1
    found.save(update_fields=[*after, "revision"])
    return told(after, before)


def told(after: Values, before: Values | None = None) -> Changes:
    """Return values as the ledger holds them: numbers and days as they are, of words a digest."""
    return {
        name.removesuffix("_id"): [_as_recorded(name, (before or {}).get(name)), _as_recorded(name, value)]
        for name, value in after.items()
        if before is not None or value not in ("", None)
    }


def _as_recorded(name: str, value: Any) -> Any:
    if name.removesuffix("_id") not in RECORDED_IN_CLEAR:
        return private_digest(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def write_down(viewer: Viewer, verb: str, subject: Subject, changes: Changes) -> None:
    """Record an act on the programme or on something of it; none of it lies at a place."""
    record(viewer.actor, f"programme.{verb}", subject, place=None, changes=changes)
