"""How complete a record is (ความครบถ้วนของข้อมูล): how many of the things that one would want to know are known.

Each thing counts the same, and whether it is right is not asked: that is what confirming is for (:mod:`.freshness`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sanphalang.web.table import Words


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of how many things are known, and what the others are called, in their order."""

    known: int
    of: int
    missing: tuple[Words, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def completeness(things: Mapping[Words, bool]) -> Completeness:
    """Return how complete a record is of which some things are known and others are not."""
    missing = tuple(name for name, is_known in things.items() if not is_known)
    return Completeness(len(things) - len(missing), len(things), missing)
