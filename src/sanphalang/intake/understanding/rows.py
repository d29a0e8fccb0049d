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

_UNITS = r"(?:แห่ง|กลุ่ม|องค์กร|ราย|รายการ|คน|บาท|โรง|โรงเรียน|วัด|แถว|หมู่บ้าน|ตำบล|อำเภอ|จังหวัด|records?|rows?)"
_TOTAL = re.compile(
    rf"^(?:รวม(?:ทั้งสิ้น|ทั้งหมด|ทั้งหมดจำนวน|จำนวน|เป็นเงิน|เงิน|ยอด)?|ยอดรวม|ผลรวม|grand total|sub-?total|total|sum)"
    rf"(?:จำนวน)?[\s:=]*(?:[\d,.]+\s*)?{_UNITS}?\s*$",
    re.IGNORECASE,
)
_TOTAL_OF_PLACE = re.compile(r"^รวม\s*(?:ทั้ง)?(?:ตำบล|อำเภอ|จังหวัด|เขต|ภาค|ประเทศ|ต\.|อ\.|จ\.)")
_NOTE = re.compile(
    r"^\W*(?:หมายเหตุ|ที่มา\s*:|แหล่งที่มา|แหล่งข้อมูล|ลงชื่อ|ลงนาม|ผู้จัดทำ|ผู้รายงาน|ผู้รับรอง|ผู้ตรวจสอบ|รับรองข้อมูล|ขอรับรอง|ตำแหน่ง\s*[.:…_]|วันที่พิมพ์"
    r"|ข้อมูล\s*ณ|note\s*:|source\s*:|\.{5,}|…{2,}|_{5,}|\*)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^\(\s*(?:[.…_]{3,}|(?:นาย|นาง|น\.ส\.|ว่าที่|ดร\.|พระ)[^()]*)\s*\)$")
_CONTINUED = re.compile(r"^\W*(?:หน้า(?:ที่)?|page)\s*\d+(?:\s*(?:/|of|จาก)\s*\d+)?\W*$", re.IGNORECASE)
_NARROW = 2
_FEW_CELLS = 3


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
        return HEADER if number in rules.header_rows else RowReading("note", _first_text(cells))
    filled = [column for column, cell in enumerate(cells) if cell is not None and cell_text(cell)]
    if not filled:
        return BLANK
    texts = {column: cell_text(cells[column]) for column in filled[:_FEW_CELLS]}
    first = texts[filled[0]]
    if any(map(_TOTAL.match, texts.values())) and _is_total(filled, texts, rules):
        return RowReading("total", first)
    if len(filled) <= _FEW_CELLS:
        reading = _sparse(filled, texts, rules)
        if reading is not None:
            return reading
    return HEADER if _repeats_header(cells, filled, rules) else DATA


def _first_text(cells: Sequence[Cell]) -> str:
    return next((text for text in map(cell_text, cells) if text), "")


def _is_total(filled: Sequence[int], texts: dict[int, str], rules: RowRules) -> bool:
    """A total stands where the name would stand, or where there is no name; ``รวม`` elsewhere is a value."""
    if rules.columns <= _NARROW or rules.name_column is None or rules.name_column not in filled:
        return True
    return rules.name_column in texts and bool(_TOTAL.match(texts[rules.name_column]))


def _sparse(filled: Sequence[int], texts: dict[int, str], rules: RowRules) -> RowReading | None:
    """Judge a row with so few cells that it may be a note or the title of a section."""
    first = texts[filled[0]]
    values = set(texts.values())
    if any(_NOTE.match(text) or _SIGNATURE.match(text) or _CONTINUED.match(text) for text in values):
        return RowReading("note", " ".join(texts.values()))
    if _TOTAL_OF_PLACE.match(first) and (rules.columns > _NARROW or len(filled) > 1):
        return RowReading("total", first)
    if len(values) > 1 or rules.columns <= _NARROW:
        return None
    if _names_place_alone(first, rules.places):
        return RowReading("section", first)
    if rules.name_column is None or rules.name_column in filled:
        return None
    return RowReading("section", first)


def _names_place_alone(text: str, names: PlaceNames) -> bool:
    marked = ("province_marked", "district_marked", "subdistrict_marked")
    return any(MARKS[mark](text) for mark in marked) or names.is_province(text)


def _repeats_header(cells: Sequence[Cell], filled: Sequence[int], rules: RowRules) -> bool:
    """Return whether the row says the header again, or counts the columns: (1) (2) (3)."""
    keys = rules.header_keys
    if any(keys):
        named = [column for column in filled if column < len(keys) and keys[column]]
        # The first cell decides for nearly every row, so that data costs one comparison.
        if named and any(match_key(cell_text(cells[column])) == keys[column] for column in named[:2]):
            same = sum(match_key(cell_text(cells[column])) == keys[column] for column in named)
            return same >= max(1, 0.6 * len(filled)) and (same > 1 or len(filled) == 1)
    if len(filled) > _FEW_CELLS:
        counted = [cell_text(cells[column]).strip("()") for column in filled[:4]]
        return counted == ["1", "2", "3", "4"] and all(cell_text(cells[c]).strip("()").isdigit() for c in filled)
    return False
