"""The check of a batch: every data row gets an outcome with its reasons. It changes nothing but the batch itself.

Rows come a chunk at a time, and a few chunks, their cells as they came included, are one transaction. A check that was
killed, or that people's answers ask for again, starts from the beginning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

import orjson
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.bulk import insert_rows, may_be_done_again, update_rows
from sanphalang.bulk.beside import beside
from sanphalang.files import originals
from sanphalang.files.said import changes_of, current_values, last_said
from sanphalang.files.told import records_of_batch
from sanphalang.intake.citizen_ids import covered_cells, told_of
from sanphalang.intake.cleaning import CleanRow, DataRow, FoundMark, RowReader, count_found, jsonable
from sanphalang.intake.joining import DIFFERS, Joint, with_leaders
from sanphalang.intake.judging import Judge, Verdict, contacts_seen, only_resembles, reach
from sanphalang.intake.models import Finding, ImportBatch, ImportRow, Outcome
from sanphalang.intake.recognition import recognition_of
from sanphalang.intake.turns import expect_turn

CHUNK = 2_500
"""Rows that are read at a time: five thousand are no faster and take a hundred megabytes more."""
_AT_ONCE = 2
"""Chunks that are written in one transaction; others may write every half second."""
_MANY_ROWS = 20_000
"""From here on the rows are read in a process beside the one that writes; fewer are read as fast in one."""
ROW_COLUMNS = ("batch", "number", "outcome", "identity", "place", "record", "leader", "score", "why", "decision")

_PlainRow = tuple[int, Sequence[Any], str, str, Mapping[str, Any] | None]
"""A :class:`DataRow` with a person's corrections by field, as it travels fastest to another process."""


class _Chunk(NamedTuple):
    """Rows as read: cells and values as JSON by number; of each row its findings, its doubts, its name's identity, and
    what tells its doubles. Between two processes texts travel in a fraction of the time that the values take.
    """

    cells: list[tuple[int, str]]
    values: list[tuple[int, str]]
    findings: list[list[FoundMark]]
    doubts: list[list[str]]
    identities: list[str]
    keys: list[Any]

    def clean_rows(self) -> list[CleanRow]:
        """Return the rows with their values."""
        told = zip(self.values, self.findings, self.doubts, strict=True)
        return [CleanRow(number, orjson.loads(text), found, doubts) for (number, text), found, doubts in told]


class Check:
    """One run over the rows of a batch."""

    def __init__(
        self,
        viewer: Viewer,
        batch: ImportBatch,
        reader: RowReader,
        decisions: Mapping[int, str],
        citizen_ids: Collection[int] = (),
    ) -> None:
        """``citizen_ids`` are the indices of the columns of citizen IDs."""
        self._citizen_ids = citizen_ids
        self._fields = {column["index"]: column["field"] for column in batch.layout["columns"]}
        self._fields_said = frozenset(filter(None, self._fields.values()))
        self._batch = batch
        self._reader = reader
        self._decisions = decisions
        self._corrected: Mapping[int, Mapping[str, Any]] = {}
        self._recognition = recognition_of(batch)
        self._register = self._recognition.register
        self._contacts = contacts_seen(batch)
        told = records_of_batch(self._register, batch.pk)
        self._judge = Judge(self._recognition, batch.source_id, reach(viewer, batch), self._contacts, told=told)
        self._doubles = self._recognition.doubles()
        self._told: dict[int, int] = {}
        self._leader_of: dict[int, int] = {}
        self._contradicted: set[int] = set()
        self._counts: Counter[str] = Counter()
        self._found: dict[str, dict[str, Any]] = {}

    def run(self, rows: Iterable[DataRow], corrected: Mapping[int, Mapping[str, Any]]) -> None:
        """Check all rows, then settle the rows that others of the file add to."""
        self._corrected = corrected
        raw = _chunks((*row, corrected.get(row.number)) for row in rows)
        read = beside(self._read, raw) if self._batch.total >= _MANY_ROWS else map(self._read, raw)
        while chunks := list(islice(read, _AT_ONCE)):
            with transaction.atomic():
                may_be_done_again()
                expect_turn(self._batch)
                for chunk in chunks:
                    originals.keep_texts(originals.Kind.CELLS, self._batch.pk, chunk.cells)
                    originals.keep_texts(originals.Kind.VALUES, self._batch.pk, chunk.values)
                    self._settle(chunk.clean_rows(), chunk)
                self._advance(sum(len(chunk.cells) for chunk in chunks))
        with transaction.atomic():
            expect_turn(self._batch)
            self._tell_apart_what_resembles()
            self._join_doubles()
            self._batch.counts = {outcome: self._counts[outcome] for outcome in Outcome.values}
            self._batch.found = self._found
            self._batch.save(update_fields=["counts", "found"])

    def _read(self, rows: Sequence[_PlainRow]) -> _Chunk:
        """Read a chunk of rows; needs no database, so that a process of its own can do it."""
        chunk = _Chunk([], [], [], [], [], [])
        identity_of, key_of = self._recognition.identity_of, self._recognition.key_of
        for number, raw, section, sheet, corrected in rows:
            cells, inside = covered_cells(jsonable(raw), self._citizen_ids)
            row = self._reader.read(number, cells, corrected, section, sheet)
            row.findings.extend(told_of(inside, self._fields))
            identity = identity_of(row.values)
            chunk.cells.append((number, orjson.dumps(cells).decode()))
            chunk.values.append((number, orjson.dumps(row.values).decode()))
            chunk.findings.append(row.findings)
            chunk.doubts.append(row.doubts)
            chunk.identities.append(identity)
            chunk.keys.append(key_of(row.values, identity))
        return chunk

    def _settle(self, cleaned: Sequence[CleanRow], chunk: _Chunk) -> None:
        identities = chunk.identities
        told = zip(cleaned, identities, chunk.keys, strict=True)
        verdicts = [self._within_file(*each) for each in told]
        open_rows = [i for i, verdict in enumerate(verdicts) if verdict is None]
        for i, verdict in zip(
            open_rows,
            self._against_registry([cleaned[i] for i in open_rows], [identities[i] for i in open_rows]),
            strict=True,
        ):
            verdicts[i] = verdict
        self._write(cleaned, identities, [verdict for verdict in verdicts if verdict])

    def _within_file(self, row: CleanRow, identity: str, key: Any) -> Verdict | None:
        """Settle rows that need no look at the registry: without a name, or the same as a row before."""
        if not identity:
            return Verdict(Outcome.REJECTED, why=("no_name",))
        leader = self._doubles.leader_of(row.number, key)
        other = self._doubles.contradicted_by(row.number, key)
        if leader != row.number:
            if other is not None and self._leader_of.get(other, other) != leader:
                self._contradicted.add(row.number)
            return self._double(row, leader)
        if other is not None and not self._decisions.get(row.number):
            return Verdict(Outcome.DOUBTFUL, leader=other, why=("citizen_id_of_row",))
        return None

    def _against_registry(self, rows: Sequence[CleanRow], identities: Sequence[str]) -> list[Verdict]:
        """Judge the rows; of two that surely tell of one record, the later is a double of the earlier."""
        verdicts = self._judge.judge(rows, identities, self._decisions)
        return [self._first_of_record(row, verdict) for row, verdict in zip(rows, verdicts, strict=True)]

    def _first_of_record(self, row: CleanRow, verdict: Verdict) -> Verdict:
        if verdict.record is None or verdict.outcome == Outcome.DOUBTFUL:
            return verdict
        leader = self._told.setdefault(verdict.record, row.number)
        return verdict if leader == row.number else self._double(row, leader)

    def _double(self, row: CleanRow, leader: int) -> Verdict:
        self._leader_of[row.number] = leader
        return Verdict(Outcome.DOUBLE, leader=leader, why=("same_as_row",))

    def _write(self, cleaned: Sequence[CleanRow], identities: Sequence[str], verdicts: Sequence[Verdict]) -> None:
        batch = self._batch.pk
        insert_rows(
            ImportRow,
            ROW_COLUMNS,
            (
                (
                    batch,
                    row.number,
                    str(verdict.outcome),
                    identity,
                    row.values.get("place"),
                    verdict.record,
                    verdict.leader,
                    verdict.score,
                    orjson.dumps(verdict.why).decode() if verdict.why else "[]",
                    self._decisions.get(row.number, ""),
                )
                for row, identity, verdict in zip(cleaned, identities, verdicts, strict=True)
            ),
        )
        insert_rows(
            Finding,
            ("batch", "row", "field", "kind", "detail"),
            ((batch, row.number, *found) for row in cleaned for found in row.findings),
        )
        self._counts.update(str(verdict.outcome) for verdict in verdicts)
        for row in cleaned:
            count_found(self._found, row.number, row.findings)

    def _advance(self, rows: int) -> None:
        self._batch.done += rows
        self._batch.beat = timezone.now()
        self._batch.save(update_fields=["done", "total", "beat"])

    def _tell_apart_what_resembles(self) -> None:
        """A row that only resembles a record of which another row tells is about a record of its own."""
        waiting = ImportRow.objects.filter(batch=self._batch, outcome=Outcome.DOUBTFUL, decision="")
        waiting = waiting.exclude(record=None).only("record", "why")
        apart = [row.pk for row in waiting if row.record in self._told and only_resembles(row.why)]
        created = str(Outcome.CREATED)
        update_rows(ImportRow, ("outcome", "record", "score", "why"), [(created, None, 0.0, "[]", pk) for pk in apart])
        self._counts[Outcome.DOUBTFUL] -= len(apart)
        self._counts[Outcome.CREATED] += len(apart)

    def _join_doubles(self) -> None:
        """Give each row what the rows that double it add; what was unchanged may then bring news."""
        for pairs in _chunks(with_leaders(self._leader_of)):
            values = originals.read_some(originals.Kind.VALUES, self._batch.pk, set(chain(*pairs)))
            leaders = {leader for leader, _number in pairs}
            records = dict(self._rows(leaders).values_list("number", "record"))
            known = self._known_numbers(values, pairs)
            joints = {
                leader: Joint(self._recognition, values[leader], self._fields_said, self._corrected.get(leader, {}))
                for leader in leaders
            }
            differ: list[tuple[int, str]] = []
            for leader, number in pairs:
                said = values[number]
                record = known.get(said.get(self._recognition.number, ""))
                is_free = number not in self._contradicted and record in {None, records[leader]}
                differ += ((number, name) for name in joints[leader].add(said, takes_number=is_free))
            self._tell_differences(differ)
            changed = {leader: joint.values for leader, joint in joints.items() if joint.is_changed}
            originals.replace(originals.Kind.VALUES, self._batch.pk, changed)
            self._look_again(changed)

    def _rows(self, numbers: Iterable[int]) -> QuerySet[ImportRow]:
        return ImportRow.objects.filter(batch=self._batch, number__in=list(numbers))

    def _known_numbers(
        self, values: Mapping[int, Mapping[str, Any]], pairs: Iterable[tuple[int, int]]
    ) -> dict[str, int]:
        """Return which records of the registry have the numbers that doubles would add."""
        column = self._recognition.number
        new = {values[at][column] for leader, at in pairs if column in values[at] and column not in values[leader]}
        return {getattr(known, column): known.id for known in (self._recognition.with_numbers(new) if new else ())}

    def _tell_differences(self, differ: Sequence[tuple[int, str]]) -> None:
        batch = self._batch.pk
        columns = ("batch", "row", "field", "kind", "detail")
        insert_rows(Finding, columns, ((batch, number, name, DIFFERS, "") for number, name in differ))
        for number, name in differ:
            count_found(self._found, number, [(name, DIFFERS, "")])

    def _look_again(self, values: Mapping[int, Mapping[str, Any]]) -> None:
        rows = list(self._rows(values).filter(outcome=Outcome.UNCHANGED))
        known = {row.record for row in rows if row.record}
        current = current_values(self._register, known)
        before = last_said(self._register, self._batch.source_id, known)

        def is_news(row: ImportRow, record: int) -> bool:
            said = values[row.number]
            return bool(changes_of(self._register, current[record], said, before.get(record, ()), self._contacts))

        changed = [row for row in rows if row.record and is_news(row, row.record)]
        update_rows(ImportRow, ("outcome",), [(str(Outcome.UPDATED), row.pk) for row in changed])
        self._counts[Outcome.UNCHANGED] -= len(changed)
        self._counts[Outcome.UPDATED] += len(changed)


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
