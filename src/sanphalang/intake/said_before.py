"""What the source of a list has told before, by which its rows are known again.

A record may have been renamed or moved by hand since, or have a twin of the same name: its source still means the same
record by the same row. Of a list that was kept long enough digests are left, by which its rows are known as well where
they said the same to the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sanphalang.files import originals
from sanphalang.files.remembered import OnlyDigests, what_rows_said
from sanphalang.files.said import rows_of_source
from sanphalang.intake.models import ImportRow
from sanphalang.intake.recognition import Recognition, is_exact
from sanphalang.ledger.digests import private_digest

_Named = tuple[str, int | None]
"""The identity of a row's name, or its digest, and its place."""


class _Row(NamedTuple):
    record: int
    batch: int
    number: int


class SaidBefore:
    """Finds the records that a source meant by the same words before; looked up when first asked for.

    What ``but_not_of``, a batch, has told itself does not count.
    """

    def __init__(self, recognition: Recognition, source: int, *, but_not_of: int | None = None) -> None:
        self._recognition = recognition
        self._source = source
        self._but_not_of = but_not_of
        self._rows: dict[_Named, list[_Row]] | None = None
        self._has_digests = False

    def records(self, asked: Sequence[tuple[Mapping[str, Any], str]]) -> list[int | None]:
        """Return for values and identity of each row the one record of which the source said the same before.

        Where several records share name and place, or the place is no more exact than a province, the rows must agree
        in what else tells records apart.
        """
        if self._rows is None:
            self._rows = self._look_up()
        candidates = [self._rows.get((identity, values.get("place")), []) for values, identity in asked]
        if self._has_digests:
            digested = [
                self._rows.get((private_digest(identity), values.get("place")), []) for values, identity in asked
            ]
            candidates = [[*rows, *more] for rows, more in zip(candidates, digested, strict=True)]
        said = _said({row for rows in candidates for row in rows})
        return [self._meant(values, rows, said) for (values, _identity), rows in zip(asked, candidates, strict=True)]

    def _look_up(self) -> dict[_Named, list[_Row]]:
        rows: dict[_Named, list[_Row]] = {}
        told = rows_of_source(self._recognition.register, self._source)
        self._has_digests = bool(originals.owners_with_digests(told))
        for batch, records in told.items():
            if batch == self._but_not_of:
                continue
            brought = ImportRow.objects.filter(batch=batch).values_list("number", "identity", "place").iterator()
            for number, identity, place in brought:
                if number in records:
                    rows.setdefault((identity, place), []).append(_Row(records[number], batch, number))
        return rows

    def _meant(
        self, values: Mapping[str, Any], rows: Sequence[_Row], said: Mapping[_Row, Mapping[str, Any]]
    ) -> int | None:
        rows = [row for row in rows if not self._contradict(values, said[row])]
        if not is_exact(values) or len({row.record for row in rows}) > 1:
            rows = [row for row in rows if self._agree(values, said[row])]
        found = {row.record for row in rows}
        return found.pop() if len(found) == 1 else None

    def _contradict(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        if isinstance(other, OnlyDigests):  # of which nothing can be asked but whether it is the same
            return not self._agree(one, other)
        return self._recognition.contradict(one, other)

    def _agree(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        return all(one.get(name, "") == other.get(name, "") for name in self._recognition.tells_apart)


def _said(rows: Iterable[_Row]) -> dict[_Row, Mapping[str, Any]]:
    by_batch: dict[int, list[_Row]] = {}
    for row in rows:
        by_batch.setdefault(row.batch, []).append(row)
    values = {batch: what_rows_said(batch, [row.number for row in rows]) for batch, rows in by_batch.items()}
    return {row: values[batch].get(row.number, {}) for batch, rows in by_batch.items() for row in rows}
