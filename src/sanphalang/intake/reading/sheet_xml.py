"""Cheap looks at the XML of an xlsx workbook's sheets, without building anything from it."""

import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from sanphalang.intake.reading import limits
from sanphalang.intake.reading.archive import open_part, read_piece, refuse_declarations, sheet_parts
from sanphalang.intake.reading.reports import FileRefused

_PIECE_BYTES = 1 << 20
_OVERLAP_BYTES = 512
_FORMULA_WITHOUT_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?: [^<>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELL_ADDRESS = re.compile(rb'<(?:\w+:)?c [^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class FarCells:
    """Cells outside the rows and columns that are read: the first one's address, and how many were seen."""

    first: str
    count: int


def formulas_without_values(archive: zipfile.ZipFile) -> int:
    """Return how many cells hold a formula whose result was not stored; they read as empty.

    Unpacks every sheet once, so that sizes that the directory lies about are noticed as well (``unpacks_too_large``).
    """
    return sum(
        len(_FORMULA_WITHOUT_VALUE.findall(piece))
        for part in sheet_parts(archive)
        for piece in _pieces(archive, part)
        if b"f>" in piece or b"f " in piece or b"f/" in piece
    )


def find_far_cells(archive: zipfile.ZipFile) -> FarCells | None:
    """Return the cells that lie beyond the limits, looking for ``limits.DIAGNOSIS_SECONDS`` at most."""
    until = time.monotonic() + limits.DIAGNOSIS_SECONDS
    first, count = "", 0
    for part in sheet_parts(archive):
        for piece in _pieces(archive, part):
            for letters, row in _CELL_ADDRESS.findall(piece):
                if int(row) > limits.ROWS or column_number(letters.decode()) > limits.COLUMNS:
                    first = first or (letters + row).decode()
                    count += 1
            if time.monotonic() > until:
                break
    return FarCells(first, count) if first else None


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part's XML, each piece beginning at the last cell that the piece before did not finish."""
    unpacked = 0
    rest = b""
    with open_part(archive, part) as stream:
        while piece := read_piece(stream, _PIECE_BYTES):
            unpacked += len(piece)
            if unpacked > limits.UNPACKED_BYTES:
                raise FileRefused("unpacks_too_large", megabytes=unpacked // 1_000_000)
            piece = rest + piece
            refuse_declarations(piece)
            cut = piece.rfind(b"<row")
            cut = cut if cut > 0 else max(0, len(piece) - _OVERLAP_BYTES)
            yield piece[:cut]
            rest = piece[cut:]
    yield rest
