"""How each field of an organisation is read from a cell: the cleaners of the organisations import."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from sanphalang.intake.cleaning import NAME_READING, Cell, Cleaned, Cleaner
from sanphalang.intake.reading.cells import is_error, lost_digits
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.rules import derived_from_name, read_name
from sanphalang.thai.dates import parse_date, parse_year
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.findings import Finding
from sanphalang.thai.key import clean_text, match_key
from sanphalang.thai.numbers import parse_count
from sanphalang.thai.organisation_names import parse_organisation_name
from sanphalang.thai.telephones import format_telephone, parse_telephones

_NOTHING: Cleaned = (None, ())
_PLACEHOLDERS = frozenset({"", "ไม่มี", "ไม่ระบุ", "ไม่ทราบ", "ไม่มีข้อมูล", "na", "none", "null", "nan"})
# No placeholder begins with a consonant or a digit; asking for the key of every text would take twice the time.
_SAYS_SOMETHING = re.compile("[ก-ฮ0-9]")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_THAILAND = ((5.5, 20.6), (97.2, 105.8))  # degrees north, degrees east
_Status = Organisation.Status
_STATUS_WORDS: dict[str, str] = {
    match_key(word): status
    for status, words in {
        _Status.ACTIVE: (
            "ดำเนินการ",
            "ดำเนินงาน",
            "ดำเนินการอยู่",
            "ดำเนินกิจการ",
            "ยังดำเนินการ",
            "เปิด",
            "ปกติ",
            "active",
            "open",
        ),
        _Status.INACTIVE: ("หยุดชั่วคราว", "พักการดำเนินงาน", "ไม่เคลื่อนไหว", "inactive", "paused"),
        _Status.CLOSED: ("เลิก", "ยกเลิก", "เลิกกิจการ", "เลิกดำเนินการ", "เลิกดำเนินการแล้ว", "ปิด", "ปิดกิจการ", "ร้าง", "closed"),
        _Status.UNKNOWN: ("ไม่ทราบ", "unknown"),
    }.items()
    for word in words
}


def organisation_cleaners(kinds: Mapping[str, str], today: date) -> dict[str, Cleaner]:
    """Return the cleaner of each field; ``kinds`` maps match keys of kind names and codes to kind codes."""
    return {
        "id": record_id,
        "name": _name,
        "kind": lambda cell: _kind(cell, kinds),
        "registration_no": text_of(40),
        "source_ref": text_of(60),
        "address": text_of(500),
        "latitude": lambda cell: _degrees(cell, 0),
        "longitude": lambda cell: _degrees(cell, 1),
        "lat_lon": _lat_lon,
        "contact_name": text_of(160),
        "telephone": telephone,
        "email": email,
        "website": text_of(200),
        "members": _members,
        "founded": lambda cell: year_cell(cell, today),
        "activity": _activity,
        "status": _status,
        "confirmed_on": remembered_dates(today),
    }


def plain_text(cell: Cell) -> str:
    """Return a cell's text in its display form; nothing where it only says that there is nothing."""
    text = clean_text(str(cell))
    if _SAYS_SOMETHING.match(text):
        return text
    return "" if match_key(text) in _PLACEHOLDERS else text


def text_of(longest: int) -> Cleaner:
    """Return the cleaner of a field that holds so many letters at most."""

    def read(cell: Cell) -> Cleaned:
        if lost_digits(cell):
            return None, (("digits_lost", str(cell)),)
        if is_error(cell):
            return None, (("spreadsheet_error", str(cell)),)
        text = plain_text(cell)
        if len(text) > longest:
            return text[:longest], (("text_shortened", str(len(text))),)
        return text or None, ()

    return read


def marks(findings: tuple[Finding, ...]) -> tuple[tuple[str, str], ...]:
    """Return what was noticed as kinds with details."""
    return tuple((finding.kind.value, finding.detail[:200]) for finding in findings)


_read_name = text_of(200)


def _name(cell: Cell) -> Cleaned:
    text, noticed = _read_name(cell)
    if not text or not match_key(text):
        return None, noticed
    reading = read_name(text)
    derived = derived_from_name(text, reading)
    told = [derived.kind, derived.name_key, derived.name_sort.decode("latin-1")]
    return {"name": text, NAME_READING: told}, noticed + marks(reading.findings)


def record_id(cell: Cell) -> Cleaned:
    """Read the number of a record in this registry."""
    text = to_arabic(str(cell).strip())
    return (int(text), ()) if text.isdecimal() and len(text) < 19 else _NOTHING


def _kind(cell: Cell, kinds: Mapping[str, str]) -> Cleaned:
    text = plain_text(cell)
    if not text:
        return _NOTHING
    code = kinds.get(match_key(text)) or parse_organisation_name(text).kind_code
    return (code, ()) if code else (None, (("kind_unknown", text[:200]),))


def telephone(cell: Cell) -> Cleaned:
    """Read the telephones of a cell as the registry writes them."""
    answer = parse_telephones(cell)
    numbers = [
        format_telephone(number.digits) + (f" ต่อ {number.extension}" if number.extension else "")
        for number in answer.numbers
    ]
    return ", ".join(numbers)[:120] or None, marks(answer.findings)


def email(cell: Cell) -> Cleaned:
    """Read an e-mail address."""
    text = plain_text(cell)
    if not text:
        return _NOTHING
    return (text, ()) if _EMAIL.fullmatch(text) else (None, (("email_not_understood", ""),))


def _members(cell: Cell) -> Cleaned:
    answer = parse_count(cell)
    if answer.number is not None and answer.number > 2_000_000:
        return None, (("count_too_large", str(answer.number)),)
    return answer.number, marks(answer.findings)


def year_cell(cell: Cell, today: date) -> Cleaned:
    """Read a year that has been, of either era."""
    answer = parse_year(cell, today=today)
    if answer.year is not None and answer.year > today.year:
        return None, (("year_in_future", str(answer.year)),)
    return answer.year, marks(answer.findings)


def remembered_dates(today: date) -> Cleaner:
    """Return the cleaner of a date; the dates of a list repeat, and are more than the cells remembered of a field."""
    return lru_cache(maxsize=10_000, typed=True)(lambda cell: date_cell(cell, today))


def date_cell(cell: Cell, today: date) -> Cleaned:
    """Read a date that has been."""
    answer = parse_date(cell, today=today)
    findings = marks(answer.findings)
    if answer.date is None or answer.date > today:
        return None, findings
    return answer.date.isoformat(), findings


def _activity(cell: Cell) -> Cleaned:
    lines = [clean_text(line) for line in str(cell).splitlines()]
    return "\n".join(line for line in lines if match_key(line) not in _PLACEHOLDERS) or None, ()


def _status(cell: Cell) -> Cleaned:
    text = plain_text(cell)
    if not text:
        return _NOTHING
    status = _STATUS_WORDS.get(match_key(text))
    return (status, ()) if status else (None, (("status_unknown", text[:200]),))


def _degrees(cell: Cell, axis: int) -> Cleaned:
    try:
        degrees = float(to_arabic(str(cell).strip().rstrip("°NEne ")))
    except ValueError:
        return (None, (("coordinates_not_understood", str(cell)[:200]),)) if plain_text(cell) else _NOTHING
    low, high = _THAILAND[axis]
    if low <= degrees <= high:
        return degrees, ()
    return (None, (("coordinates_outside", str(cell)[:200]),)) if degrees else _NOTHING


def _lat_lon(cell: Cell) -> Cleaned:
    parts = [part for part in re.split(r"[,;/\s]+", to_arabic(str(cell).strip())) if part]
    if len(parts) != 2:
        return (None, (("coordinates_not_understood", str(cell)[:200]),)) if plain_text(cell) else _NOTHING
    (latitude, wrong), (longitude, also_wrong) = _degrees(parts[0], 0), _degrees(parts[1], 1)
    if latitude is None or longitude is None:
        return None, wrong + also_wrong
    return {"latitude": latitude, "longitude": longitude}, ()


def kind_words(kinds: list[tuple[str, str, str]]) -> dict[str, str]:
    """Return match keys of codes and names -> code, from ``(code, Thai name, English name)``."""
    return {match_key(word): code for code, *names in kinds for word in (code, *names) if word}
