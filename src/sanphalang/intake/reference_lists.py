"""Lists of reference data, villages and local authorities: rows with an official code of their own.

They go through the same stages and pages as organisations, but a code says what is the same, so nothing is guessed:
known codes are compared, new ones added. A list is brought in, and withdrawn, in one transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from sanphalang.bulk import insert_rows
from sanphalang.files import originals
from sanphalang.intake.cleaning import Cell, DataRow, jsonable
from sanphalang.intake.models import Finding, ImportBatch, ImportRow, Outcome
from sanphalang.intake.turns import expect_turn
from sanphalang.thai.key import match_key

Columns = dict[str, Any]
_CHUNK = 5_000
_READY = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row says: its code, the columns of the record, and what is wrong with it, as kinds with details."""

    code: str
    columns: Columns
    doubts: Sequence[tuple[str, str]] = ()
    notes: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """How one kind of reference data is read, looked up by code, put and removed.

    ``put`` takes columns by code and the source's id. ``remove`` takes codes and returns those that had to stay because
    records refer to them.
    """

    read: Callable[[Mapping[str, str]], ReadRow]
    known: Callable[[Iterable[str]], dict[str, Columns]]
    put: Callable[[Mapping[str, Columns], int], None]
    remove: Callable[[Iterable[str]], set[str]]


def check_rows(
    batch: ImportBatch,
    reference: ReferenceList,
    columns: Mapping[int, str],
    rows: Iterable[DataRow],
) -> None:
    """Give every row its outcome; the whole list is one transaction."""
    leaders: dict[str, int] = {}
    counts: Counter[str] = Counter()
    found: dict[str, dict[str, Any]] = {}
    with transaction.atomic():
        expect_turn(batch)
        listed = [(number, jsonable(cells)) for number, cells, _section in rows]
        read = [reference.read(_texts(cells, columns)) for _number, cells in listed]
        known = reference.known({row.code for row in read if row.code})
        written, findings = [], []
        for (number, _cells), row in zip(listed, read, strict=True):
            outcome, leader, why = _outcome(row, number, leaders, known)
            counts[outcome] += 1
            written.append((number, outcome, row, leader, why))
            findings += [(number, kind, detail) for kind, detail in (*row.doubts, *row.notes)]
        for number, kind, _detail in findings:
            seen = found.setdefault(f"code.{kind}", {"rows": 0, "example": number})
            seen["rows"] += 1
        originals.keep(originals.Kind.CELLS, batch.pk, listed)
        originals.keep(originals.Kind.VALUES, batch.pk, ((number, row.columns) for number, _o, row, *_ in written))
        _keep(batch, written, findings)
        batch.done = len(listed)
        batch.counts = {outcome: counts[outcome] for outcome in Outcome.values}
        batch.found = found
        batch.save(update_fields=["done", "counts", "found"])


def bring_in_list(batch: ImportBatch, reference: ReferenceList) -> dict[str, int]:
    """Write the ready rows, keeping what they replace. Runs in the caller's transaction."""
    brought: Counter[str] = Counter()
    for rows, values in _ready(batch):
        known = reference.known([code for _number, code, _outcome in rows])
        put, before = {}, []
        for number, code, _outcome in rows:
            old = known.get(code)
            if old is not None and _same(old, values[number]):
                brought["unchanged"] += 1
                continue
            put[code] = values[number]
            if old is not None:
                before.append((number, {name: old[name] for name in values[number]}))
            brought["created" if old is None else "updated"] += 1
        originals.keep(originals.Kind.BEFORE, batch.pk, before)
        reference.put(put, batch.source_id)
    return dict(brought)


def withdraw_list(batch: ImportBatch, reference: ReferenceList) -> dict[str, int]:
    """Put back what the list replaced and remove what it added, unless it was changed since. Caller's transaction."""
    counts: Counter[str] = Counter()
    for rows, values in _ready(batch):
        known = reference.known([code for _number, code, _outcome in rows])
        before = originals.read_some(originals.Kind.BEFORE, batch.pk, [number for number, *_ in rows])
        untouched = [row for row in rows if row[1] in known and _same(known[row[1]], values[row[0]])]
        changed = [row for row in rows if row[2] != Outcome.UNCHANGED and row not in untouched]
        restore = {code: before[number] for number, code, _outcome in untouched if number in before}
        remove = {code for _number, code, outcome in untouched if outcome == Outcome.CREATED and code not in restore}
        reference.put(restore, batch.source_id)
        stayed = reference.remove(remove)
        counts.update(removed=len(remove - stayed), restored=len(restore), kept=len(changed) + len(stayed))
    originals.forget(originals.Kind.BEFORE, batch.pk)
    return dict(counts)


def _texts(cells: Sequence[Cell], columns: Mapping[int, str]) -> dict[str, str]:
    return {
        name: "" if cells[index] is None else str(cells[index]).strip()
        for index, name in columns.items()
        if index < len(cells)
    }


def _outcome(
    row: ReadRow, number: int, leaders: dict[str, int], known: Mapping[str, Columns]
) -> tuple[str, int | None, list[str]]:
    if not match_key(str(row.columns.get("name", ""))):
        return Outcome.REJECTED.value, None, ["no_name"]
    if row.doubts:
        return Outcome.DOUBTFUL.value, None, [kind for kind, _detail in row.doubts]
    leader = leaders.setdefault(row.code, number)
    if leader != number:
        return Outcome.DOUBLE.value, leader, ["same_as_row"]
    old = known.get(row.code)
    if old is None:
        return Outcome.CREATED.value, None, []
    return (Outcome.UNCHANGED if _same(old, row.columns) else Outcome.UPDATED).value, None, ["same_code"]


def _same(stored: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    return all(stored[name] == value for name, value in said.items())


def _keep(
    batch: ImportBatch,
    written: Sequence[tuple[int, str, ReadRow, int | None, list[str]]],
    findings: Sequence[tuple[int, str, str]],
) -> None:
    insert_rows(
        ImportRow,
        ("batch", "number", "outcome", "identity", "place", "record", "leader", "score", "why", "decision"),
        (
            (
                batch.pk,
                number,
                outcome,
                row.code[:260],
                row.columns.get("place"),
                None,
                leader,
                0.0,
                orjson.dumps(why).decode(),
                "",
            )
            for number, outcome, row, leader, why in written
        ),
    )
    insert_rows(
        Finding,
        ("batch", "row", "field", "kind", "detail"),
        ((batch.pk, number, "code", kind, detail[:200]) for number, kind, detail in findings),
    )


def _ready(batch: ImportBatch) -> Iterable[tuple[list[tuple[int, str, str]], dict[int, Columns]]]:
    """Yield the ready rows, number, code and outcome, with their columns by number, a chunk at a time."""
    rows = ImportRow.objects.filter(batch=batch, outcome__in=_READY).order_by("number")
    cursor = 0
    while chunk := list(rows.filter(number__gt=cursor).values_list("number", "identity", "outcome")[:_CHUNK]):
        yield chunk, originals.read_some(originals.Kind.VALUES, batch.pk, [number for number, *_ in chunk])
        cursor = chunk[-1][0]
        ImportBatch.objects.filter(pk=batch.pk).update(beat=timezone.now())
