"""The columns of a batch as their page shows them: what each was understood as, why, and three examples."""

from __future__ import annotations

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its heading with its letter, three of its cells, why it is what it is, and the field to change it."""

    letter: str
    heading: str
    examples: list[str]
    reasons: list[str]
    field: BoundField


def columns_shown(batch: ImportBatch, form: ColumnsForm, sight: Sight) -> list[ShownColumn]:
    """Return the columns in the order of the file, with the examples that the viewer may see."""
    rows = _first_rows(batch)
    return [
        ShownColumn(
            letter_of(column["index"]) if column["header"] else "",
            heading_of(column),
            [str(HIDDEN)] if sight.hides(column["field"]) else _examples(rows, column["index"]),
            [column_reason_sentence(reason) for reason in column["reasons"]],
            form[form.name_of(column)],
        )
        for column in batch.layout["columns"]
    ]


def _first_rows(batch: ImportBatch) -> Sequence[Sequence[Any]]:
    """Return the first rows of data; before the first check none is kept, and the file is asked."""
    kept = [cells for _number, cells in islice(originals.read(originals.Kind.CELLS, batch.pk), _LOOKED_AT)]
    if kept:
        return kept
    heading = batch.layout["header_rows"]
    try:
        with open_table_file(path_of(batch.file), original_name=batch.file_name) as workbook:
            sample = workbook.sample(batch.layout["sheet"])
    except FileRefused:
        return []
    return [covered_cells(row.cells)[0] for row in sample.rows if not heading or row.number > heading[-1]][:_LOOKED_AT]


def _examples(rows: Sequence[Sequence[Any]], index: int) -> list[str]:
    cells = (cells[index] for cells in rows if index < len(cells) and not is_blank(cells[index]))
    texts = dict.fromkeys(shown_cell(cell) for cell in cells)
    return [
        text if len(text) <= _LONGEST_EXAMPLE else f"{text[:_LONGEST_EXAMPLE]}…" for text in islice(texts, _EXAMPLES)
    ]
