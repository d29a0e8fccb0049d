"""What was read of a person, in the words of the page's reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language

from sanphalang.intake.citizen_ids import masked
from sanphalang.people.rules import roles_of
from sanphalang.people.words import STATUSES, roles_in_words
from sanphalang.thai.dates import show_date
from sanphalang.thai.years import BUDDHIST_AHEAD

_COLUMN_OF = {
    "role": "roles",
    "position": "occupation",
    "organisation": "occupation",
    "address": "home_address",
    "village_no": "home_address",
    "citizen_id": "citizen_id_tail",
}
"""Where the record's column bears another name than the field of a list."""


def shown_field(field: str, values: Mapping[str, Any]) -> str:
    """Return what was read of a field of a list from the values of its row; nothing is an empty text."""
    value = values.get(_COLUMN_OF.get(field, field)) or values.get(field)
    if value is None or value == "":
        return ""
    if field == "role":
        return roles_in_words(roles_of(value))
    if field == "citizen_id":
        return masked(value)
    if field == "status":
        return str(STATUSES.get(value, value))
    if field == "birth_year":
        return shown_year(value)
    if field in {"birth_date", "confirmed_on"}:
        return show_date(date.fromisoformat(value), lang=get_language() or "th")
    return str(value)


def shown_year(year: int) -> str:
    """Return a year in the reader's era."""
    return str(year) if (get_language() or "th").startswith("en") else str(year + BUDDHIST_AHEAD)
