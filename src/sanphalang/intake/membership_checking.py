"""The check of a list of the network's authorities: which authority a row means, and whether it tells news of it.

A row never makes an authority. What it tells is compared fact by fact, so that one list may tell of an authority in
several rows (a training each), and another repeat what is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import orjson
from django.db import transaction
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.bulk import insert_rows
from sanphalang.files import originals
from sanphalang.intake.checking import ROW_COLUMNS
from sanphalang.intake.citizen_ids import covered_cells, told_of
from sanphalang.intake.cleaning import (
    Cell,
    CleanRow,
    DataRow,
    FoundMark,
    RowReader,
    count_found,
    jsonable,
    place_columns,
    place_words,
)
from sanphalang.intake.judging import PLACE_DOUBTS, reach
from sanphalang.intake.membership_cells import FACTS, WHERE
from sanphalang.intake.membership_images import images_of
from sanphalang.intake.models import Finding, ImportBatch, ImportRow, Outcome
from sanphalang.intake.queries import NOT_FOUND, OUTSIDE
from sanphalang.intake.turns import LEFT_AS_KNOWN, expect_turn
from sanphalang.intake.understanding.surroundings import SURE_PLACE
from sanphalang.organisations.network_facts import JOINED, LEFT, Value, key_of, news
from sanphalang.organisations.network_lists import Authorities, KnownAuthority, authorities_with_ids, known_facts
from sanphalang.places.gazetteer import current as current_gazetteer
from sanphalang.places.rules import PlaceCode, contains, overlap
from sanphalang.thai.places.answer import Context
from sanphalang.thai.places.resolve import resolve_text

CHUNK = 2_000
AMBIGUOUS, ROW_OTHERWISE = "authority_ambiguous", "row_says_otherwise"
NEVER_JOINED, LEFT_EARLY = "left_never_joined", "left_before_joined"
_NOWHERE = frozenset({"place_unknown", "place_ambiguous"})
"""Doubts of a row whose place is written and was not found: it may mean an authority of any place."""
OTHERWISE = "membership_otherwise"
"""What is stored is not what the row says: a person takes the list's word, or leaves it."""


class Verdict(NamedTuple):
    """What becomes of a row, of which authority it tells, the row that it doubles, and why."""

    outcome: str
    authority: KnownAuthority | None = None
    leader: int | None = None
    why: tuple[str, ...] = ()


class MembershipCheck:
    """One run over the rows of a batch; ``columns`` maps a column's index to its field."""

    def __init__(
        self,
        viewer: Viewer,
        batch: ImportBatch,
        reader: RowReader,
        columns: Mapping[int, str],
        decisions: Mapping[int, str],
    ) -> None:
        self._batch = batch
        self._reader = reader
        self._fields = columns
        self._place_columns = place_columns(columns)
        self._decisions = decisions
        self._allowed = reach(viewer, batch)
        self._authorities = Authorities()
        self._in = _authorities_of_rows_in(batch)
        self._told: dict[str, tuple[int, Value]] = {}
        self._counts: Counter[str] = Counter()
        self._found: dict[str, dict[str, Any]] = {}

    def run(self, rows: Iterable[DataRow], corrected: Mapping[int, Mapping[str, Any]]) -> None:
        """Check all rows, a chunk a transaction. Raises :class:`Superseded` when another job took the turn."""
        listed = iter(rows)
        while chunk := list(islice(listed, CHUNK)):
            covered = [covered_cells(jsonable(row.cells)) for row in chunk]
            cells = [(row.number, own) for row, (own, _inside) in zip(chunk, covered, strict=True)]
            read = [
                self._read(row, own, corrected.get(row.number), told_of(inside, self._fields))
                for row, (own, inside) in zip(chunk, covered, strict=True)
            ]
            meant = [self._in.get(row.number) or self._meant(row) for row in read]
            stored = known_facts({found.id for found in meant if isinstance(found, KnownAuthority)})
            verdicts = [self._verdict(row, found, stored) for row, found in zip(read, meant, strict=True)]
            with transaction.atomic():
                expect_turn(self._batch)
                originals.keep(originals.Kind.CELLS, self._batch.pk, cells)
                originals.keep(originals.Kind.VALUES, self._batch.pk, ((row.number, row.values) for row in read))
                self._write(read, verdicts)
                self._batch.done, self._batch.beat = self._batch.done + len(chunk), timezone.now()
                self._batch.save(update_fields=["done", "beat"])
        self._batch.counts = {outcome: self._counts[outcome] for outcome in Outcome.values}
        self._batch.found = self._found

    def _read(
        self, row: DataRow, cells: Sequence[Cell], corrected: Mapping[str, Any] | None, noticed: Iterable[FoundMark]
    ) -> CleanRow:
        """Read a row. That it tells no place is no doubt of its own: a name with its kind may be enough."""
        read = self._reader.read(row.number, cells, corrected, row.section, row.sheet)
        read.findings.extend(noticed)
        where = read.values.pop(WHERE, "")
        is_written = any(place_words(self._place_columns, cells, corrected)[0])
        if not is_written and "place_unknown" in read.doubts:
            read.doubts.remove("place_unknown")
            read.findings[:] = [each for each in read.findings if each[:2] != ("place", "place_unknown")]
        if where and "place" not in (corrected or ()):  # what a person chose stands
            _place_behind_the_name(read, where, is_written=is_written)
        return read

    def _meant(self, row: CleanRow) -> KnownAuthority | str:
        """Return the authority that a row means, or why none is meant for certain."""
        name = row.values.get("name", "")
        if not name:
            return "no_name"
        if NOT_FOUND in row.doubts:
            return NOT_FOUND
        doubt = next((doubt for doubt in row.doubts if doubt in PLACE_DOUBTS), "")
        if doubt in _NOWHERE:
            return doubt
        found = self._authorities.meant(name, row.values.get("authority_kind", ""), _place_of(row))
        if len(found) == 1:
            return found[0]
        return doubt or (AMBIGUOUS if found else NOT_FOUND)

    def _verdict(self, row: CleanRow, meant: KnownAuthority | str, stored: Mapping[str, Value]) -> Verdict:
        if isinstance(meant, str):
            if meant in (NOT_FOUND, AMBIGUOUS):
                row.findings.append(("name", meant, ""))
            return Verdict(Outcome.REJECTED if meant == "no_name" else Outcome.DOUBTFUL, why=(meant,))
        row.values.update(place=meant.padded, place_level=meant.place_level)
        if row.number in self._in:
            return self._that_is_in(row, meant)
        if not contains(self._allowed, meant.padded):
            return Verdict(Outcome.DOUBTFUL, why=(OUTSIDE,))
        facts: Mapping[str, Value] = row.values[FACTS]
        wrong = [doubt for doubt in row.doubts if doubt not in PLACE_DOUBTS] or _impossible(meant.id, facts, stored)
        if wrong:
            return Verdict(Outcome.DOUBTFUL, why=(wrong[0],))
        within_file = self._within_file(row.number, meant, facts)
        if within_file is not None:
            return within_file
        told = {what: news(what, stored.get(key_of(meant.id, what)), said) for what, said in facts.items()}
        if "other" in told.values() and self._decisions.get(row.number) != ImportRow.Decision.SAME:
            is_left = self._decisions.get(row.number) == LEFT_AS_KNOWN
            return Verdict(Outcome.UNCHANGED if is_left else Outcome.DOUBTFUL, meant, why=(OTHERWISE,))
        self._tell(row.number, meant, facts)
        if set(told.values()) == {"none"}:
            return Verdict(Outcome.UNCHANGED, meant)
        is_known = any(key_of(meant.id, what) in stored for what in facts)
        return Verdict(Outcome.UPDATED if is_known else Outcome.CREATED, meant)

    def _that_is_in(self, row: CleanRow, meant: KnownAuthority) -> Verdict:
        """Leave a row that is in as it is; what it tells is what later rows are compared with."""
        self._tell(row.number, meant, row.values.get(FACTS, {}))
        return Verdict(Outcome.UNCHANGED, meant)

    def _within_file(self, number: int, meant: KnownAuthority, facts: Mapping[str, Value]) -> Verdict | None:
        """Settle a row whose facts an earlier row that is ready tells: all of them, or one of them otherwise."""
        leaders = []
        for what, said in facts.items():
            leader, told = self._told.get(key_of(meant.id, what), (number, None))
            told_here = news(what, told, said)
            if told_here == "other":
                return Verdict(Outcome.DOUBTFUL, leader=leader, why=(ROW_OTHERWISE,))
            leaders.append(leader if told_here == "none" else number)
        if number in leaders:
            return None
        return Verdict(Outcome.DOUBLE, meant, leader=leaders[0], why=("same_as_row",))

    def _tell(self, number: int, meant: KnownAuthority, facts: Mapping[str, Value]) -> None:
        """Note what a row that is ready tells, as exactly as any row does so far."""
        for what, said in facts.items():
            key = key_of(meant.id, what)
            told = self._told.get(key)
            if told is None or news(what, told[1], said) == "more":
                self._told[key] = number, said

    def _decision(self, number: int) -> str:
        said = self._decisions.get(number, "")
        return ImportRow.Decision.SKIP.value if said == LEFT_AS_KNOWN else said

    def _write(self, rows: Sequence[CleanRow], verdicts: Sequence[Verdict]) -> None:
        batch = self._batch.pk
        insert_rows(
            ImportRow,
            ROW_COLUMNS,
            (
                (
                    batch,
                    row.number,
                    str(verdict.outcome),
                    str(verdict.authority.id) if verdict.authority else "",
                    row.values.get("place"),
                    verdict.authority.id if verdict.authority else None,
                    verdict.leader,
                    1.0 if verdict.authority else 0.0,
                    orjson.dumps(verdict.why).decode(),
                    self._decision(row.number),
                )
                for row, verdict in zip(rows, verdicts, strict=True)
            ),
        )
        columns = ("batch", "row", "field", "kind", "detail")
        insert_rows(Finding, columns, ((batch, row.number, *found) for row in rows for found in row.findings))
        self._counts.update(str(verdict.outcome) for verdict in verdicts)
        for row in rows:
            count_found(self._found, row.number, row.findings)


def _authorities_of_rows_in(batch: ImportBatch) -> dict[int, KnownAuthority]:
    """Return of which authority each row told that is in: it is not taken again, whatever has become of that since."""
    ids = {number: image["authority"] for number, image in images_of(batch).items()}
    known = authorities_with_ids(set(ids.values()))
    return {number: known[authority] for number, authority in ids.items() if authority in known}


def _place_of(row: CleanRow) -> PlaceCode | None:
    return PlaceCode.of(row.values["place"], row.values["place_level"]) if "place" in row.values else None


def _place_behind_the_name(row: CleanRow, where: str, *, is_written: bool) -> None:
    """Take the place that stands behind a name. The row waits where it is not known and no cell tells the place.

    ``is_written``: cells of their own tell the place, for certain or not; then the two have to agree.
    """
    around = _place_of(row) if _NOWHERE.isdisjoint(row.doubts) else None
    place = _sure_place(where, around)
    if place is None:
        if not is_written:
            row.doubts.append(NOT_FOUND)
    elif around is None or not is_written or place.text.startswith(around.text):
        row.doubts[:] = [doubt for doubt in row.doubts if doubt not in PLACE_DOUBTS]
        row.values.update(place=place.padded, place_level=place.level.value)
    elif not overlap((around.interval,), (place.interval,)):
        row.doubts.append(NOT_FOUND)


def _sure_place(where: str, around: PlaceCode | None) -> PlaceCode | None:
    """Return the place that words surely mean: by themselves, else in what is around it."""
    for within in dict.fromkeys(("", around.text if around else "")):
        answer = resolve_text(current_gazetteer(), where, context=Context(within=within))
        if answer.code and answer.confidence >= SURE_PLACE:
            return PlaceCode.parse(answer.code)
    return None


def _impossible(authority: int, facts: Mapping[str, Value], stored: Mapping[str, Value]) -> list[str]:
    """Return why a row that tells when an authority left cannot be, given when it joined."""
    if LEFT not in facts:
        return []
    joined = facts.get(JOINED) or stored.get(key_of(authority, JOINED))
    if joined is None:
        return [NEVER_JOINED]
    return [LEFT_EARLY] if facts[LEFT][0] < joined[1] else []
