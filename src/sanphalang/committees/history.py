"""What happened to a committee, an order or a post, in words."""

from __future__ import annotations

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.committees.rules import RECORDED_IN_CLEAR
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
from sanphalang.files.history import edited
from sanphalang.files.timeline import Readers, ShownEvent, day_read, timeline
from sanphalang.ledger.queries import entries_about

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
_DAYS = ("issued_on", "effective_from", "effective_until", "starts_on", "ends_on", "held_on", "due_on", "on")
_READERS: Readers = {
    "kind": KINDS.get,
    "status": _STATES.get,
    "state": _STATES.get,
    "position": POSITIONS.get,
    "sector": SECTORS.get,
    "core_organisation": CORE_ORGANISATIONS.get,
    **dict.fromkeys(_DAYS, day_read),
}


def history(viewer: Viewer, kind: str, number: int, *, place: int, is_editor: bool) -> list[ShownEvent]:
    """Return what happened, latest first; to others than editors nothing of members, whose order may be a draft.

    Of words it is only told that they changed, also where an earlier version kept them in the ledger. Names of people
    who wrote are told only to who may read the ledger there.
    """
    entries = entries_about(kind, str(number))
    if not is_editor:
        entries = entries.filter(verb__in=_OPEN_TO_ALL)
    shown = list(entries[:_SHOWN])
    names = names_of_actors({each.actor for each in shown}) if policy.may(viewer, Act.LEDGER_READ, place) else {}
    unsaid = _UNSAID | {name for each in shown for name in each.changes if name not in FIELDS}
    events = [edited(each, names, RECORDED_IN_CLEAR.__contains__, unsaid) for each in shown]
    return timeline(events, fields=FIELDS, verbs=VERBS, readers=_READERS)
