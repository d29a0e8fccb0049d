"""Numbers as people read them."""

from __future__ import annotations

from decimal import Decimal


def show_figure(value: int | float | Decimal) -> str:
    """Return the number with its thousands apart: 1,234 or 12.5; a whole float loses its ``.0``."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value:,}"


def told(*sentences: tuple[str, int]) -> list[str]:
    """Return those sentences whose number, to be shown at ``%(n)s``, is not nought."""
    return [sentence % {"n": show_figure(number)} for sentence, number in sentences if number]
