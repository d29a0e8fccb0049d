"""Tables to take home: safe to open, and unchanged when they come back.

A spreadsheet program reads a cell that begins with = + - @ (or a tab or line break before them) as a formula. In CSV
such text gets an apostrophe in front, and text that already begins with one gets another, so that ``unescape_cell``
gives back exactly what was there. In XLSX text is stored as text, which needs no mark. Codes and telephones are text
and keep their zeros; numbers stay numbers; dates are ISO 8601 text in the Common Era, so that no program turns them.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

import xlsxwriter

Value = str | int | float | Decimal | bool | dt.date | dt.datetime | None

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Thai in a CSV as Windows-874
_IN_MEMORY = 2_000_000  # bytes; a larger workbook goes to disk
_NARROW, _WIDE = 10, 60  # characters
_XLSX = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SHEET_ROWS = 1_048_576
_CELL_LENGTH = 32_767
_LINES_IN_A_PIECE = 500
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no way to write these


def escape_cell(text: str) -> str:
    """Return the text as CSV may hold it, with an apostrophe in front where a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def unescape_cell(text: str) -> str:
    """Return what ``escape_cell`` was given. An apostrophe that it did not put there stays."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text


def stream_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]], *, above: Sequence[str] = ()) -> Iterator[str]:
    """Yield a UTF-8 CSV line by line, byte-order mark and header first; for a ``StreamingHttpResponse``.

    ``above`` are lines that stand before the header and tell of the file.
    """
    # Every text stands in quotation marks: where the list separator is a semicolon, "a;=1" would become two cells.
    line = csv.writer(_Echo(), quoting=csv.QUOTE_NONNUMERIC).writerow
    head = [[escape_cell(text)] for text in above] + [[escape_cell(name) for name in columns]]
    yield _BYTE_ORDER_MARK + "".join(line(cells) for cells in head)
    for row in rows:
        yield line([_csv_value(value) for value in row])


def in_pieces(lines: Iterator[str]) -> Iterator[str]:
    """Join lines for a ``StreamingHttpResponse``, because the server sends each piece by itself."""
    while piece := "".join(islice(lines, _LINES_IN_A_PIECE)):
        yield piece


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, columns and rows; ``above`` are lines that stand before the header."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[Value]], *, above: Sequence[str] = ()) -> IO[bytes]:
    """Return a workbook of one sheet, read from its start: frozen bold header, columns as wide as their heads ask.

    ``above`` are lines that stand before the header and tell of the file. Memory stays constant. Raises ValueError when
    there are more rows than a sheet can hold.
    """
    return write_workbook([Sheet("", columns, rows, above)])


def write_workbook(sheets: Iterable[Sheet]) -> IO[bytes]:
    """Return a workbook of several sheets, read from its start; see :func:`write_xlsx`."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller sends it and closes it)
    try:
        with xlsxwriter.Workbook(file, _XLSX) as book:
            for sheet in sheets:
                _fill(book, sheet)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _fill(book: xlsxwriter.Workbook, said: Sheet) -> None:
    sheet = book.add_worksheet(said.name or None)
    bold = book.add_format({"bold": True})
    for number, text in enumerate(said.above):
        sheet.write_string(number, 0, writable(text))
    for column, name in enumerate(said.columns):
        sheet.set_column(column, column, min(max(_NARROW, len(name) + 4), _WIDE))
        sheet.write_string(len(said.above), column, writable(name), bold)
    sheet.freeze_panes(len(said.above) + 1, 0)
    for number, row in enumerate(said.rows, start=len(said.above) + 1):
        if number >= _SHEET_ROWS:
            raise ValueError(f"A sheet holds at most {_SHEET_ROWS - 1:,} rows.")
        for column, value in enumerate(row):
            _write(sheet, number, column, value)


class _Echo:
    """A file that hands back what is written to it, so that a CSV line is made without being kept."""

    def write(self, line: str) -> str:
        return line


def _csv_value(value: Value) -> str | int | float | Decimal:
    """Numbers stay numbers, a negative one too: a plain number calculates nothing."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    return escape_cell(_text(value))


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Value) -> None:
    if value is None or value == "":
        return
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, writable(_text(value)))


def writable(text: str) -> str:
    """Leave out what XML or a cell cannot hold, and keep xlsxwriter from taking the text for its own markup."""
    text = _UNWRITABLE.sub("", text)[:_CELL_LENGTH]
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
