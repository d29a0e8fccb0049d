"""Which rows of a table are data. The rest are headers repeated, totals, notes, and titles of sections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.understanding.marks import MARKS, cell_text
from sanphalang.intake.understanding.places import NO_PLACE_NAMES, PlaceNames
from sanphalang.thai.key import match_key

RowKind = Literal["data", "blank", "header", "total", "note", "section"]

_UNITS = (
    r"(?:แห่ง|กลุ่ม|องค์กร|ราย|รายการ|คน|บาท|โรง|โรงเรียน|วัด|แถว|หมู่บ้าน|ตำบล|อำเภอ|จังหวัด"
    r"|เรื่อง|กรณี(?:ศึกษา)?|โครงการ|บทเรียน|records?|rows?)"
)
_TOTAL = re.compile(
    rf"^(?:รวม(?:ทั้งสิ้น|ทั้งหมด|ทั้งหมดจำนวน|จำนวน|เป็นเงิน|เงิน|ยอด)?|ยอดรวม|ผลรวม|grand total|sub-?total|total|sum)"
    rf"(?:จำนวน)?[\s:=]*(?:[\d,.]+\s*)?{_UNITS}?\s*$",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"^[\d,.]+\s*{_UNITS}?$")
_TOTAL_OF_PLACE = re.compile(r"^รวม\s*(?:ทั้ง)?(?:ตำบล|อำเภอ|จังหวัด|เขต|ภาค|ประเทศ|ต\.|อ\.|จ\.)")
_NOTE = re.compile(
    r"^\W*(?:หมายเหตุ|ที่มา\s*:|แหล่งที่มา|แหล่งข้อมูล|ลงชื่อ|ลงนาม|ผู้จัดทำ|ผู้รายงาน|ผู้รับรอง|ผู้ตรวจสอบ|รับรองข้อมูล|ขอรับรอง|ตำแหน่ง\s*[.:…_]|วันที่พิมพ์"
    r"|ข้อมูล\s*ณ|note\s*:|source\s*:|\.{5,}|…{2,}|_{5,}|\*)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^\(\s*(?:[.…_]{3,}|(?:นาย|นาง|น\.ส\.|ว่าที่|ดร\.|พระ)[^()]*)\s*\)$")
_PAGE = re.compile(r"^\W*(?:หน้า(?:ที่)?|page)\s*\d+(?:\s*(?:/|of|จาก)\s*\d+)?\W*$", re.IGNORECASE)
_TOTAL_LETTERS = frozenset("รยผtTsSgG")
_NARROW = 2
_PLACE_MARKS = ("province_marked", "district_marked", "subdistrict_marked")
_FEW_CELLS = 3
_LONGEST_HEADER = 80
_DECIDING_CELLS = 2
"""Cells that are compared with the header before a row is taken to be none."""
_ONES = (1, "1", "(1)", "๑", "(๑)")


@dataclass(frozen=True, slots=True)
class RowRules:
    """What is known of a table when its rows are gone through.

    ``header_keys``: match keys of the header by column, empty where there is none. ``name_column``: 0-based.
    ``columns``: how many columns hold data.
    """

    header_keys: tuple[str, ...]
    header_rows: tuple[int, ...]
    name_column: int | None
    columns: int
    places: PlaceNames = NO_PLACE_NAMES


@dataclass(frozen=True, slots=True)
class RowReading:
    """What a row is, with the text of a section, total or note: a section's often names the place of what follows."""

    kind: RowKind
    text: str = ""


DATA = RowReading("data")
BLANK = RowReading("blank")
HEADER = RowReading("header")


def classify_row(number: int, cells: Sequence[Cell], rules: RowRules) -> RowReading:
    """Return what the row with this number in the sheet is. Cheap for rows that are data; fit for streaming."""
    if rules.header_rows and number <= rules.header_rows[-1]:
        return HEADER if number in rules.header_rows else _title(cells)
    filled = [column for column, cell in enumerate(cells) if cell is not None and cell != ""]
    if len(filled) <= _FEW_CELLS:
        return _sparse([column for column in filled if cell_text(cells[column])], cells, rules)
    if _is_total(filled, cells, rules):
        return RowReading("total", _first_text(cells))
    return HEADER if _repeats_header(cells, filled, rules) else DATA


def _title(cells: Sequence[Cell]) -> RowReading:
    text = _first_text(cells)
    return RowReading("note", text) if text else BLANK


def _first_text(cells: Sequence[Cell]) -> str:
    return next((text for text in map(cell_text, cells) if text), "")


def _is_total(filled: Sequence[int], cells: Sequence[Cell], rules: RowRules) -> bool:
    """A total stands where the name would stand, or before the figures where there is no name."""
    name = rules.name_column
    if name is not None and name in filled and rules.columns > _NARROW:
        text = cell_text(cells[name])
        if not _COUNT.match(text):
            return _begins_total(text) and bool(_TOTAL.match(text))
    return any(_begins_total(cells[at]) and _TOTAL.match(cell_text(cells[at])) for at in filled[:_FEW_CELLS])


def _begins_total(cell: Cell) -> bool:
    """Return whether a cell's first letter is one that a total begins with: spares most rows the pattern."""
    return isinstance(cell, str) and cell.lstrip()[:1] in _TOTAL_LETTERS


def _sparse(filled: Sequence[int], cells: Sequence[Cell], rules: RowRules) -> RowReading:
    """Judge a row with so few cells that it may be a total, a note or the title of a section."""
    if not filled:
        return BLANK
    texts = {column: cell_text(cells[column]) for column in filled}
    first = texts[filled[0]]
    if _is_total(filled, cells, rules):
        return RowReading("total", first)
    values = set(texts.values())
    if any(_NOTE.match(text) or _SIGNATURE.match(text) or _PAGE.match(text) for text in values):
        return RowReading("note", " ".join(texts.values()))
    if _TOTAL_OF_PLACE.match(first) and (rules.columns > _NARROW or len(filled) > 1):
        return RowReading("total", first)
    if _repeats_header(cells, filled, rules):
        return HEADER
    if len(values) == 1 and _is_section(first, filled, rules):
        return RowReading("section", first)
    return DATA


def _is_section(text: str, filled: Sequence[int], rules: RowRules) -> bool:
    """One text alone in a row: a place by its marker; in a wide table also by name, or outside the column of names."""
    if any(MARKS[mark](text) for mark in _PLACE_MARKS):
        return True
    if rules.columns <= _NARROW:
        return False
    return rules.places.is_province(text) or (rules.name_column is not None and rules.name_column not in filled)


def _repeats_header(cells: Sequence[Cell], filled: Sequence[int], rules: RowRules) -> bool:
    """Return whether the row says the header again, or counts the columns: (1) (2) (3)."""
    keys = rules.header_keys
    compared = 0
    for column in filled:
        if column < len(keys) and keys[column]:
            if _says(cells[column], keys[column]):
                return _says_most(cells, filled, keys)
            compared += 1
            if compared == _DECIDING_CELLS:
                break
    if len(filled) > _FEW_CELLS:
        return _counts_columns(cells, filled)
    return False


def _says_most(cells: Sequence[Cell], filled: Sequence[int], keys: Sequence[str]) -> bool:
    same = sum(_says(cells[column], keys[column]) for column in filled if column < len(keys) and keys[column])
    return same >= 0.6 * len(filled) and (same > 1 or len(filled) == 1)


def _says(cell: Cell, key: str) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST_HEADER:
        return False
    # A key begins with the first consonant, Latin letter or digit as it was typed: another one spares nearly every row
    # the key.
    first = cell[0]
    as_typed = "ก" <= first <= "ฮ" or (first.isascii() and first.isalnum())
    return (not as_typed or first.lower() == key[0]) and match_key(cell) == key


def _counts_columns(cells: Sequence[Cell], filled: Sequence[int]) -> bool:
    if cells[filled[0]] not in _ONES:
        return False
    counted = [cell_text(cells[column]).strip("()") for column in filled]
    return counted == [str(number) for number in range(1, len(filled) + 1)]
