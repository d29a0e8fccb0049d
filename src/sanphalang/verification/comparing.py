"""What an answer says beside what is stored: line by line, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sanphalang.organisations.rules import activities_shown
from sanphalang.organisations.to_verify import Carried
from sanphalang.organisations.words import FIELDS
from sanphalang.places.queries import lines
from sanphalang.verification.applying import new_values, said_values
from sanphalang.verification.models import VerificationAnswer
from sanphalang.verification.round_rules import Outcome
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Words

_LINES = ("name", "place", "village_no", "members", "founded_year", "activity", "latitude", "longitude", "confirmed_on")


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what is stored, and what was sent; ``differs`` where the two are not the same."""

    label: Words
    stored: str
    said: str
    differs: bool


def compared(answer: VerificationAnswer, stored: Carried) -> list[Line]:
    """Return the fields that the answer would change; of one that was refused or applied, what it said."""
    values = new_values(answer, stored) if answer.outcome != Outcome.NOT_FOUND else {}
    where = lines(code for code in (stored.place, values.get("place")) if code)
    found = []
    for column in _LINES:
        if column not in values:
            continue
        before, after = getattr(stored, column), values[column]
        if before != after or column in said_values(answer):
            said = _shown(column, after, where)
            found.append(Line(FIELDS[column], _shown(column, before, where), said, before != after))
    return found


def _shown(column: str, value: Any, where: dict[int, str]) -> str:
    if value in (None, ""):
        return ""
    if column == "place":
        return where.get(value, str(value))
    if column == "founded_year":
        return year_shown(value)
    if column == "confirmed_on":
        return day_shown(value)
    if column == "activity":
        return activities_shown(value)
    return show_figure(value) if column == "members" else str(value)
