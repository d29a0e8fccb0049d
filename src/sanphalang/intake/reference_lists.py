"""Lists of reference data, villages and local authorities: rows with an official code of their own.

They go through the same stages and pages as organisations, but a code says what is the same, so nothing is guessed:
known codes are compared, new ones added. How they are brought in and withdrawn: ``reference_bringing``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import orjson
from django.db import transaction
from django.utils import timezone

from sanphalang.bulk import insert_rows
from sanphalang.files import originals
from sanphalang.intake.citizen_ids import covered_cells, told_of
from sanphalang.intake.cleaning import Cell, DataRow, FoundMark, count_found, jsonable
from sanphalang.intake.models import Finding, ImportBatch, ImportRow, Outcome
from sanphalang.intake.turns import expect_turn
from sanphalang.thai.key import match_key

Columns = Mapping[str, Any]
CHUNK = 4_000


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

    ``known`` returns what is stored, and ``put`` takes it back or what a row says, by code, with the id of the source
    for what names none itself. ``remove`` takes codes and returns those that had to stay because records refer to them.
    """

    read: Callable[[Mapping[str, str]], ReadRow]
    known: Callable[[Iterable[str]], Mapping[str, Columns]]
    put: Callable[[Mapping[str, Columns], int], None]
    remove: Callable[[Iterable[str]], set[str]]


class _JudgedRow(NamedTuple):
    """A row with what was found in it, what becomes of it, the row that it doubles, and why."""

    number: int
    read: ReadRow
    found: list[FoundMark]
    outcome: str
    leader: int | None
    why: list[str]


def check_rows(
    batch: ImportBatch,
    reference: ReferenceList,
    columns: Mapping[int, str],
    rows: Iterable[DataRow],
) -> None:
    """Give every row its outcome: read and judged first, then written, a chunk a transaction.

    Raises :class:`Superseded` when another job took the turn.
    """
    leaders: dict[str, int] = {}
    counts: Counter[str] = Counter()
    found: dict[str, dict[str, Any]] = {}
    listed = iter(rows)
    while chunk := [(row.number, *covered_cells(jsonable(row.cells))) for row in islice(listed, CHUNK)]:
        judged = _judged(chunk, reference, columns, leaders)
        counts.update(row.outcome for row in judged)
        for row in judged:
            count_found(found, row.number, row.found)
        with transaction.atomic():
            expect_turn(batch)
            originals.keep(originals.Kind.CELLS, batch.pk, ((number, cells) for number, cells, _inside in chunk))
            originals.keep(originals.Kind.VALUES, batch.pk, ((row.number, row.read.columns) for row in judged))
            _keep(batch, judged)
            batch.done, batch.beat = batch.done + len(chunk), timezone.now()
            batch.save(update_fields=["done", "beat"])
    batch.counts = {outcome: counts[outcome] for outcome in Outcome.values}
    batch.found = found


def same_columns(stored: Columns, said: Columns) -> bool:
    """Say whether a record holds already what a row says."""
    return all(stored[name] == value for name, value in said.items())


def _judged(
    chunk: Sequence[tuple[int, list[Cell], list[int]]],
    reference: ReferenceList,
    columns: Mapping[int, str],
    leaders: dict[str, int],
) -> list[_JudgedRow]:
    read = [reference.read(_texts(cells, columns)) for _number, cells, _inside in chunk]
    known = reference.known({row.code for row in read if row.code})
    return [
        _JudgedRow(number, row, _found(row, inside, columns), *_outcome(row, number, leaders, known))
        for (number, _cells, inside), row in zip(chunk, read, strict=True)
    ]


def _found(row: ReadRow, inside: Iterable[int], columns: Mapping[int, str]) -> list[FoundMark]:
    """Return what was found in a row, of whose cells those ``inside`` held a citizen ID."""
    of_code = [("code", kind, detail[:200]) for kind, detail in (*row.doubts, *row.notes)]
    return [*of_code, *told_of(inside, columns)]


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
    return (Outcome.UNCHANGED if same_columns(old, row.columns) else Outcome.UPDATED).value, None, ["same_code"]


def _keep(batch: ImportBatch, judged: Sequence[_JudgedRow]) -> None:
    insert_rows(
        ImportRow,
        ("batch", "number", "outcome", "identity", "place", "record", "leader", "score", "why", "decision"),
        (
            (
                batch.pk,
                row.number,
                row.outcome,
                row.read.code[:260],
                row.read.columns.get("place"),
                None,
                row.leader,
                0.0,
                orjson.dumps(row.why).decode(),
                "",
            )
            for row in judged
        ),
    )
    insert_rows(
        Finding,
        ("batch", "row", "field", "kind", "detail"),
        ((batch.pk, row.number, *each) for row in judged for each in row.found),
    )
