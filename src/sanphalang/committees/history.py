"""What happened to a committee, an order or a post, in words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.committees.words import (
    CORE_ORGANISATIONS,
    FIELDS,
    KINDS,
    ORDER_STATES,
    POSITIONS,
    RESOLUTION_STATES,
    SECTORS,
    STATUSES,
    VERBS,
)
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import entries_about
from sanphalang.places.queries import lines
from sanphalang.web.days import day_shown

_SHOWN = 50
_UNSAID = {"about", "person", "organisation", "agenda_item", "local_authority", "order"}  # numbers of other records
_STATES = {**STATUSES, **ORDER_STATES, **RESOLUTION_STATES}
_OPEN_TO_ALL = {
    f"committees.{verb}"
    for verb in (
        *("create", "edit", "end", "reopen", "add_meeting", "edit_meeting"),
        *("add_resolution", "edit_resolution", "follow_up"),
    )
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A field before and after, in words; ``before`` is empty where there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """Something that happened, in words."""

    at: datetime
    what: str
    by: str
    changes: tuple[ShownChange, ...]


def history(viewer: Viewer, kind: str, number: int, *, place: int, is_editor: bool) -> list[ShownEvent]:
    """Return what happened, latest first; to others than editors nothing of members, whose order may be a draft.

    Names of people who wrote are told only to who may read the ledger there.
    """
    entries = entries_about(kind, str(number))
    if not is_editor:
        entries = entries.filter(verb__in=_OPEN_TO_ALL)
    shown = list(entries[:_SHOWN])
    names = names_of_actors({each.actor for each in shown}) if policy.may(viewer, Act.LEDGER_READ, place) else {}
    places = lines(_places(shown))
    return [_event(each, names, places) for each in shown]


def _places(entries: Collection[Entry]) -> set[int]:
    pairs = (each.changes.get("place", ()) for each in entries)
    return {side for pair in pairs for side in pair if isinstance(side, int)}


def _event(entry: Entry, names: dict[str, str], places: dict[int, str]) -> ShownEvent:
    changes = tuple(
        ShownChange(
            str(FIELDS.get(name, name)),
            "" if before in ("", None) else _said(name, before, places),
            _said(name, after, places),
        )
        for name, (before, after) in entry.changes.items()
        if name not in _UNSAID and name in FIELDS
    )
    by = _("The operator of this installation") if entry.actor == OPERATOR.actor else names.get(entry.actor, "")
    return ShownEvent(entry.at, str(VERBS.get(entry.verb, entry.verb)), by, changes)


def _said(name: str, value: Any, places: dict[int, str]) -> str:
    if value in ("", None):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    readers: dict[str, Callable[[Any], object]] = {
        "kind": KINDS.get,
        "place": places.get,
        "status": _STATES.get,
        "state": _STATES.get,
        "position": POSITIONS.get,
        "sector": SECTORS.get,
        "core_organisation": CORE_ORGANISATIONS.get,
    }
    if name in readers:
        return str(readers[name](value) or value)
    if name in {"issued_on", "effective_from", "effective_until", "starts_on", "ends_on", "held_on", "due_on", "on"}:
        return day_shown(date.fromisoformat(value))
    return str(value)
