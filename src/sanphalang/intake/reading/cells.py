"""What a row of a table is, whatever file it came from."""

import datetime
import re
from typing import NamedTuple, TypeAlias

Cell: TypeAlias = str | int | float | bool | datetime.date | datetime.datetime | None
"""A cell as the file stores it; ``None`` is an empty cell. Cells of a text file are always text.

Whole numbers are ``int``; a ``float`` that is whole lies beyond the 15 digits that a spreadsheet keeps.
"""

EXACT_DIGITS = 10**15
"""A spreadsheet keeps fifteen digits of a number; a whole number from here on may have lost some."""

_SHORTENED = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,3}")
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#DATA!"})


class Row(NamedTuple):
    """One row: its number in the sheet as a spreadsheet program shows it (from 1), and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]


def lost_digits(cell: Cell) -> bool:
    """Return whether the spreadsheet has dropped digits of a long number (a code, a telephone): beyond recovery."""
    if isinstance(cell, float):
        return abs(cell) >= EXACT_DIGITS
    return isinstance(cell, str) and _SHORTENED.fullmatch(cell.strip()) is not None


def is_error(cell: Cell) -> bool:
    """Return whether the cell shows a spreadsheet error such as ``#REF!`` in place of a value."""
    return isinstance(cell, str) and cell in _ERRORS


def is_blank(cell: Cell) -> bool:
    """Return whether a reader would call the cell empty."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
