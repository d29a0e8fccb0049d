"""Rows on their way from the process that reads a spreadsheet to the one that asked for them: turned into columns.

A column mostly holds one type of cell, so that one look at its types tells what is to be done with all of them.
"""

import datetime
from typing import Any

import orjson

from sanphalang.intake.reading import limits
from sanphalang.intake.reading.cells import EXACT_DIGITS
from sanphalang.intake.reading.reports import FileRefused

_DATES = frozenset({datetime.date, datetime.datetime})


def encoded_batch(numbers: list[int], rows: list[list[Any]], empty_columns_before: int) -> bytes:
    """Return rows of equal width, as the spreadsheet reader gives them, as JSON.

    ``{"numbers": row numbers, "columns": [[cell, …], …], "dates": [[column, row in the batch, ISO], …]}``: dates travel
    beside the cells, for JSON has none. Raises :class:`FileRefused` for a cell beyond the limit. NUL, which no database
    text may hold, is removed.
    """
    dates: list[tuple[int, int, str]] = []
    nothing = [None] * len(rows)
    columns: list[list[Any]] = [nothing] * empty_columns_before
    columns += [_plain(cells, len(columns) + index, dates) for index, cells in enumerate(zip(*rows, strict=True))]
    encoded = orjson.dumps({"numbers": numbers, "columns": columns, "dates": dates})
    if b"\\u0000" in encoded:
        columns = [[c.replace("\0", "") if isinstance(c, str) else c for c in column] for column in columns]
        encoded = orjson.dumps({"numbers": numbers, "columns": columns, "dates": dates})
    return encoded


def decoded_rows(batch: dict[str, list[Any]]) -> list[tuple[Any, ...]]:
    """Return the rows of an encoded batch that has been read as JSON."""
    for column, row, iso in batch["dates"]:
        date: datetime.date = datetime.datetime.fromisoformat(iso) if "T" in iso else datetime.date.fromisoformat(iso)
        batch["columns"][column][row] = date
    return list(zip(*batch["columns"], strict=True))


def _plain(cells: tuple[Any, ...], column: int, dates: list[tuple[int, int, str]]) -> list[Any]:
    """Return one column's cells as JSON can hold them: ``None`` for empty, whole numbers whole, dates set aside."""
    types = set(map(type, cells))
    longest = max(map(len, cells if types == {str} else filter(_is_text, cells)), default=0)
    if longest > limits.CELL_CHARACTERS:
        raise FileRefused("cell_too_long", most=limits.CELL_CHARACTERS)
    if types == {str}:
        return [cell or None for cell in cells]
    if types & _DATES:
        dates += [(column, row, cell.isoformat()) for row, cell in enumerate(cells) if type(cell) in _DATES]
        cells = tuple("" if type(cell) in _DATES else cell for cell in cells)
    return [_plain_cell(cell) for cell in cells]


def _is_text(cell: Any) -> bool:
    return type(cell) is str


def _plain_cell(cell: Any) -> Any:
    if cell == "":
        return None
    if type(cell) is float:
        return int(cell) if cell.is_integer() and abs(cell) < EXACT_DIGITS else cell
    return cell if isinstance(cell, str | int) else str(cell)
