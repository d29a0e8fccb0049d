"""How long ago, in the reader's language."""

from __future__ import annotations

import datetime as dt

from sanphalang.thai.dates import relative_thai

_MONTHS_BEFORE_YEARS = 24  # as in Thai: "19 months ago" says more than "1 year ago"


def words_since(day: dt.date, today: dt.date, *, lang: str) -> str:
    """Say how long before or after ``today`` the day is: days, months, from two years on in years."""
    return relative_thai(day, today=today) if lang.startswith("th") else _relative_english(day, today)


def _relative_english(day: dt.date, today: dt.date) -> str:
    days = (today - day).days
    if days in (-1, 0, 1):
        return ("tomorrow", "today", "yesterday")[days + 1]
    months = _whole_months(min(day, today), max(day, today))
    if months < 1:
        length = _count(abs(days), "day")
    elif months < _MONTHS_BEFORE_YEARS:
        length = _count(months, "month")
    else:
        length = _count(months // 12, "year")
    return f"{length} ago" if days > 0 else f"in {length}"


def _whole_months(earlier: dt.date, later: dt.date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
