"""How long ago a record was last confirmed (ความสดของข้อมูล): the rule, its words, and the condition for a list."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.web.ages import words_since
from sanphalang.web.days import day_shown, language
from sanphalang.web.table import Cell, Tone, Words

STALE_AFTER_MONTHS = 12
VERY_STALE_AFTER_MONTHS = 36


class Freshness(StrEnum):
    """How long ago a record was last confirmed (ความสดของข้อมูล)."""

    FRESH = "fresh"
    STALE = "stale"
    VERY_STALE = "very_stale"
    NEVER = "never"


FRESHNESS: dict[str, Words] = {
    Freshness.FRESH: gettext_lazy("Confirmed within 12 months"),
    Freshness.STALE: gettext_lazy("Not confirmed for 12 months"),
    Freshness.VERY_STALE: gettext_lazy("Not confirmed for 3 years"),
    Freshness.NEVER: gettext_lazy("Never confirmed"),
}
DUE = "due"
"""What a list takes for due for checking: whatever was not confirmed within 12 months, or never."""
FRESHNESS_WANTED: dict[str, Words] = {
    DUE: gettext_lazy("Not confirmed within 12 months, or never"),
    **FRESHNESS,
}
"""What a list can be narrowed to."""
FRESHNESS_TONES: dict[Freshness, Tone] = {
    Freshness.FRESH: "right",
    Freshness.STALE: "doubt",
    Freshness.VERY_STALE: "wrong",
    Freshness.NEVER: "wrong",
}


def months_between(earlier: date, later: date) -> int:
    """Return the whole months from one day to a later one."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def months_before(day: date, months: int) -> date:
    """Return the last day from which ``months`` whole months have passed by ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """Say how fresh a record is: confirmed within 12 months, within 36, longer ago, or never."""
    if confirmed_on is None:
        return Freshness.NEVER
    months = months_between(confirmed_on, today)
    if months < STALE_AFTER_MONTHS:
        return Freshness.FRESH
    return Freshness.STALE if months < VERY_STALE_AFTER_MONTHS else Freshness.VERY_STALE


def as_fresh(column: str, wanted: str, today: date) -> Q:
    """Return the condition for one of ``FRESHNESS_WANTED``; stale includes very stale, since both are due."""
    if wanted == DUE:
        return as_fresh(column, Freshness.STALE, today) | as_fresh(column, Freshness.NEVER, today)
    if wanted == Freshness.NEVER:
        return Q(**{f"{column}__isnull": True})
    if wanted == Freshness.FRESH:
        return Q(**{f"{column}__gt": months_before(today, STALE_AFTER_MONTHS)})
    months = STALE_AFTER_MONTHS if wanted == Freshness.STALE else VERY_STALE_AFTER_MONTHS
    return Q(**{f"{column}__lte": months_before(today, months)})


def freshness_cell(confirmed_on: date | None, today: date) -> Cell:
    """Return how long ago a record was confirmed, as a pill with the exact date on hover."""
    how = freshness(confirmed_on, today)
    if confirmed_on is None:
        return Cell(_("Never confirmed"), tone=FRESHNESS_TONES[Freshness.NEVER])
    words = words_since(confirmed_on, today, lang=language())
    return Cell(words, tone=FRESHNESS_TONES[how], title=day_shown(confirmed_on))


def last_confirmed(confirmed_on: date | None, today: date) -> dict[str, Any]:
    """Return the pill of a record's own page: the sentence, its tone, and the exact date on hover."""
    cell = freshness_cell(confirmed_on, today)
    word = cell.text if confirmed_on is None else _("Last confirmed %(when)s") % {"when": cell.text}
    return {"word": word, "tone": cell.tone, "title": cell.title}
