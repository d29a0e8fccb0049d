"""Makes the index where there is none, or one that was left unfinished or made under another key."""

from __future__ import annotations

from sanphalang.search.projection import is_whole, rebuild


def load() -> None:
    """Make the index unless it is whole; safe to repeat."""
    if not is_whole():
        rebuild()
