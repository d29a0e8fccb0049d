"""What of an address may be kept with a report, how many reports there may be, and how long their words are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

_TELLS_NOTHING = re.compile(r"\d{1,8}(-\d)?|\d{1,2}(\.\d{1,2})?", re.ASCII)
"""Numbers of records, codes of places and centres, numbers of activities. A code or token of a link is longer."""
_WINDOW = re.compile(r"\d{1,5} × \d{1,5}", re.ASCII)
_PART = re.compile(r"<(?:\w+:)?(\w+)>")

OF_A_VISITOR, OF_VISITORS, OF_AN_ACCOUNT = 10, 100, 20
"""How many reports in an hour: of one visitor, of all visitors together, and of one account."""

WORDS_DAYS = 365
"""How long the words of a report are kept: they may name somebody."""


class State(StrEnum):
    """How far a report is."""

    NEW = "new"
    SEEN = "seen"
    SOLVED = "solved"


def kept_address(route: str, parts: Mapping[str, object]) -> str:
    """Return the address of a page as it may be kept: of what stands in it nothing but short numbers.

    ``route`` is the pattern of the address, such as ``people/<int:person_id>/``. The code or token of a link opens what
    it is for, so the pattern stands in its place; nothing is kept of a pattern that could hold anything.
    """
    if any(sign in route for sign in "^$\\("):
        return ""

    def shown(part: re.Match[str]) -> str:
        value = str(parts.get(part[1], ""))
        return value if _TELLS_NOTHING.fullmatch(value) else "…"

    return "/" + _PART.sub(shown, route)


def window_told(text: str) -> str:
    """Return the size of a window as the page's script wrote it; nothing of what is not one."""
    return text if _WINDOW.fullmatch(text) else ""
