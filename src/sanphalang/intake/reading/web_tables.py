"""A web page saved as a spreadsheet, as several government systems export: its tables read as sheets."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal, Self

from sanphalang.intake.reading import limits
from sanphalang.intake.reading.merged import Range

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_PIECE_CHARACTERS = 1 << 18
_DIGITS_OF_A_SPAN = 6
_THAI_NAMES = {"tis-620": "cp874", "tis620": "cp874", "windows-874": "cp874", "iso-8859-11": "cp874"}


@dataclass(slots=True)
class WebTable:
    """One table of the page, with the part of a workbook sheet that the reading process uses."""

    name: str
    lines: list[list[str]] = field(default_factory=list)
    spans: list[Range] = field(default_factory=list)
    held: dict[int, int] = field(default_factory=dict)
    """Column -> the last line that a cell from above reaches down to."""
    visible: Literal["Sheet.Visible"] = "Sheet.Visible"
    typ: Literal["Sheet.WorkSheet"] = "Sheet.WorkSheet"

    @property
    def start(self) -> tuple[int, int] | None:
        return (0, 0) if self.lines else None

    @property
    def end(self) -> tuple[int, int] | None:
        return (len(self.lines) - 1, max(map(len, self.lines)) - 1) if self.lines else None

    @property
    def merged_cell_ranges(self) -> list[Range]:
        """Cells that span several rows."""
        return self.spans

    def squared(self) -> Self:
        """Give all lines the same width, as a sheet has."""
        width = max(map(len, self.lines))
        for line in self.lines:
            line += [""] * (width - len(line))
        return self

    def iter_rows(self) -> Iterator[list[str]]:
        return iter(self.lines)


class WebPage:
    """The tables of a page that hold cells."""

    def __init__(self, path: str) -> None:
        reader = _TableReader()
        text = _decoded(Path(path).read_bytes())
        for begin in range(0, len(text), _PIECE_CHARACTERS):
            reader.feed(text[begin : begin + _PIECE_CHARACTERS])
        reader.close()
        self.sheets_metadata = [table.squared() for table in reader.tables if any(any(line) for line in table.lines)]

    def get_sheet_by_index(self, index: int) -> WebTable:
        return self.sheets_metadata[index]


class _TableReader(HTMLParser):
    """Collects cells; a table inside a cell is read as a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[WebTable] = []
        self._open: list[WebTable] = []
        self._cell: list[str] | None = None
        self._right = self._down = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._finish_cell()
            self._open.append(WebTable(f"{len(self.tables) + 1}"))
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._finish_cell()
            self._open[-1].lines.append([])
        elif tag in ("td", "th") and self._open:
            self._finish_cell()
            self._cell = []
            about = dict(attrs)
            self._right = min(_span(about.get("colspan")), limits.COLUMNS)
            self._down = min(_span(about.get("rowspan")), limits.ROWS)
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._finish_cell()
        elif tag == "table" and self._open:
            self._finish_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _finish_cell(self) -> None:
        if self._cell is None or not self._open:
            return
        table = self._open[-1]
        if not table.lines:
            table.lines.append([])
        text = "\n".join(" ".join(line.split()) for line in "".join(self._cell).split("\n")).strip()
        line, row = table.lines[-1], len(table.lines) - 1
        while table.held.get(len(line), -1) >= row:
            line.append("")
        if self._down > 1:
            bottom = row + self._down - 1
            table.spans.append(((row, len(line)), (bottom, len(line) + self._right - 1)))
            table.held.update(dict.fromkeys(range(len(line), len(line) + self._right), bottom))
        line += [text, *[""] * (self._right - 1)]
        self._cell = None


def _span(said: str | None) -> int:
    """Return how many columns or rows a cell says it spans."""
    return max(1, int(said)) if said and said.isascii() and said.isdigit() and len(said) < _DIGITS_OF_A_SPAN else 1


def _decoded(page: bytes) -> str:
    """Return the page's text: byte-order mark, else what it says of itself, else UTF-8, else Windows-874."""
    if page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return page.decode("utf-16", "replace")
    said = _CHARSET.search(page[:4096])
    name = said.group(1).decode().lower() if said else "utf-8"
    for encoding in (_THAI_NAMES.get(name, name), "utf-8-sig"):
        try:
            return page.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return page.decode("cp874", "replace")
