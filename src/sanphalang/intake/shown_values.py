"""Values that were read from cells, in the words of the page's reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language

from sanphalang.intake.citizen_ids import as_shown
from sanphalang.organisations.words import STATUSES
from sanphalang.thai.dates import show_date
from sanphalang.thai.years import BUDDHIST_AHEAD
from sanphalang.web.figures import show_figure


def shown_value(field: str, value: Any, kinds: Mapping[str, str]) -> str:
    """Return a value of a field of a list (``kinds``: names of kinds by code); nothing is an empty text."""
    if value is None or value == "":
        return ""
    if isinstance(value, Mapping):
        return ", ".join(str(value[name]) for name in ("name", "latitude", "longitude") if name in value)
    if field == "kind":
        return kinds.get(value, value)
    if field == "status":
        return str(STATUSES.get(value, value))
    if field == "founded":
        return str(value) if _in_english() else str(value + BUDDHIST_AHEAD)
    if field == "confirmed_on":
        return show_date(date.fromisoformat(value), lang=get_language() or "th")
    return show_figure(value) if field == "members" else str(value)


def shown_cell(cell: Any) -> str:
    """Return a cell as it came."""
    return "" if cell is None else as_shown(str(cell))


def _in_english() -> bool:
    return (get_language() or "th").startswith("en")
