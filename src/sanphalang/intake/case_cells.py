"""How each field of a case is read from a cell, and how the cells of a row become an item of knowledge."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sanphalang.intake.cleaning import NAME_READING, Cell, Cleaned, Cleaner, FoundMark
from sanphalang.intake.organisation_cells import plain_text, record_id, text_of, year_cell
from sanphalang.intake.reading.cells import is_error
from sanphalang.knowledge.fields import cleaned_lines
from sanphalang.knowledge.from_lists import TEXTS, TOLD, as_told
from sanphalang.knowledge.rules import Kind
from sanphalang.sdg.rules import NotASdgCode, read_code
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.sort import sort_key

LONGEST_TEXT, LONGEST_SUMMARY = 20_000, 500
NAMES_SOMEBODY = "names_somebody"
"""What is found in a text that seems to name a person."""
_NOTHING: Cleaned = (None, ())
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile("สุขภาวะ|สุขภาพ|healthy"), Kind.HEALTHY_COMMUNITY),
    (re.compile("เศรษฐกิจ|อาชีพ|econom"), Kind.GRASSROOTS_ECONOMY),
    (re.compile("นวัตกรรม|สังคมเข้มแข็ง|innovation|strong society"), Kind.STRONG_SOCIETY),
    (re.compile("^(?:อื่น|other)"), Kind.OTHER),
)
"""Words by which the kinds of the programme are told; the first that stands in the cell."""
_BETWEEN_GOALS = re.compile(r"[,;/|+&\n]|และ|\band\b|\s+")
_GOAL_WORDS = re.compile(
    r"เป้าหมาย(?:ย่อย)?(?:การพัฒนาที่ยั่งยืน)?(?:ที่)?|ข้อ(?:ที่)?|goals?|targets?|sdgs?[\s:#-]*", re.IGNORECASE
)
_NAMES_SOMEBODY = re.compile(
    r"(?:^|[\s,;:(•·-])(?:นาย(?!ก|อำเภอ|ทะเบียน|จ้าง|ทุน|แพทย์|หน้า|ท้าย)|นาง(?!รอง|เลิ้ง|แล|ฟ้า|พญา|แย้ม)|น\.ส\.|ด\.[ชญ]\.)\s*[ก-ฮเ-ไ]"
)
"""A title of address before a name; not what else begins like one: นายก, นายอำเภอ, นางรอง."""


def case_cleaners(today: date) -> dict[str, Cleaner]:
    """Return the cleaner of each field."""
    return {
        "id": record_id,
        "name": _title,
        "case_kind": _kind,
        "year": lambda cell: year_cell(cell, today),
        **dict.fromkeys(TEXTS, _text),
        "summary": _summary,
        "goals": _goals,
        "organisations": _text,
        "drawn_from": text_of(300),
        "source_ref": text_of(60),
    }


def finish_case(values: dict[str, Any], _findings: list[FoundMark]) -> list[str]:
    """Put what a row tells in words into the one column that keeps it; nothing of it is doubtful."""
    texts = {name: values.pop(name) for name in TOLD if name in values}
    if texts:
        values["told"] = as_told(texts)
    return []


_read_title = text_of(200)


def _title(cell: Cell) -> Cleaned:
    text, noticed = _read_title(cell)
    key = match_key(text) if text else ""
    if not key:
        return None, noticed
    return {"name": text, NAME_READING: ["", key[:200], sort_key(text).decode("latin-1")]}, noticed


def _kind(cell: Cell) -> Cleaned:
    text = plain_text(cell).lower()
    if not text:
        return _NOTHING
    kind = text if text in set(Kind) else next((kind for words, kind in _KINDS if words.search(text)), "")
    return ({"kind": str(kind)}, ()) if kind else (None, (("case_kind_unknown", text[:200]),))


def _text(cell: Cell) -> Cleaned:
    return _words(cell, LONGEST_TEXT)


def _summary(cell: Cell) -> Cleaned:
    return _words(cell, LONGEST_SUMMARY)


def _words(cell: Cell, longest: int) -> Cleaned:
    """Read a text of several lines; say where it seems to name a person, whom everybody would read of."""
    if is_error(cell):
        return None, (("spreadsheet_error", str(cell)),)
    if not plain_text(cell):
        return _NOTHING
    text = cleaned_lines(str(cell))
    noticed = [(NAMES_SOMEBODY, "")] if _NAMES_SOMEBODY.search(text) else []
    if len(text) > longest:
        noticed.append(("text_shortened", str(len(text))))
        text = text[:longest].rstrip()
    return text or None, tuple(noticed)


def _goals(cell: Cell) -> Cleaned:
    """Read codes of goals and targets; what is none is told, and the others are taken."""
    if not plain_text(cell):
        return _NOTHING
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else to_arabic(str(cell))
    codes: dict[str, None] = {}
    unknown = []
    for part in _BETWEEN_GOALS.split(_GOAL_WORDS.sub(" ", text)):
        if not part:
            continue
        try:
            codes[read_code(part.strip(".:()"))] = None
        except NotASdgCode:
            unknown.append(part)
    noticed = (("goal_unknown", " ".join(unknown)[:200]),) if unknown else ()
    return " ".join(codes) or None, noticed
