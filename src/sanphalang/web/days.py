"""Days and years as the reader writes them: 14 ก.พ. 2558, in English 14 Feb 2015."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.thai.dates import show_date
from sanphalang.thai.months import ENGLISH_LONG, THAI_LONG
from sanphalang.thai.years import BUDDHIST_AHEAD


def in_english() -> bool:
    """Say whether the reader reads English; Thai otherwise."""
    return language().startswith("en")


def language() -> str:
    """Return the code of the reader's language."""
    return get_language() or "th"


def years_ahead() -> int:
    """Return how far the reader's era is ahead of the Common Era."""
    return 0 if in_english() else BUDDHIST_AHEAD


def day_of(value: dt.date | dt.datetime | None) -> dt.date | None:
    """Return the day in Thailand of a moment, a date as it is, nothing for nothing."""
    if isinstance(value, dt.datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value or None


def day_shown(value: dt.date | dt.datetime | None) -> str:
    """Return a day, or the day of a moment, as the reader writes it; nothing for nothing."""
    day = day_of(value)
    return "" if day is None else show_date(day, lang=language())


def month_shown(value: dt.date | dt.datetime | None) -> str:
    """Return the month of a day as the reader writes it, ต.ค. 2568 or Oct 2025; nothing for nothing."""
    day = day_of(value)
    return "" if day is None else show_date(day, lang=language(), precision="month")


def day_in_full(day: dt.date) -> str:
    """Return a day as official papers write it: 14 กุมภาพันธ์ 2558, in English 14 February 2015."""
    months = ENGLISH_LONG if in_english() else THAI_LONG
    return f"{day.day} {months[day.month - 1]} {day.year + years_ahead()}"


def year_shown(year: int | None) -> str:
    """Return a year of the Common Era in the reader's own era, nothing for nothing."""
    if year is None:
        return ""
    return str(year) if in_english() else _("B.E. %(year)s") % {"year": year + BUDDHIST_AHEAD}
