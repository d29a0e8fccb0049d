"""Which numbers of people may be told, so that nobody can be found behind one.

A cell of one to four is not told. Since the total of its siblings is told, another one has to be held back with it, or
the difference would tell it. Whoever knows this rule must not learn more from what it holds back than from the figures:
the siblings to be held back are therefore taken in an order that has nothing to do with their numbers, and whether
enough are held back depends on nothing but the sum of all that is held back, which everybody can work out anyway.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import Enum
from hashlib import blake2b
from typing import TypeVar

SMALLEST = 5
"""The smallest number that is told; zero is told too."""

_SPREAD = SMALLEST - 2  # what a sum has to leave open, so that a cell may be any of one to four

Key = TypeVar("Key", bound=Hashable)


class Untold(Enum):
    """What stands in the place of a number."""

    FEW = "few"  # fewer than five
    HELD_BACK = "held back"  # five or more, or none, held back so that others cannot be worked out


Cell = int | Untold


def is_few(number: int) -> bool:
    """Say whether a number of people is too small to be told."""
    return 0 < number < SMALLEST


def told_total(number: int) -> Cell:
    """Return what is told of a number that no other number contains."""
    return Untold.FEW if is_few(number) else number


def told(numbers: Mapping[Key, int], total: Cell, *, salt: str = "") -> dict[Key, Cell]:
    """Return what is told of siblings whose total is told as ``total``.

    Of the parts of a total that is not told nothing is told. Otherwise each few is held back, with as many siblings as
    it takes; where they do not suffice, all are.
    """
    if isinstance(total, Untold):
        return dict.fromkeys(numbers, total)
    few = [key for key, number in numbers.items() if is_few(number)]
    if not few:
        return dict(numbers)
    held_back: list[Key] = []
    left_open = sum(numbers[key] - 1 for key in few)
    for key in sorted((key for key, number in numbers.items() if number >= SMALLEST), key=lambda key: _lot(key, salt)):
        held_back.append(key)
        left_open += numbers[key] - SMALLEST
        if left_open >= _SPREAD:
            return dict(numbers) | dict.fromkeys(few, Untold.FEW) | dict.fromkeys(held_back, Untold.HELD_BACK)
    return dict.fromkeys(numbers, Untold.HELD_BACK)


def _lot(key: Hashable, salt: str) -> bytes:
    """Return the place of a sibling in an order that is always the same, and tells nothing of its number."""
    return blake2b(f"{salt}:{key}".encode(), digest_size=8).digest()
