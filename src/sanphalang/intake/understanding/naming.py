"""Which cell names a record where a list names it now in one column, now in another.

Lists of products are such lists: the group that makes a thing stands in one column, the thing in another, and writers
are not strict about which. The rule, in order: the cell of the name column that names a group; the other column's cell
that names one; the name column's cell whatever it is (a shop, a person); the other column's cell, so that no row is
lost for want of a name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.understanding.facts import is_placeholder
from sanphalang.intake.understanding.marks import GROUP, MARKS, cell_text

NameReason = Literal["named", "other_column_names_group", "person", "other_column"]

_NO_NAME = re.compile(
    r"^\W*(?:วาง)?(?:จำหน่าย|ขาย(?:ตาม|ที่|ใน|หน้า|ปลีก|ส่ง)?|สินค้าออนไลน์|ออนไลน์|ทางออนไลน์|ตลาดนัด|ตลาดทั่วไป|ตามงาน|งาน\s*otop|ทั่วไป|facebook|เฟซบุ๊ก"
    r"|line|ไลน์|ที่บ้าน|สถานที่ผลิต|ณ\s*ที่)",
    re.IGNORECASE,
)
"""How a thing is sold, which names nobody."""
_WHERE = re.compile(r"^\W*(?:บ้าน|บ\.|\d|หมู่|ม\.|ต\.|ตำบล|เลขที่|ถนน|ถ\.|ซอย|ชุมชน)")
"""Begins as an address does."""


@dataclass(frozen=True, slots=True)
class NameRule:
    """The column (0-based) that names records, and the one that does where the first does not.

    Why, for the reader: the shares of cells, in percent, that name a group in the one and in the other column, and of
    rows that the first leaves blank.
    """

    column: int
    other: int | None = None
    groups: int = field(default=0, compare=False)
    other_groups: int = field(default=0, compare=False)
    blank: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A record's name as it stands in the cell, the column it was taken from, and why. Empty when no cell names it."""

    text: str
    column: int
    reason: NameReason


def choose_name(cells: Sequence[Cell], rule: NameRule) -> NameChoice:
    """Return what names the record in this row."""
    own = _usable(cells, rule.column)
    if rule.other is None:
        return NameChoice(own, rule.column, "named")
    if _NO_NAME.match(own) or (_WHERE.match(own) and MARKS["address"](own)):
        own = ""
    if not GROUP.match(own):
        other = _usable(cells, rule.other)
        if GROUP.match(other):
            return NameChoice(other, rule.other, "other_column_names_group")
        if not own:
            return NameChoice(other, rule.other, "other_column")
        if MARKS["person"](own):
            return NameChoice(own, rule.column, "person")
    return NameChoice(own, rule.column, "named")


def _usable(cells: Sequence[Cell], column: int) -> str:
    text = cell_text(cells[column]) if column < len(cells) else ""
    return "" if is_placeholder(text) else text
