"""A list to take home: the same rows, with the cells coloured in which something was found and the reasons beside.

The file is read again, so that every cell keeps its type; no cell is ever written as a formula.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from sanphalang.files.storage import path_of
from sanphalang.intake import queries
from sanphalang.intake.citizen_ids import FIELD as CITIZEN_ID
from sanphalang.intake.citizen_ids import as_shown, covered_cells
from sanphalang.intake.cleaning import ASKS_FIRST, PLACE_FIELDS
from sanphalang.intake.finding_sentences import FINDINGS
from sanphalang.intake.layout import ROWS_OF_A_SHEET
from sanphalang.intake.models import Finding, ImportBatch, ImportRow, Outcome
from sanphalang.intake.reading.cells import Cell, Row
from sanphalang.intake.reading.workbook import SheetInfo, open_table_file
from sanphalang.intake.sentences import outcome_of
from sanphalang.intake.taken_home import FOUND_HEADING, OUTCOME_HEADING, AsItCame
from sanphalang.intake.told_of_rows import why_of
from sanphalang.intake.words import FIELDS
from sanphalang.web.exports import unescape_cell, writable

TO_FIX = (Outcome.DOUBTFUL, Outcome.REJECTED)
_CHUNK = 1_000
_IN_MEMORY = 2_000_000  # bytes; a larger workbook goes to disk
_COMMENTS = 10_000  # they are kept in memory until the workbook is closed
_FIRST_YEAR = 1900  # of a spreadsheet's calendar
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_GROUNDS = {"right": "#e5f3ea", "doubt": "#fdf0dc", "wrong": "#fbe8e6", "note": "#e6f0f1"}
_WORST_FIRST = ("wrong", "doubt", "right", "note")
_LONGEST_SHEET_NAME = 31


def annotated_workbook(batch: ImportBatch, *, only: Collection[str] = ()) -> IO[bytes]:
    """Return the workbook from its start; ``only``: the rows with these outcomes alone, under the heading.

    Raises :class:`FileRefused` when the kept file cannot be read any more.
    """
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller sends it and closes it)
    try:
        with (
            open_table_file(path_of(batch.file), original_name=batch.file_name) as opened,
            xlsxwriter.Workbook(file, _OPTIONS) as book,
        ):
            workbook = AsItCame(opened)
            workbook.samples()
            writer = _Writer(book, batch, escaped=workbook.is_text)
            if only:
                writer.write_some(workbook, only)
            else:
                writer.write_all(workbook)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


class _Writer:
    """Writes the sheets of one batch, a chunk of rows at a time."""

    def __init__(self, book: xlsxwriter.Workbook, batch: ImportBatch, *, escaped: bool) -> None:
        """``escaped``: the file is text, where an apostrophe marks what would calculate; a workbook needs no mark."""
        self._book = book
        self._escaped = escaped
        self._batch = batch
        self._formats: dict[tuple[str, str], Any] = {}
        self._comments = 0
        columns = batch.layout["columns"]
        self._width = len(columns)
        self._column_of = {column["field"]: column["index"] for column in columns if column["field"]}
        self._citizen_ids = [index for name, index in self._column_of.items() if name == CITIZEN_ID]
        self._place_columns = sorted(index for name, index in self._column_of.items() if name in PLACE_FIELDS)
        self._headings = [column["header"] for column in columns]
        self._heading_rows: list[int] = batch.layout["header_rows"]

    def write_all(self, workbook: AsItCame) -> None:
        """Write every sheet as it came; those of the list with what was found beside the rows."""
        offsets = self._offsets(workbook.sheets)
        for info in workbook.sheets:
            sheet = self._sheet(info)
            rows = workbook.rows(info.index)
            if info.index not in offsets:
                for row in rows:
                    self._cells(sheet, row.number - 1, row.cells, {})
                continue
            for row, outcome, found in self._checked(rows, offsets[info.index]):
                self._row(sheet, row.number - 1, row.cells, outcome, found)
                if self._heading_rows and row.number == self._heading_rows[-1]:
                    self._write_headings(sheet, row.number - 1)

    def write_some(self, workbook: AsItCame, only: Collection[str]) -> None:
        """Write the heading and the rows with some outcomes, one under the other."""
        sheet = self._sheet(SheetInfo(0))
        at = 0
        if self._heading_rows:
            self._cells(sheet, 0, self._headings, {})
            self._write_headings(sheet, 0)
            at = 1
        for index, offset in self._offsets(workbook.sheets).items():
            for row, outcome, found in self._checked(workbook.rows(index), offset):
                if outcome is not None and outcome.outcome in only:
                    self._row(sheet, at, row.cells, outcome, found)
                    at += 1

    def _offsets(self, sheets: Sequence[SheetInfo]) -> dict[int, int]:
        """Return what is added to the row numbers of each sheet of the list, as when its rows were checked."""
        layout = self._batch.layout
        more = [info.index for name in layout["more_sheets"] for info in sheets if info.name == name]
        return {index: at * ROWS_OF_A_SHEET for at, index in enumerate([layout["sheet"], *more])}

    def _checked(self, rows: Iterator[Row], offset: int) -> Iterator[tuple[Row, ImportRow | None, Sequence[Finding]]]:
        while chunk := list(islice(rows, _CHUNK)):
            first, last = offset + chunk[0].number, offset + chunk[-1].number
            known = {row.number: row for row in queries.rows(self._batch).filter(number__range=(first, last))}
            found = queries.findings_between(self._batch, first, last)
            for row in chunk:
                number = offset + row.number
                yield row, known.get(number), found.get(number, ())

    def _row(
        self, sheet: Any, at: int, cells: Sequence[Cell], outcome: ImportRow | None, found: Sequence[Finding]
    ) -> None:
        by_column: dict[int, list[Finding]] = {}
        for finding in found:
            for index in self._columns_of(finding.field):
                by_column.setdefault(index, []).append(finding)
        self._cells(sheet, at, cells, {index: _tone(each) for index, each in by_column.items()})
        if outcome is None:
            return
        for index, each in by_column.items():
            if index not in self._place_columns[1:] and self._comments < _COMMENTS:
                self._comments += 1
                sheet.write_comment(at, index, _sentences(each), {"author": "", "x_scale": 2})
        said = outcome_of(outcome)
        text = str(said.text) if self._heading_rows else f"{OUTCOME_HEADING}: {said.text}"
        sheet.write_string(at, self._width, text, self._format(said.tone, ""))
        sheet.write_string(at, self._width + 1, writable(_told(self._batch, outcome, found)), self._format("", ""))

    def _columns_of(self, field: str) -> Sequence[int]:
        if field == "place":
            return self._place_columns
        return [self._column_of[field]] if field in self._column_of else []

    def _cells(self, sheet: Any, at: int, cells: Sequence[Cell], tones: dict[int, str]) -> None:
        for column, cell in enumerate(covered_cells(cells, self._citizen_ids)[0]):
            tone = tones.get(column, "")
            if isinstance(cell, dt.date) and cell.year >= _FIRST_YEAR:
                shape = "yyyy-mm-dd hh:mm:ss" if isinstance(cell, dt.datetime) else "yyyy-mm-dd"
                sheet.write_datetime(at, column, cell, self._format(tone, shape))
            elif isinstance(cell, bool):
                sheet.write_boolean(at, column, cell, self._format(tone, ""))
            elif isinstance(cell, int | float) and math.isfinite(cell):
                sheet.write_number(at, column, cell, self._format(tone, ""))
            elif cell is not None and cell != "":
                text = as_shown(unescape_cell(str(cell)) if self._escaped else str(cell))
                sheet.write_string(at, column, writable(text), self._format(tone, ""))
            elif tone:
                sheet.write_blank(at, column, None, self._format(tone, ""))

    def _format(self, tone: str, shape: str) -> Any:
        if not tone and not shape:
            return None
        if (tone, shape) not in self._formats:
            look = {"num_format": shape} if shape else {}
            look |= {"bg_color": _GROUNDS[tone]} if tone in _GROUNDS else {}
            self._formats[tone, shape] = self._book.add_format(look)
        return self._formats[tone, shape]

    def _write_headings(self, sheet: Any, at: int) -> None:
        bold = self._book.add_format({"bold": True})
        sheet.write_string(at, self._width, str(OUTCOME_HEADING), bold)
        sheet.write_string(at, self._width + 1, str(FOUND_HEADING), bold)

    def _sheet(self, info: SheetInfo) -> Any:
        name = info.name[:_LONGEST_SHEET_NAME]
        try:
            sheet = self._book.add_worksheet(name or None)
        except xlsxwriter.exceptions.XlsxWriterException:  # a name that other programs allow
            sheet = self._book.add_worksheet()
        if info.hidden and info.index:
            sheet.hide()
        sheet.set_column(self._width, self._width, 22)
        sheet.set_column(self._width + 1, self._width + 1, 70)
        return sheet


def _tone(found: Iterable[Finding]) -> str:
    tones = {FINDINGS[each.kind].tone for each in found if each.kind in FINDINGS}
    return next((tone for tone in _WORST_FIRST if tone in tones), "note")


def _sentences(found: Iterable[Finding]) -> str:
    """Return what was found in a cell and what to do; questions are answered on the page, not here."""
    kinds = dict.fromkeys(each.kind for each in found if each.kind in FINDINGS)
    todos = {kind: "" if kind in ASKS_FIRST else FINDINGS[kind].todo for kind in kinds}
    return "\n".join(f"{FINDINGS[kind].text} {todo}".strip() for kind, todo in todos.items())


def _told(batch: ImportBatch, row: ImportRow, found: Sequence[Finding]) -> str:
    """Return the reasons for the outcome and what was found in the cells, as one text."""
    kinds = {each.kind for each in found}
    told = [str(said.text) for kind, said in why_of(batch, row).items() if kind not in kinds]
    if row.leader is not None:
        told.append(_("See row %(number)s.") % {"number": row.leader % ROWS_OF_A_SHEET})
    for each in found:
        if each.kind in FINDINGS:
            detail = f" ({each.detail})" if " → " in each.detail else ""
            told.append(f"{FIELDS.get(each.field, each.field)}: {FINDINGS[each.kind].text}{detail}")
    return " ".join(dict.fromkeys(told))
