"""What happened to a record, and where each of its values came from.

The ledger tells of people's edits, claims of what imports brought. An import leaves one ledger entry for its whole
batch, so its part of one record's history is read from the claims.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.registers import Register
from sanphalang.ledger.models import Entry

LATEST = 100
"""How many events a page tells; a record with more has its older ones in the ledger."""

_EVERYTHING = "*"  # stands in a claim for all columns: the import made the record


@dataclass(frozen=True, slots=True)
class Change:
    """A column before and after. Of a private one it is only told that it changed: both sides are None."""

    column: str
    before: Any
    after: Any
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``actor`` is empty for viewers who may not know; ``source`` tells of an import, or of what a
    person's word rests on; ``looked_at`` names the fields that somebody was shown, ``times`` how often on that day.
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
        return self.verb.endswith((".create", ".import_create"))

    @property
    def touched(self) -> tuple[str, ...]:
        """The columns that it set."""
        return self.columns or tuple(change.column for change in self.changes)


def edited(
    entry: Entry, names: Mapping[str, str], is_told: Callable[[str], bool], untold: Collection[str], source: str = ""
) -> Event:
    """Return what a person did: of columns that are not told only that they changed, of untold ones nothing.

    ``source`` names what the person's word rests on.
    """
    changes = tuple(
        Change(column, before, after) if is_told(column) else Change(column, None, None, is_private=True)
        for column, (before, after) in entry.changes.items()
        if column not in untold
    )
    return Event(entry.at, entry.verb, actor_of(entry, names), changes, source=source)


def is_known(event: Event, entry: Entry) -> bool:
    """Say whether anything of what a person did may be told: an edit of untold columns alone is not told either."""
    return bool(event.changes) or not entry.changes


def actor_of(entry: Entry, names: Mapping[str, str]) -> str:
    """Return who did it, as far as ``names`` may tell."""
    return OPERATOR.actor if entry.actor == OPERATOR.actor else names.get(entry.actor, "")


def brought(register: Register, record: int, untold: Collection[str]) -> list[Event]:
    """Return what imports did to a record, latest first."""
    claims = register.claims._default_manager.filter(**{register.names: record}).select_related("source")
    return [_brought(register, claim, untold) for claim in claims.order_by("-at", "-id")[:LATEST]]


def origins(events: Iterable[Event]) -> dict[str, Event]:
    """Return, for each column, the latest event that set it."""
    found: dict[str, Event] = {}
    for event in events:
        for column in event.touched:
            found.setdefault(column, event)
    return found


def _brought(register: Register, claim: Any, untold: Collection[str]) -> Event:
    columns = register.value_fields if _EVERYTHING in claim.set_fields else claim.set_fields
    verb = "create" if claim.created else ("update" if columns else "agree")
    return Event(
        claim.at,
        f"{register.model._meta.app_label}.import_{verb}",
        actor="",
        columns=tuple(column for column in columns if column not in untold),
        source=claim.source.name,
    )
