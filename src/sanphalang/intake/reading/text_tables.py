"""Tables in text files: comma, semicolon, tab or bar between the cells, in the encodings that Thai agencies use."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sanphalang.intake.reading import limits
from sanphalang.intake.reading.cells import Cell, Row
from sanphalang.intake.reading.reports import FileRefused

_PIECE_BYTES = 1 << 20
_SAMPLE_CHARACTERS = 65_536
_DELIMITERS = (",", "\t", ";", "|")
_MARKS = (  # the longer mark first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINES_OF_A_ROW = 3
"""Lines to a row, on average, up to which a long file may still have no more rows than are read."""
_MOST_UNDECODABLE = 0.02
"""Share of characters that the Thai code page does not know, above which the bytes are no text."""
_QUOTES_MISS = 0.5
"""How much less a delimiter is worth that stands where no quoted cell ends."""


@dataclass(frozen=True, slots=True)
class TextShape:
    """How a text file is to be read. ``undecodable`` counts the characters that will show as ``\ufffd``."""

    encoding: str
    delimiter: str
    lines: int
    undecodable: int = 0


def shape_of(path: Path) -> TextShape:
    """Return how the text file is to be read, having looked at all of it.

    A byte-order mark decides the encoding, else UTF-8 where every byte fits, else Windows-874.
    Raises :class:`FileRefused`: ``nul_bytes``, ``line_too_long``,
    ``too_many_rows``, ``not_a_table``.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE_CHARACTERS)
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _utf16_without_mark(head)
    if encoding in (None, "utf-8-sig"):
        fits, lines = _look_through(path)
        encoding = encoding or ("utf-8" if fits else "cp874")
        undecodable = 0 if fits else _count_undecodable(path, encoding)
    else:
        lines, undecodable = _look_through_wide(path, encoding)
    if lines > limits.ROWS * _LINES_OF_A_ROW:
        raise FileRefused("too_many_rows", most=limits.ROWS)
    with _opened(path, encoding) as text:
        delimiter = delimiter_of(text.read(_SAMPLE_CHARACTERS))
    return TextShape(encoding, delimiter, lines, undecodable)


def rows_of(path: Path, shape: TextShape) -> Iterator[Row]:
    """Yield the rows that hold anything, all cells text. Raises :class:`FileRefused` where a limit is passed."""
    with _opened(path, shape.encoding) as text:
        reader = csv.reader(text, delimiter=shape.delimiter)
        line = 0
        try:
            for number, cells in enumerate(reader, 1):
                if reader.line_num - line > limits.LINES_OF_ONE_ROW:
                    raise FileRefused("unclosed_quote", row=number)
                line = reader.line_num
                if number > limits.ROWS:
                    raise FileRefused("too_many_rows", most=limits.ROWS)
                if any(cells):
                    yield Row(number, _text_cells(cells))
        except csv.Error as error:
            raise FileRefused("cell_too_long", most=csv.field_size_limit()) from error


def delimiter_of(text: str) -> str:
    """Return the character that cuts most lines of the text into the same number of cells; a comma when none does."""
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        try:
            widths = [len(cells) for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if cells]
        except csv.Error:
            continue
        cut = Counter(width for width in widths[:-1] or widths if width > 1)
        if cut:
            width, times = cut.most_common(1)[0]
            share = times / max(1, len(widths))
            # Equal shares: more cells is the better reading (a comma inside texts also cuts now and then).
            worth = share + min(width, 50) / 1000 - (0 if _quotes_fit(text, delimiter) else _QUOTES_MISS)
            if worth > most:
                best, most = delimiter, worth
    return best


def _quotes_fit(text: str, delimiter: str) -> bool:
    """Say whether every quoted cell ends at a delimiter or at the end of a line."""
    try:
        for _row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)  # the sample ends inside a cell
    return True


def _opened(path: Path, encoding: str) -> io.TextIOWrapper:
    errors = "strict" if encoding == "utf-8" else "replace"
    return path.open(encoding=encoding, errors=errors, newline="")


def _text_cells(cells: list[str]) -> tuple[Cell, ...]:
    while len(cells) > limits.COLUMNS and not cells[-1]:
        cells.pop()
    if len(cells) > limits.COLUMNS:
        raise FileRefused("too_many_columns", columns=len(cells), most=limits.COLUMNS)
    return tuple([cell or None for cell in cells])


def _utf16_without_mark(head: bytes) -> str | None:
    """Recognise UTF-16 by its line ends and commas, every second byte of which is NUL."""
    if b"\x00" not in head:
        return None
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = head[offset::2]
        if high and sum(high.count(value) for value in (0x00, 0x0E)) / len(high) > 0.9:
            return encoding
    return None


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE_BYTES):
        yield piece


def _look_through(path: Path) -> tuple[bool, int]:
    """Return whether all bytes are UTF-8, and the number of line ends; refuse NUL bytes and endless lines."""
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    lines = since_line_end = 0
    with path.open("rb") as file:
        for piece in _pieces(file):
            if b"\x00" in piece:
                raise FileRefused("nul_bytes")
            lines += piece.count(b"\n") or piece.count(b"\r")
            since_line_end = _longest_line(piece, since_line_end)
            if decoder is not None:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    decoder = None
    return decoder is not None and not decoder.getstate()[0], lines


def _longest_line(piece: bytes, before: int) -> int:
    """Return how many bytes of the last line have passed; raise ``line_too_long`` for a line beyond the limit.

    A line within one piece cannot be longer than the piece, so only those that cross its edges are measured.
    """
    first = max(piece.find(b"\n"), piece.find(b"\r"))
    if first < 0:
        after = before + len(piece)
    else:
        before += first
        after = len(piece) - 1 - max(piece.rfind(b"\n"), piece.rfind(b"\r"))
    if max(before, after) > limits.LINE_CHARACTERS * 3:  # a Thai character is three bytes
        raise FileRefused("line_too_long", most=limits.LINE_CHARACTERS)
    return after


def _count_undecodable(path: Path, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder("utf-8" if encoding == "utf-8-sig" else encoding)("replace")
    unknown = total = 0
    with path.open("rb") as file:
        for piece in _pieces(file):
            text = decoder.decode(piece)
            unknown += text.count("\ufffd")
            total += len(text)
    if unknown > total * _MOST_UNDECODABLE:
        raise FileRefused("not_a_table")
    return unknown


def _look_through_wide(path: Path, encoding: str) -> tuple[int, int]:
    """Return line ends and undecodable characters of a text in UTF-16 or UTF-32; refuse as for the others."""
    lines = unknown = total = 0
    with _opened(path, encoding) as text:
        while line := text.readline(limits.LINE_CHARACTERS):
            if len(line) == limits.LINE_CHARACTERS:
                raise FileRefused("line_too_long", most=limits.LINE_CHARACTERS)
            if "\x00" in line:
                raise FileRefused("nul_bytes")
            lines += 1
            total += len(line)
            unknown += line.count("\ufffd")
    if unknown > total * _MOST_UNDECODABLE:
        raise FileRefused("not_a_table")
    return lines, unknown
