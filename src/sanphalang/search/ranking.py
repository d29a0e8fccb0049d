"""Which of the records found come first. Pure decisions over names.

What is called just so, then what begins so, then what holds it as it was typed, then what differs by a slip, then what
holds all the words in its name, then what holds them anywhere, at last what holds nearly that in a part of its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from sanphalang.thai.alike import alike_key, slips

_LEAST_OF_A_PART = 6
"""Letters of a part of a name in which a slip is forgiven."""
_A_SOUND = 20  # a letter that sounds different is farther off than any spelling of the same sound


class Way(IntEnum):
    """How a record answers, the best first."""

    CALLED_SO = 0
    BEGINS_SO = 1
    HOLDS_IT = 2
    SLIPPED = 3
    HOLDS_THE_WORDS = 4
    SOMEWHERE = 5
    PARTLY = 6
    NOT = 7

    @property
    def told(self) -> str:
        """What the command says of it."""
        return ("name", "name", "name", "alike", "words", "words", "alike", "")[self]


class Rank(NamedTuple):
    """How well a record answers; the smaller, the better."""

    way: Way
    off: int
    size: int
    length: int


def rank(asked: Iterable[str], names: Sequence[str], *, found_by: Way, size: int) -> Rank:
    """Return how well names, the usual one first, answer what was asked; both as match keys.

    The first of what was asked is all that was typed, the others leave out a title or a word of the kind.
    ``found_by`` is what the index says: the words stand in the name, or somewhere, or not, where it may be a slip.
    ``size`` puts a province before a subdistrict of the same name.
    """
    compared = (
        _compared(key, name, is_whole=not number) for number, key in enumerate(asked) for name in names if key and name
    )
    best = min(compared, default=(found_by, 0))
    if found_by is Way.NOT and best[0] in {Way.BEGINS_SO, Way.HOLDS_IT} and best[1]:
        best = (Way.PARTLY, 0)  # it holds what follows the word of the kind, and not that word
    return Rank(*min(best, (found_by, 0)), size, len(names[0]) if names else 0)


def _compared(asked: str, name: str, *, is_whole: bool) -> tuple[Way, int]:
    """Return how a name answers, and how far off it is: a little more where only a part of what was typed is meant."""
    if asked == name:
        return Way.CALLED_SO, not is_whole
    if name.startswith(asked):
        return Way.BEGINS_SO, not is_whole
    if asked in name:
        return Way.HOLDS_IT, not is_whole
    slipped = slips(asked, name)
    if slipped is not None:
        sounding = 0 if slipped.sounds_alike else _A_SOUND * slipped.letters
        return Way.SLIPPED, sounding + 2 * OSA.distance(asked, name) + (not is_whole)
    return (Way.PARTLY if _is_nearly_inside(alike_key(asked), alike_key(name)) else Way.NOT), 0


def _is_nearly_inside(asked: str, name: str) -> bool:
    """Say whether a stretch of a longer name differs by one letter."""
    if not _LEAST_OF_A_PART <= len(asked) < len(name):
        return False
    one_letter = 100 * (1 - 1 / len(asked)) - 0.01  # what is left of the likeness
    return fuzz.partial_ratio(asked, name, score_cutoff=one_letter) > 0
