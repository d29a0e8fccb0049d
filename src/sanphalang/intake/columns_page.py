"""The columns of a batch as their page shows them: what each was understood as, why, and three examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.forms import BoundField

from sanphalang.files import originals
from sanphalang.files.storage import path_of
from sanphalang.intake.citizen_ids import covered_cells
from sanphalang.intake.forms import ColumnsForm
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.reading.cells import is_blank
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.reading.workbook import open_table_file
from sanphalang.intake.sentences import column_reason_sentence
from sanphalang.intake.shown_values import shown_cell
from sanphalang.intake.sight import HIDDEN, Sight
from sanphalang.intake.summary import heading_of, letter_of

_LOOKED_AT = 40
_EXAMPLES = 3
_LONGEST_EXAMPLE = 60
_Rows = Sequence[tuple[int, Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its heading with its letter, three of its cells, why it is what it is, and the field to change it.

    ``private_rows`` are the rows of the examples, where the column is one that not everybody may see.
    """

    letter: str
    heading: str
    examples: list[str]
    reasons: list[str]
    field: BoundField
    private_rows: frozenset[int]


def columns_shown(batch: ImportBatch, form: ColumnsForm, sight: Sight) -> list[ShownColumn]:
    """Return the columns in the order of the file, with the examples that the viewer may see."""
    rows = _first_rows(batch)
    return [_shown(column, form, sight, rows) for column in batch.layout["columns"]]


def _shown(column: Mapping[str, Any], form: ColumnsForm, sight: Sight, rows: _Rows) -> ShownColumn:
    examples = {} if sight.hides(column["field"]) else _examples(rows, column["index"])
    is_private = column["field"] is None or column["field"] in sight.private
    return ShownColumn(
        letter_of(column["index"]) if column["header"] else "",
        heading_of(column),
        [str(HIDDEN)] if sight.hides(column["field"]) else list(examples),
        [column_reason_sentence(reason) for reason in column["reasons"]],
        form[form.name_of(column)],
        frozenset(examples.values()) if is_private else frozenset(),
    )


def _first_rows(batch: ImportBatch) -> _Rows:
    """Return the first rows of data; before the first check none is kept, and the file is asked."""
    kept = list(islice(originals.read(originals.Kind.CELLS, batch.pk), _LOOKED_AT))
    if kept:
        return kept
    heading = batch.layout["header_rows"]
    try:
        with open_table_file(path_of(batch.file), original_name=batch.file_name) as workbook:
            sample = workbook.sample(batch.layout["sheet"])
    except FileRefused:
        return []
    behind = heading[-1] if heading else 0
    return [(row.number, covered_cells(row.cells)[0]) for row in sample.rows if row.number > behind][:_LOOKED_AT]


def _examples(rows: _Rows, index: int) -> dict[str, int]:
    """Return the first different cells of a column, and the row of each."""
    found: dict[str, int] = {}
    for number, cells in rows:
        if index < len(cells) and not is_blank(cells[index]):
            text = shown_cell(cells[index])
            found.setdefault(text if len(text) <= _LONGEST_EXAMPLE else f"{text[:_LONGEST_EXAMPLE]}…", number)
        if len(found) == _EXAMPLES:
            break
    return found
