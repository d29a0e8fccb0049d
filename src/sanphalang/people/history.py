"""What happened to a person's record, and where each of its values came from.

The ledger tells of people's edits and looks, claims of what imports brought. Values are told of those columns only that
the ledger keeps in clear; of all others it is told that they changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import entries_about
from sanphalang.people.models import PersonClaim
from sanphalang.people.queries import Shown
from sanphalang.people.rules import RECORDED_IN_CLEAR, SUBJECT, VALUE_FIELDS

EVERYTHING = "*"
"""Stands in a claim for all columns: the import made the record."""

LOOK = "people.see_private"

_SHOWN = 100  # the latest events; a record with more has its older ones in the ledger
_SAID_ELSEWHERE = {"place_level", "citizen_id_tail"}  # each goes with another column


@dataclass(frozen=True, slots=True)
class Change:
    """A column before and after; both sides are empty where the value is kept out of history."""

    column: str
    before: Any
    after: Any
    is_private: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``actor`` is empty for viewers who may not know; ``source`` tells of an import; ``looked_at`` names the fields that
    somebody was shown, ``times`` how often on that day.
    """

    at: datetime
    verb: str
    actor: str
    changes: tuple[Change, ...] = ()
    columns: tuple[str, ...] = ()
    looked_at: tuple[str, ...] = ()
    times: int = 1
    source: str = ""

    @property
    def is_beginning(self) -> bool:
        """Whether it made the record."""
        return self.verb in {"people.create", "people.import_create"}

    @property
    def touched(self) -> tuple[str, ...]:
        """The columns that it set."""
        return self.columns or tuple(change.column for change in self.changes)


def history(viewer: Viewer, shown: Shown) -> list[Event]:
    """Return what happened, latest first. Who did it, and who looked, is told to who may read the ledger there."""
    may_know = policy.may(viewer, Act.LEDGER_READ, shown.padded)
    told = entries_about(SUBJECT, str(shown.id))
    entries = list(told.exclude(verb=LOOK)[:_SHOWN])
    if may_know:
        entries += told.filter(verb=LOOK)[:_SHOWN]
    names = names_of_actors({entry.actor for entry in entries}) if may_know else {}
    claims = PersonClaim.objects.filter(person=shown.id).select_related("source").order_by("-at", "-id")[:_SHOWN]
    events = [*(_edited(entry, names) for entry in entries), *(_brought(claim) for claim in claims)]
    return _with_looks_of_a_day_as_one(sorted(events, key=lambda event: event.at, reverse=True))


def origins(events: Iterable[Event]) -> dict[str, Event]:
    """Return, for each column, the latest event that set it."""
    found: dict[str, Event] = {}
    for event in events:
        for column in event.touched:
            found.setdefault(column, event)
    return found


def _with_looks_of_a_day_as_one(events: Iterable[Event]) -> list[Event]:
    """Return the events, latest first, the looks of one person on one day as one."""
    shown: list[Event] = []
    looks: dict[tuple[date, str], int] = {}
    for event in events:
        key = timezone.localdate(event.at), event.actor
        if event.verb == LOOK and key in looks:
            known = shown[looks[key]]
            fields = tuple(dict.fromkeys((*known.looked_at, *event.looked_at)))
            shown[looks[key]] = replace(known, times=known.times + 1, looked_at=fields)
            continue
        if event.verb == LOOK:
            looks[key] = len(shown)
        shown.append(event)
    return shown


def _edited(entry: Entry, names: dict[str, str]) -> Event:
    actor = OPERATOR.actor if entry.actor == OPERATOR.actor else names.get(entry.actor, "")
    if entry.verb == LOOK:
        return Event(entry.at, entry.verb, actor, looked_at=tuple(entry.changes.get("fields", ["", ""])[1].split()))
    changes = tuple(
        Change(column, before, after, is_private=False)
        if column in RECORDED_IN_CLEAR
        else Change(column, "", "", is_private=True)
        for column, (before, after) in entry.changes.items()
        if column not in _SAID_ELSEWHERE
    )
    return Event(entry.at, entry.verb, actor, changes)


def _brought(claim: PersonClaim) -> Event:
    columns = VALUE_FIELDS if EVERYTHING in claim.set_fields else claim.set_fields
    verb = "create" if claim.created else ("update" if columns else "agree")
    return Event(
        claim.at,
        f"people.import_{verb}",
        actor="",
        columns=tuple(column for column in columns if column not in _SAID_ELSEWHERE),
        source=claim.source.name,
    )
