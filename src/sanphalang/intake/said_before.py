"""What the source of a list has told before, by which its rows are known again.

A record may have been renamed or moved by hand since, or have a twin of the same name: its source still means the same
organisation by the same row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sanphalang.files import originals
from sanphalang.intake.models import ImportRow
from sanphalang.intake.sameness import marks_of, told_apart
from sanphalang.organisations import said as registry
from sanphalang.places.rules import Level

_TELLS_APART = ("name", "village_no", "address", "registration_no", "source_ref")


class _Row(NamedTuple):
    organisation: int
    batch: int
    number: int


class SaidBefore:
    """Finds the organisations that a source meant by the same words before; looked up when first asked for.

    What ``but_not_of``, a batch, has told itself does not count.
    """

    def __init__(self, source: int, *, but_not_of: int | None = None) -> None:
        self._source = source
        self._but_not_of = but_not_of
        self._rows: dict[tuple[str, int | None], list[_Row]] | None = None

    def organisations(self, asked: Sequence[tuple[Mapping[str, Any], str]]) -> list[int | None]:
        """Return for values and identity of each row the one organisation of which the source said the same before.

        Where several organisations share name and place, or the place is no more exact than a province, the rows must
        agree in what else tells organisations apart.
        """
        if self._rows is None:
            self._rows = self._look_up()
        candidates = [self._rows.get((identity, values.get("place")), []) for values, identity in asked]
        said = _said({row for rows in candidates for row in rows})
        return [_meant(values, rows, said) for (values, _identity), rows in zip(asked, candidates, strict=True)]

    def _look_up(self) -> dict[tuple[str, int | None], list[_Row]]:
        rows: dict[tuple[str, int | None], list[_Row]] = {}
        for batch, organisations in registry.rows_of_source(self._source).items():
            if batch == self._but_not_of:
                continue
            brought = ImportRow.objects.filter(batch=batch).values_list("number", "identity", "place").iterator()
            for number, identity, place in brought:
                if number in organisations:
                    rows.setdefault((identity, place), []).append(_Row(organisations[number], batch, number))
        return rows


def _said(rows: Iterable[_Row]) -> dict[_Row, Mapping[str, Any]]:
    by_batch: dict[int, list[_Row]] = {}
    for row in rows:
        by_batch.setdefault(row.batch, []).append(row)
    values = {
        batch: originals.read_some(originals.Kind.VALUES, batch, [row.number for row in rows])
        for batch, rows in by_batch.items()
    }
    return {row: values[batch].get(row.number, {}) for batch, rows in by_batch.items() for row in rows}


def _meant(values: Mapping[str, Any], rows: Sequence[_Row], said: Mapping[_Row, Mapping[str, Any]]) -> int | None:
    rows = [row for row in rows if not _contradict(values, said[row])]
    exact = values.get("place_level") not in {None, Level.PROVINCE} and not values.get("village_no")
    if not exact or len({row.organisation for row in rows}) > 1:
        rows = [row for row in rows if _agree(values, said[row])]
    found = {row.organisation for row in rows}
    return found.pop() if len(found) == 1 else None


def _contradict(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    numbers = {each["registration_no"] for each in (one, other) if "registration_no" in each}
    return len(numbers) == 2 or told_apart(marks_of(one["name"]), marks_of(other.get("name", "")))


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(name, "") == other.get(name, "") for name in _TELLS_APART)
