"""Looks at the private cells of lists: how the ledger keeps them, and whose cells they were."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction

from sanphalang.access.viewer import Viewer
from sanphalang.files import originals
from sanphalang.files.told import records_of_batch, records_of_rows
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.registers import (
    ORGANISATIONS_KIND,
    PEOPLE_KIND,
    names_people,
    register_of,
    tells_cases,
    tells_memberships,
)
from sanphalang.intake.sight import holds_private
from sanphalang.ledger.actions import record
from sanphalang.ledger.ranges import as_ranges, numbers_in
from sanphalang.organisations.contacts import note_look as note_contact
from sanphalang.organisations.from_imports import with_ids
from sanphalang.people.from_imports import note_looks as note_people

VERB = "intake.see_private"
_WHOLE = "workbook"
# What these say of a row, they say of a private field of the record that is named beside it.
_PRIVATE_REASONS = frozenset({"same_telephone", "same_birth_year", "other_birth_year", "same_citizen_id"})
_AT_ONCE = 500  # rows asked for by number; from more on, the list is read whole


class Look(NamedTuple):
    """What one look showed: these rows of a list (None: all of it), and whether they were taken home."""

    rows: frozenset[int] | None
    was_taken: bool

    def shows_any(self, rows: Collection[int]) -> bool:
        """Say whether any of some rows was shown."""
        return self.rows is None or not self.rows.isdisjoint(rows)


class Whose(NamedTuple):
    """The people, or the organisations, whom rows tell of, by row, and the rows that tell of none in the registry."""

    people: dict[int, int]
    nobody: set[int]
    organisations: dict[int, int]


def note_rows(viewer: Viewer, batch: ImportBatch, rows: Iterable[int]) -> None:
    """Have the ledger keep that private cells of some rows are shown."""
    _note(viewer, batch, {"rows": sorted(set(rows))})


def note_taken(viewer: Viewer, batch: ImportBatch, rows: Iterable[int]) -> None:
    """Have the ledger keep that some rows are taken home, of a list that holds anything private."""
    if holds_private(batch):
        _note(viewer, batch, {"rows": as_ranges(rows), "taken": True})


def note_whole_list(viewer: Viewer, batch: ImportBatch) -> None:
    """Have the ledger keep that the whole list is taken home, if it holds anything private."""
    if holds_private(batch):
        _note(viewer, batch, {"rows": _WHOLE, "taken": True})


def note_records(viewer: Viewer, batch: ImportBatch, records: Collection[int]) -> None:
    """Have the ledger keep that private details of these records are shown beside rows, where the viewer sees them."""
    if names_people(batch):
        note_people(viewer, records)
        return
    if tells_cases(batch) or tells_memberships(batch):
        return  # of an item or an authority nothing private is shown
    for shown in with_ids(viewer, records).values() if records else ():
        note_contact(viewer, shown)


def look_of(changes: Mapping[str, Any]) -> Look:
    """Return what an entry tells; words stand for the whole list, so that no look is told as less than it was."""
    rows = changes.get("rows")
    was_taken = bool(changes.get("taken", rows == _WHOLE))
    if isinstance(rows, list):
        return Look(frozenset(rows), was_taken)
    if isinstance(rows, str) and rows[:1].isdigit():
        return Look(frozenset(numbers_in(rows)), was_taken)
    return Look(None, was_taken)


def whose(batch: int, rows: Collection[int] | None) -> Whose:
    """Return whom rows of a list (None: all of it) tell of; a fixed number of queries.

    A row tells of the record that it was brought into; as long as it is not brought in, of the one whom it was
    recognised as for certain, or of whom its reasons tell something private; and a double of whom its first tells of.
    Lists of reference data tell of nobody.
    """
    found = ImportBatch.objects.filter(pk=batch).first()
    if found is None or found.kind not in {PEOPLE_KIND, ORGANISATIONS_KIND}:
        return Whose({}, set(_told(batch, None) if rows is None else rows), {})
    register = register_of(found)
    narrow = None if rows is None or len(rows) > _AT_ONCE else set(rows)
    told = _told(batch, narrow)
    if narrow is not None:
        firsts = {row.leader for row in told.values() if row.leader} - narrow
        told |= _told(batch, firsts)
        records = records_of_rows(register, batch, narrow | firsts)
    else:
        records = records_of_batch(register, batch)
    known: dict[int, int] = {}
    nobody: set[int] = set()
    for number in told.keys() | records.keys() if rows is None else rows:
        row = told.get(number)
        first = row.leader if row and row.outcome == Outcome.DOUBLE and row.leader else number
        record_id = records.get(number) or records.get(first) or _recognised(told.get(first))
        if record_id:
            known[number] = record_id
        else:
            nobody.add(number)
    return Whose(known, nobody, {}) if names_people(found) else Whose({}, nobody, known)


def values_of_rows(batch: int, rows: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return what rows of a list say, by column; only for who may see all of it, and has had it recorded."""
    return originals.read_some(originals.Kind.VALUES, batch, rows)


def rows_told_by(batch: int, rows: Collection[int]) -> set[int]:
    """Return these rows of a list, and those that double one of them."""
    doubles = ImportRow.objects.filter(batch=batch, leader__in=list(rows), outcome=Outcome.DOUBLE)
    return {*rows, *doubles.values_list("number", flat=True)}


class _Row(NamedTuple):
    number: int
    outcome: str
    leader: int | None
    record: int | None
    why: list[str]


def _told(batch: int, rows: set[int] | None) -> dict[int, _Row]:
    found = ImportRow.objects.filter(batch=batch)
    if rows is not None:
        found = found.filter(number__in=rows)
    return {row[0]: _Row(*row) for row in found.values_list("number", "outcome", "leader", "record", "why")}


def _recognised(row: _Row | None) -> int | None:
    if row is None:
        return None
    is_certain = row.outcome in {Outcome.UPDATED, Outcome.UNCHANGED}
    return row.record if is_certain or not _PRIVATE_REASONS.isdisjoint(row.why) else None


def _note(viewer: Viewer, batch: ImportBatch, changes: Mapping[str, Any]) -> None:
    if not changes["rows"]:
        return
    with transaction.atomic():
        record(viewer.actor, VERB, ("import", str(batch.pk)), place=None, changes=changes, wakes=())
