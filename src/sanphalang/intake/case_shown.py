"""What was read of a case, in the words of the page's reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sanphalang.knowledge.from_lists import TOLD, ShownItem, texts_of
from sanphalang.knowledge.words import FIELDS, KINDS
from sanphalang.web.days import year_shown
from sanphalang.web.table import Words

_FIRST_WORDS = 160


def shown_field(field: str, values: Mapping[str, Any]) -> str:
    """Return what was read of a field of a list from the values of its row; nothing is an empty text."""
    if field in TOLD:
        return texts_of(values.get("told", "")).get(field, "")
    if field == "case_kind":
        return str(KINDS.get(values.get("kind", ""), ""))
    value = values.get(field)
    if field == "year":
        return year_shown(value)
    return "" if value is None else str(value)


def facts_of(values: Mapping[str, Any]) -> list[tuple[Words, str]]:
    """Return what tells a row's case from another one."""
    texts = texts_of(values.get("told", ""))
    return _facts(values.get("kind", ""), values.get("year"), texts.get("summary") or texts.get("situation", ""))


def facts_of_item(item: ShownItem) -> list[tuple[Words, str]]:
    """Return the same of an item."""
    return _facts(item.kind, item.year, item.summary)


def _facts(kind: str, year: int | None, words: str) -> list[tuple[Words, str]]:
    short = words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS].rstrip()}…"
    facts = ((FIELDS["kind"], str(KINDS.get(kind, ""))), (FIELDS["year"], year_shown(year)), (FIELDS["summary"], short))
    return [(label, value) for label, value in facts if value]
