"""What happened to an organisation, and where each of its values came from.

The ledger tells of people's edits, claims of what imports brought. An import leaves one ledger entry for its whole
batch, so its part of one organisation's history is read from the claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import entries_about
from sanphalang.organisations.models import Claim
from sanphalang.organisations.queries import Shown
from sanphalang.organisations.rules import LOOK, PRIVATE_FIELDS, SUBJECT, VALUE_FIELDS

EVERYTHING = "*"
"""Stands in a claim for all columns: the import made the record."""

_SHOWN = 100  # the latest events; a record with more has its older ones in the ledger


@dataclass(frozen=True, slots=True)
class Change:
    """A column before and after. Of a private column it is only told that it changed."""

    column: str
    before: Any
    after: Any

    @property
    def is_private(self) -> bool:
        """Whether the values are kept out of history."""
        return self.column in PRIVATE_FIELDS


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``actor`` is empty for viewers who may not know; ``source`` and ``batch`` tell of an import.
    """

    at: datetime
    verb: str
    actor: str
    changes: tuple[Change, ...] = ()
    columns: tuple[str, ...] = ()
    source: str = ""
    batch: int | None = None

    @property
    def is_beginning(self) -> bool:
        """Whether it made the record."""
        return self.verb in {"organisations.create", "organisations.import_create"}

    @property
    def touched(self) -> tuple[str, ...]:
        """The columns that it set."""
        return self.columns or tuple(change.column for change in self.changes)


def history(viewer: Viewer, organisation: Shown) -> list[Event]:
    """Return what happened, latest first. Names of people are told only to who may read the ledger there."""
    entries = list(entries_about(SUBJECT, str(organisation.id)).exclude(verb=LOOK)[:_SHOWN])
    may_know = policy.may(viewer, Act.LEDGER_READ, organisation.padded)
    names = names_of_actors({entry.actor for entry in entries}) if may_know else {}
    claims = Claim.objects.filter(organisation=organisation.id).select_related("source").order_by("-id")[:_SHOWN]
    events = [*(_edited(entry, names) for entry in entries), *(_brought(claim) for claim in claims)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def origins(events: Iterable[Event]) -> dict[str, Event]:
    """Return, for each column, the latest event that set it."""
    found: dict[str, Event] = {}
    for event in events:
        for column in event.touched:
            found.setdefault(column, event)
    return found


def _edited(entry: Entry, names: dict[str, str]) -> Event:
    changes = tuple(
        Change(column, before, after) for column, (before, after) in entry.changes.items() if column != "place_level"
    )
    actor = OPERATOR.actor if entry.actor == OPERATOR.actor else names.get(entry.actor, "")
    return Event(entry.at, entry.verb, actor, changes)


def _brought(claim: Claim) -> Event:
    columns = VALUE_FIELDS if EVERYTHING in claim.set_fields else claim.set_fields
    verb = "create" if claim.created else ("update" if columns else "agree")
    return Event(
        claim.at,
        f"organisations.import_{verb}",
        actor="",
        columns=tuple(column for column in columns if column != "place_level"),
        source=claim.source.name,
        batch=claim.batch,
    )
