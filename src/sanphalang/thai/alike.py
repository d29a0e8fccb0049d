"""Two spellings that sound the same: what people write who heard a name and never saw it.

Folds what Thai writes in several ways for one sound (ศ ษ ส, ณ น, ใ ไ, รร before a consonant), and what is often left
out or misplaced (tone marks, a silenced letter). Narrower than a sound index: ``สมชาย`` and ``สมไชย`` stay apart,
because both are names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

_SAME_LETTER = str.maketrans(
    {
        "ศ": "ส", "ษ": "ส", "ซ": "ส", "ณ": "น", "ญ": "ย", "ฎ": "ด", "ฏ": "ต", "ฐ": "ถ", "ฑ": "ท", "ฒ": "ท", "ธ": "ท",
        "ภ": "พ", "ฬ": "ล", "ฆ": "ค", "ฃ": "ข", "ฅ": "ค", "ใ": "ไ", "ฦ": "ฤ",
        "ี": "ิ", "ื": "ึ", "ู": "ุ",
        "่": None, "้": None, "๊": None, "๋": None, "็": None, "ะ": None, "ฺ": None,
    }
)  # fmt: skip
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_THAI_SOUNDS = (("ทร", "ส"), ("รร", "ั"), ("ํา", "ำ"), ("ไย", "ไ"), ("ัย", "ไ"), ("ฤ", "ริ"))
_LATIN_SOUNDS = (
    ("ph", "p"), ("th", "t"), ("kh", "k"), ("dh", "d"), ("bh", "b"), ("ue", "u"), ("ae", "e"), ("oo", "u"), ("ou", "u"),
    ("ee", "i"), ("or", "o"), ("aa", "a"), ("j", "ch"), ("y", "i"), ("w", "v"),
)  # fmt: skip


_KEPT_LETTERS = 400  # no name is longer


def alike_key(key: str) -> str:
    """Return the match key with look-alike and sound-alike spellings made one: tone marks, silent and twin letters."""
    return _made_before(key) if len(key) <= _KEPT_LETTERS else _alike(key)


def _alike(key: str) -> str:
    if key.isascii():
        for sound, written in _LATIN_SOUNDS:
            key = key.replace(sound, written)
        return key
    key = _SILENT.sub("", key)
    for sound, written in _THAI_SOUNDS:
        key = key.replace(sound, written)
    return key.translate(_SAME_LETTER)


_made_before = lru_cache(maxsize=65_536)(_alike)  # parts of names repeat through a country


class Slips(NamedTuple):
    """How far one spelling is from another: ``letters`` inserted, left out, replaced or exchanged; ``sounds_alike``."""

    letters: int
    sounds_alike: bool


def slips(one: str, other: str, *, most: int = 2) -> Slips | None:
    """Return how two match keys differ when that can be a slip of the finger or ear, else None.

    ``most`` letters may differ after folding, fewer in short words: one in words of at least four letters, two in words
    of at least ten. Digits never slip: กลุ่ม 1 is not กลุ่ม 2.
    """
    if one == other:
        return Slips(0, True)
    ours, theirs = alike_key(one), alike_key(other)
    if ours == theirs:
        return Slips(OSA.distance(one, other), True)
    shorter = min(len(ours), len(theirs))
    allowed = min(most, 2 if shorter >= _LONG else 1 if shorter >= _SHORT else 0)
    if abs(len(ours) - len(theirs)) > allowed or _digits(ours) != _digits(theirs):
        return None
    letters = OSA.distance(ours, theirs, score_cutoff=allowed)
    return Slips(letters, False) if letters <= allowed else None


_SHORT, _LONG = 4, 10  # letters of a folded word


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
