"""What two words tell that are the same, nearly the same, or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sanphalang.matching.evidence import Sign, rarity
from sanphalang.thai.alike import slips

_SOME, _SHARE = 3, 0.01
_SLIP = 2.0  # bits that each letter costs


class Words(NamedTuple):
    """How often each word is met, and among how many records."""

    times: Mapping[str, int]
    among: int


def word_sign(what: str, one: str, other: str, words: Words, *, most: float, differ: float) -> Sign:
    """Return what two words tell; both are known.

    The same word tells as much as it is rare, ``most`` at most. A word that is a slip away is taken for it misspelt
    where it is much rarer: what many are called is a name of its own (สมชาย, สมไชย).
    """
    ours, theirs = words.times[one], words.times[other]
    if one == other:
        return Sign(f"same_{what}", rarity(ours, words.among, most=most))
    slip = slips(one, other)
    if slip is None or min(ours, theirs) > max(_SOME, _SHARE * max(ours, theirs)):
        return Sign(f"other_{what}", differ)
    worth = rarity(max(ours, theirs), words.among, most=most)
    return Sign(f"similar_{what}", worth - (1.0 if slip.sounds_alike else _SLIP * slip.letters))
