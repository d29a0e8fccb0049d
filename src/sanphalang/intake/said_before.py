"""What the source of a list has told before, by which its rows are known again.

A record may have been renamed or moved by hand since, or have a twin of the same name: its source still means the same
organisation by the same row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sanphalang.files import originals
from sanphalang.intake.models import ImportRow
from sanphalang.organisations import claims
from sanphalang.places.rules import Level

_TELLS_APART = ("name", "village_no", "address", "registration_no", "source_ref")


class _Row(NamedTuple):
    organisation: int
    batch: int
    number: int


class SaidBefore:
    """Finds the organisation that a source meant by the same words before; looked up when first asked for."""

    def __init__(self, source: int) -> None:
        self._source = source
        self._rows: dict[tuple[str, int | None], list[_Row]] | None = None

    def organisation(self, values: Mapping[str, Any], identity: str) -> int | None:
        """Return the one organisation that the source told of before with this name at this place, or None.

        Where several organisations share them, or the place is no more exact than a province, the rows must agree in
        what else tells organisations apart.
        """
        if self._rows is None:
            self._rows = self._look_up()
        rows = self._rows.get((identity, values.get("place")), [])
        exact = values.get("place_level") not in {None, Level.PROVINCE}
        if rows and not (exact and len({row.organisation for row in rows}) == 1 and not values.get("village_no")):
            rows = [row for row in rows if _agree(values, _said(row))]
        found = {row.organisation for row in rows}
        return found.pop() if len(found) == 1 else None

    def _look_up(self) -> dict[tuple[str, int | None], list[_Row]]:
        told = claims.rows_of_source(self._source)
        rows: dict[tuple[str, int | None], list[_Row]] = {}
        for batch, organisations in told.items():
            brought = ImportRow.objects.filter(batch=batch).values_list("number", "identity", "place").iterator()
            for number, identity, place in brought:
                if number in organisations:
                    rows.setdefault((identity, place), []).append(_Row(organisations[number], batch, number))
        return rows


def _said(row: _Row) -> Mapping[str, Any]:
    values: Mapping[str, Any] = originals.read_some(originals.Kind.VALUES, row.batch, [row.number]).get(row.number, {})
    return values


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(name, "") == other.get(name, "") for name in _TELLS_APART)
