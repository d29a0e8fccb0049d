"""Finding the place that each row of any table means: which columns say what, and the answer as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sanphalang.intake.known_places import gazetteer_with_villages
from sanphalang.intake.layout import place_names
from sanphalang.intake.reading.cells import Cell, Row
from sanphalang.intake.understanding.columns import guess_columns
from sanphalang.intake.understanding.facts import facts_of
from sanphalang.intake.understanding.fields import FieldSet
from sanphalang.intake.understanding.marks import cell_text
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.thai.key import match_key
from sanphalang.thai.places import Context, PlaceAnswer, PlaceColumns, resolve_columns

ANSWER_COLUMNS = ("place_code", "place_level", "place_confidence", "place_reason", "place_alternatives")

_HEADER_WITHIN = 200  # rows in which the named columns are looked for
_LOOKED_AT = 400  # rows by which a column is recognised
_ROLES = (
    "subdistrict", "district", "province", "address", "postal_code", "village_no", "place_code", "local_authority",
)  # fmt: skip
_FIELDS = FieldSet("places", tuple(field for field in ORGANISATIONS.fields if field.name in _ROLES), needed="address")


class ColumnMissing(LookupError):  # noqa: N818 (reads as a sentence where it is raised)
    """No row names all the columns; the argument lists the headings of the row that comes nearest."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the heading is, and which of the columns (by position) says what; several may be parts of the address."""

    header: Row
    roles: Mapping[int, str]


def layout_of(rows: Iterator[Row], wanted: Sequence[str]) -> Layout:
    """Find the heading that names the wanted columns, and tell by names and contents what each column holds.

    A name is compared by its match key, so spaces and line breaks in a heading do not matter. Raises
    :class:`ColumnMissing`.
    """
    header, positions = _header(islice(rows, _HEADER_WITHIN), wanted)
    sample = list(islice(rows, _LOOKED_AT))
    facts = [facts_of(position, sample, place_names()) for position in positions]
    headers = [cell_text(header.cells[position]) for position in positions]
    guesses = guess_columns(headers, facts, _FIELDS)
    return Layout(header, {positions[guess.index]: guess.field or "address" for guess in guesses})


def _header(rows: Iterator[Row], wanted: Sequence[str]) -> tuple[Row, list[int]]:
    keys = [match_key(name) for name in wanted]
    nearest: Row | None = None
    most = -1
    for row in rows:
        known = {key: position for position, key in reversed(list(enumerate(map(_key, row.cells)))) if key}
        found = [known[key] for key in keys if key in known]
        if len(found) == len(keys):
            return row, found
        if len(found) > most:
            nearest, most = row, len(found)
    raise ColumnMissing(", ".join(filter(None, map(cell_text, nearest.cells))) if nearest else "")


def _key(cell: Cell) -> str:
    return match_key(cell_text(cell))


class Resolver:
    """Answers the rows of one table; where a text leaves it open, places inside ``within`` come first."""

    def __init__(self, layout: Layout, within: str = "") -> None:
        self._roles = layout.roles
        self._gazetteer = gazetteer_with_villages()
        self._context = Context(within)

    def answer(self, cells: Sequence[Cell]) -> PlaceAnswer:
        """Return the place that a row's cells mean together."""
        said: dict[str, str] = {}
        for position, role in self._roles.items():
            text = cell_text(cells[position]) if position < len(cells) else ""
            if text:
                said[role] = f"{said[role]} {text}" if role in said else text
        said["code"] = said.pop("place_code", "")
        authority = said.pop("local_authority", "")
        if authority and "subdistrict" not in said:
            said.setdefault("address", authority)  # an อปท. stands in where nothing nearer is written
        return resolve_columns(self._gazetteer, PlaceColumns(**said), context=self._context)


def answer_cells(answer: PlaceAnswer) -> list[str]:
    """Return an answer as the cells of :data:`ANSWER_COLUMNS`; all are empty but the reason when there is none."""
    reasons = "; ".join(_reason(reason.kind, reason.written, reason.read_as) for reason in answer.reasons)
    others = " ".join(f"{other.code}:{other.confidence:.2f}" for other in answer.alternatives)
    confidence = f"{answer.confidence:.2f}" if answer.code else ""
    return [answer.code, answer.level or "", confidence, reasons, others]


def _reason(kind: str, written: str, read_as: str) -> str:
    said = " > ".join(dict.fromkeys(filter(None, (written, read_as))))
    return f"{kind}: {said}" if said else kind


def own_text(cell: Cell) -> str:
    """Return a cell of the file as text, unchanged."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell if isinstance(cell, str) else cell_text(cell)
