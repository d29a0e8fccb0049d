"""Dates in every shape that Thai lists hold: both eras, Thai digits, month names, spreadsheet serials."""

import datetime as dt
import re
from typing import Literal, NamedTuple

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.findings import Finding, FindingKind
from sanphalang.thai.key import clean_text
from sanphalang.thai.months import ENGLISH_SHORT, PATTERN, THAI_SHORT, month_number
from sanphalang.thai.years import BUDDHIST_AHEAD, Era, YearAnswer, era_of, read_year

Precision = Literal["day", "month", "year"]


class DateAnswer(NamedTuple):
    """A date (None if unknown), how exact it is, the era it was written in, and the findings on the way.

    Of a month or a year alone, ``date`` is the first day. ``year`` is what is left of a date that no calendar has.
    """

    date: dt.date | None = None
    precision: Precision = "day"
    era: Era = "unknown"
    findings: tuple[Finding, ...] = ()
    year: int | None = None


_ERA = r"(?P<era>พ\.?\s?ศ\.?|พุทธศักราช|b\.?e\.?|ค\.?\s?ศ\.?|คริสต์ศักราช|a\.?d\.?|c\.?e\.?)"
_YEAR = rf"(?:ปี\s*)?{_ERA}?\s*(?P<year>[0-9]{{4}}|[0-9]{{2}})"
_DAY = r"(?P<day>[0-9]{1,2})"
_MONTH = r"(?:เดือน\s*)?(?P<month>" + PATTERN + ")"
_SEP = r"\s*[-/.,\s]\s*"
_PLAIN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/(2[45][0-9]{2})")
_NUMERIC = re.compile(rf"{_DAY}{_SEP}(?P<month>[0-9]{{1,2}}){_SEP}{_YEAR}")
_ISO = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_COMPACT = re.compile(r"(?P<year>(?:2[45]|19|20)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])")
_COMPACT_DAY_FIRST = re.compile(r"(?P<day>[0-3][0-9])(?P<month>[01][0-9])(?P<year>(?:2[45]|19|20)[0-9]{2})")
_NAMED = re.compile(rf"(?:{_DAY}(?:\s*[-–]\s*(?P<last>[0-9]{{1,2}}))?[-/.,\s]*)?{_MONTH}[-/.,\s]*{_YEAR}")
_NAMED_MONTH_FIRST = re.compile(rf"{_MONTH}\s*{_DAY}(?:st|nd|rd|th)?\s*,?\s+(?P<year>[0-9]{{4}})")
_MONTH_YEAR = re.compile(r"(?P<month>[0-9]{1,2})\s*[-/]\s*(?P<year>[0-9]{4})")
_YEAR_ALONE = re.compile(rf"(?:ปี\s*)?{_ERA}?\s*(?P<year>[0-9]{{4}})")
_SHORT_YEAR_ALONE = re.compile(rf"(?:ปี\s*)?{_ERA}\s*(?P<year>[0-9]{{2}})")
_SHAPES = (
    _NUMERIC,
    _ISO,
    _NAMED,
    _NAMED_MONTH_FIRST,
    _COMPACT,
    _COMPACT_DAY_FIRST,
    _MONTH_YEAR,
    _YEAR_ALONE,
    _SHORT_YEAR_ALONE,
)

_UNKNOWN = "[-–—_.?]{1,4}"
_PARTLY = re.compile(
    rf"(?:{_UNKNOWN}|(?P<day>[0-9]{{1,2}}))\s*/\s*(?:{_UNKNOWN}|{_MONTH}|(?P<number>[0-9]{{1,2}}))\s*/\s*{_YEAR}"
)
"""A date of which day or month was left open: ``-/-/2510``, ``-/5/2510``."""
_ABOUT = re.compile(r"[(\[]?\s*(?:โดย)?\s*(?:ประมาณ(?:การ)?|ราว\s*ๆ?|about|approx\.?|circa)\s*[)\]]?")

_BEFORE = re.compile(r"(?:เมื่อ|ณ|ตั้งแต่|ลง)?\s*(?:วันที่|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)(?:\s*ที่)?)\s*")
_TIME = re.compile(
    r"(?:\s+เวลา)?[\st]+[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:น\.?|z|am|pm|[+-][0-9:]{4,6})?$"
)
_RANGE = re.compile(r"\s+[-–]\s+|\s*(?:ถึง|–)\s*|\s+to\s+")
_NOTHING = re.compile(r"[-–—./\s]*|ไม่มี(?:ข้อมูล)?|ไม่ระบุ|ไม่ทราบ|n/?a|none|null|nan|0+(?:\.0)?")
_LONGEST = 120  # letters; no date is longer, and the patterns below would look at a long text for seconds
_DIGITS = re.compile(r"([0-9]{5,6})(?:\.[0-9]+)?")

_EPOCH = dt.date(1899, 12, 30)  # day 0 of spreadsheets, which believe in 29 February 1900
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_BUDDHIST_SERIALS = range(212_000, 252_000)  # Buddhist years typed as if they were of the Common Era: 2480 to 2589


def parse_date(value: object, *, today: dt.date | None = None) -> DateAnswer:
    """Read one cell: text, a date, or a number (a spreadsheet's day count, a year). Never raises.

    ``today`` lets two-digit years choose their century and names dates in the future.
    """
    if isinstance(value, str):
        answer = _read_text(value, today)
    elif isinstance(value, dt.date):
        answer = _read_calendar_date(value.date() if isinstance(value, dt.datetime) else value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        answer = _read_number(value, today)
    else:
        answer = DateAnswer()
    if today is not None and answer.date is not None and answer.date > today:
        ahead = Finding(FindingKind.DATE_IN_FUTURE, answer.date.isoformat())
        return answer._replace(findings=(*answer.findings, ahead))
    return answer


def parse_year(value: object, *, today: dt.date | None = None) -> YearAnswer:
    """Read a cell that should hold a year (ปี พ.ศ.); a full date gives its year. Never raises."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip() if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and (short := re.fullmatch(r"[0-9]{2}(?:\.0)?", to_arabic(text.strip()))):
        return read_year(short[0][:2], "unknown", today=today)
    answer = parse_date(text, today=today)
    return YearAnswer(answer.date.year if answer.date else answer.year, answer.era, answer.findings)


def _failed(kind: FindingKind, detail: str) -> DateAnswer:
    return DateAnswer(findings=(Finding(kind, detail),))


def _read_number(value: int | float, today: dt.date | None) -> DateAnswer:
    if value == 0 or value != value:
        return DateAnswer()
    if not 0 < value < 10**8:
        return _failed(FindingKind.DATE_NOT_UNDERSTOOD, "")
    whole = int(value)
    if whole in _SERIALS or whole in _BUDDHIST_SERIALS:
        answer = _read_calendar_date(_EPOCH + dt.timedelta(days=whole))
        return answer._replace(findings=(Finding(FindingKind.DATE_FROM_SERIAL, str(whole)), *answer.findings))
    if whole != value:
        return _failed(FindingKind.DATE_NOT_UNDERSTOOD, str(value))
    return _read_text(str(whole), today)


def _read_calendar_date(value: dt.date) -> DateAnswer:
    era = era_of(value.year)
    if era == "unknown":
        return _failed(FindingKind.DATE_IMPOSSIBLE, value.strftime("%d/%m/") + str(value.year))
    if era == "ce":
        return DateAnswer(value, "day", "ce")
    noticed = (Finding(FindingKind.YEAR_BUDDHIST_IN_DATE, str(value.year)),)
    return _build(value.year - BUDDHIST_AHEAD, value.month, value.day, "day", YearAnswer(None, "be", noticed))


def _build(year: int, month: int, day: int, precision: Precision, read: YearAnswer) -> DateAnswer:
    try:
        return DateAnswer(dt.date(year, month, day), precision, read.era, read.findings)
    except ValueError:
        if not month or (not day and month <= 12):  # 00 stands for what is not known
            return DateAnswer(dt.date(year, month or 1, 1), "month" if month else "year", read.era, read.findings)
        shown = year + BUDDHIST_AHEAD if read.era == "be" else year
        impossible = Finding(FindingKind.DATE_IMPOSSIBLE, f"{day}/{month}/{shown}")
        return DateAnswer(None, "year", read.era, (*read.findings, impossible), year)


def _read_text(raw: str, today: dt.date | None) -> DateAnswer:
    plain = _PLAIN.fullmatch(raw)
    if plain and 1 <= int(plain[2]) <= 12:
        year = YearAnswer(None, "be")
        return _build(int(plain[3]) - BUDDHIST_AHEAD, int(plain[2]), int(plain[1]), "day", year)
    text = to_arabic(clean_text(raw)).lower()
    if _NOTHING.fullmatch(text):
        return DateAnswer()
    if len(text) > _LONGEST:
        return _failed(FindingKind.DATE_NOT_UNDERSTOOD, text)
    text = _TIME.sub("", text)
    before = _BEFORE.match(text)
    if before:
        text = text[before.end() :]
    serial = _DIGITS.fullmatch(text)
    if serial and (int(serial[1]) in _SERIALS or int(serial[1]) in _BUDDHIST_SERIALS):
        return _read_number(int(serial[1]), today)
    answer = _read_shape(text, today) or _read_partly(text, today)
    if answer is None:
        first, *others = _RANGE.split(text)
        answer = _read_shape(first, today) if others else None
        if answer is None:
            return _failed(FindingKind.DATE_NOT_UNDERSTOOD, text)
        answer = answer._replace(findings=(*answer.findings, Finding(FindingKind.DATE_RANGE, text)))
    return answer


def _read_shape(text: str, today: dt.date | None) -> DateAnswer | None:
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match:
            return _read_parts(shape, match, today)
    return None


def _read_partly(text: str, today: dt.date | None) -> DateAnswer | None:
    """Read a date of which a part was left open, or that is said to be rough."""
    parts = _PARTLY.fullmatch(text)
    if parts:
        year = read_year(parts["year"], _written_era(parts["era"]), today=today)
        if year.year is None:
            return DateAnswer(None, "year", "unknown", year.findings)
        month = month_number(parts["month"]) if parts["month"] else int(parts["number"] or 0)
        return _build(year.year, month, int(parts["day"] or 0), "day", year)
    plainly = _ABOUT.sub(" ", text).strip()
    answer = _read_shape(plainly, today) if plainly != text else None
    return answer and answer._replace(findings=(*answer.findings, Finding(FindingKind.DATE_ABOUT, text)))


def _read_parts(shape: re.Pattern[str], match: re.Match[str], today: dt.date | None) -> DateAnswer:
    parts = match.groupdict()
    month, day = parts.get("month"), parts.get("day")
    named = month is not None and not month.isdigit()
    foreign = shape in (_ISO, _COMPACT, _COMPACT_DAY_FIRST) or (named and month is not None and month[0].isascii())
    year = read_year(parts["year"], _written_era(parts.get("era")), today=today, expect="ce" if foreign else "be")
    precision: Precision = "day" if day else "month" if month else "year"
    if year.year is None:
        return DateAnswer(None, precision, "unknown", year.findings)
    month_of_year = (month_number(month) if named else int(month)) if month else 1
    day_of_month = int(day) if day else 1
    if shape is _NUMERIC and month_of_year > 12 >= day_of_month > 0:
        month_of_year, day_of_month = day_of_month, month_of_year
        year = _also(year, FindingKind.DATE_DAY_MONTH_SWAPPED, match[0])
    if parts.get("last"):
        year = _also(year, FindingKind.DATE_RANGE, match[0])
    return _build(year.year or 0, month_of_year, day_of_month, precision, year)


def _also(year: YearAnswer, kind: FindingKind, detail: str) -> YearAnswer:
    return year._replace(findings=(*year.findings, Finding(kind, detail)))


def _written_era(mark: str | None) -> Era:
    if not mark:
        return "unknown"
    return "be" if mark[0] in "พb" else "ce"


def show_date(value: dt.date, *, lang: str = "th", precision: Precision = "day") -> str:
    """Return ``14 ก.พ. 2558``, in English ``14 Feb 2015``; with less precision ``ก.พ. 2558`` or ``2558``."""
    thai = lang.startswith("th")
    year = value.year + BUDDHIST_AHEAD if thai else value.year
    if precision == "year":
        return str(year)
    month = (THAI_SHORT if thai else ENGLISH_SHORT)[value.month - 1]
    return f"{month} {year}" if precision == "month" else f"{value.day} {month} {year}"


def relative_thai(then: dt.date, *, today: dt.date) -> str:
    """Return how long ago or ahead: ``วันนี้``, ``เมื่อวาน``, ``12 วันก่อน``, ``19 เดือนก่อน``, ``3 ปีก่อน``, ``อีก 5 วัน``."""
    days = (today - then).days
    if days in (-1, 0, 1):
        return ("พรุ่งนี้", "วันนี้", "เมื่อวาน")[days + 1]
    earlier, later = min(then, today), max(then, today)
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    if months < 1:
        length = f"{abs(days)} วัน"
    elif months < 24:
        length = f"{months} เดือน"
    else:
        length = f"{months // 12} ปี"
    return f"{length}ก่อน" if days > 0 else f"อีก {length}"
