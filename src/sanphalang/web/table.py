"""A table as data: rooms declare columns and give rows, `web/components/table.html` draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sanphalang.web.figures import show_figure

Words = str | Promise  # a translated string may still be lazy
Tone = Literal["", "right", "doubt", "wrong", "note", "quiet"]
Value = Words | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``kind`` figure is right-aligned; ``sort`` is what ``?sort=`` says, empty when it cannot sort."""

    label: Words
    kind: Literal["text", "figure"] = "text"
    sort: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether the cells are numbers."""
        return self.kind == "figure"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a value, and what may go with it. ``None`` is unknown (ไม่ทราบ), never zero.

    ``url`` makes it a link, ``tone`` a pill, ``note`` is a second quiet line, ``title`` the exact value on hover and in
    print.
    """

    value: Value
    url: str = ""
    tone: Tone = ""
    note: Words = ""
    title: Words = ""

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows the value."""
        return self.value is None or self.value == ""

    @property
    def text(self) -> str:
        """The value as words or as a figure with its thousands apart."""
        if self.is_unknown:
            return _("Unknown")
        if isinstance(self.value, int | float | Decimal):
            return show_figure(self.value)
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Head:
    """A column as the reader sees it now: sorted or not, and what a click on it asks for."""

    label: Words
    is_figure: bool
    sort: str
    next_sort: str
    direction: Literal["", "ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows and the order in force. The first column names the row.

    ``sort`` is a column's sort name, with a leading ``-`` when descending. ``phone`` is what becomes of the table on a
    telephone: its cells ``stack`` with their labels, it scrolls sideways in a region of its own (many figures), or it
    is kept as it is (two or three short columns). ``drawn`` holds the rows as HTML where they were drawn before.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | Value]]
    caption: Words
    sort: str = ""
    phone: Literal["stack", "scroll", "keep"] = field(default="stack", kw_only=True)
    drawn: SafeString | None = field(default=None, kw_only=True)

    @property
    def heads(self) -> list[Head]:
        """The columns with their present order."""
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        direction: Literal["", "ascending", "descending"] = ""
        next_sort = column.sort
        if column.sort and self.sort.removeprefix("-") == column.sort:
            descending = self.sort.startswith("-")
            direction = "descending" if descending else "ascending"
            next_sort = column.sort if descending else f"-{column.sort}"
        return Head(column.label, column.is_figure, column.sort, next_sort, direction)

    @property
    def body(self) -> Iterator[list[tuple[Column, Cell]]]:
        """Each row as pairs of its column and its cell."""
        for row in self.rows:
            cells = (value if isinstance(value, Cell) else Cell(value) for value in row)
            yield list(zip(self.columns, cells, strict=True))
