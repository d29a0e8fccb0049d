"""Judging rows once more when they are brought in, where somebody wrote to the registry since the list was checked.

Without it two lists of the same groups, checked before either was brought in, would make each group twice, and an
organisation that a person has just corrected would be overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from sanphalang.bulk import update_rows
from sanphalang.files.registers import Register
from sanphalang.files.said import current_values
from sanphalang.intake.cleaning import CleanRow
from sanphalang.intake.judging import PLACE_DOUBTS, Judge, Verdict, contacts_seen, only_resembles
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.recognition import recognition_of
from sanphalang.intake.registers import register_of
from sanphalang.places.rules import Intervals, contains

READY = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)


class ReadyRow(NamedTuple):
    """A row that is ready to be brought in, as it was checked."""

    pk: int
    number: int
    outcome: str
    record: int | None
    identity: str
    decision: str


def as_things_stand(
    batch: ImportBatch, allowed: Intervals, rows: Sequence[ReadyRow], values: Mapping[int, Mapping[str, Any]]
) -> list[ReadyRow]:
    """Return those of the rows that are still ready, with the outcome that they have by now; the others wait.

    The caller writes alone, so that what is seen here holds until its transaction ends.
    """
    decided, rows = _decided_same(register_of(batch), rows, allowed)
    checked = datetime.fromisoformat(batch.report["checked"])
    recognition = recognition_of(batch)
    judge = Judge(recognition, batch.source_id, allowed, contacts_seen(batch), again=(batch.pk, checked))
    reasons = dict(ImportRow.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "why"))
    doubts = {row.pk: [why for why in reasons[row.pk] if why in PLACE_DOUBTS] for row in rows}
    verdicts = judge.judge(
        [CleanRow(row.number, dict(values[row.number]), [], doubts[row.pk]) for row in rows],
        [row.identity for row in rows],
        {row.number: row.decision for row in rows},
    )
    judged = list(zip(rows, _with_resembling_told_apart(batch, verdicts), strict=True))
    changed = [
        (row, verdict) for row, verdict in judged if (row.outcome, row.record) != (verdict.outcome, verdict.record)
    ]
    update_rows(ImportRow, ("outcome", "record", "score", "why"), [_stored(*each) for each in changed])
    still_ready = [
        row._replace(outcome=verdict.outcome, record=verdict.record)
        for row, verdict in judged
        if verdict.outcome in READY
    ]
    return sorted([*decided, *still_ready], key=lambda row: row.number)


def _decided_same(
    register: Register, rows: Sequence[ReadyRow], allowed: Intervals
) -> tuple[list[ReadyRow], list[ReadyRow]]:
    """Part the rows of which a person said which record they are, while it is there and may be written, from others."""
    wanted = [row for row in rows if row.decision == ImportRow.Decision.SAME and row.record]
    known = current_values(register, (row.record for row in wanted if row.record))
    decided = [
        row for row in wanted if row.record and row.record in known and contains(allowed, known[row.record]["place"])
    ]
    numbers = {row.number for row in decided}
    return decided, [row for row in rows if row.number not in numbers]


def _with_resembling_told_apart(batch: ImportBatch, verdicts: Sequence[Verdict]) -> list[Verdict]:
    def waits(verdict: Verdict) -> bool:
        return verdict.outcome == Outcome.DOUBTFUL and only_resembles(verdict.why)

    listed = _named_in_list(batch, {verdict.record for verdict in verdicts if waits(verdict)})
    return [
        Verdict(Outcome.CREATED) if waits(verdict) and verdict.record in listed else verdict for verdict in verdicts
    ]


def _named_in_list(batch: ImportBatch, records: set[int | None]) -> set[int]:
    """Return those of the records that a row of the list names exactly."""
    if not records:
        return set()
    found = recognition_of(batch).with_ids(record for record in records if record)
    names = {(known.identity, known.place): known.id for known in found}
    rows = ImportRow.objects.filter(batch=batch, identity__in=[identity for identity, _place in names])
    return {names[row] for row in rows.values_list("identity", "place") if row in names}


def _stored(row: ReadyRow, verdict: Verdict) -> tuple[Any, ...]:
    return str(verdict.outcome), verdict.record, verdict.score, orjson.dumps(verdict.why).decode(), row.pk
