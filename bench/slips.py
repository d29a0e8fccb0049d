"""One slip of the finger in a name, as people really make them: each kind as often as the others."""

from __future__ import annotations

from random import Random

KINDS = ("another letter", "a letter left out", "a letter too many", "two letters exchanged", "a vowel or tone mark")
_CONSONANTS = "กขคฆงจฉชซญฐณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_TONES, _VOWELS = "่้๊๋", "ัิีึืุู็"
_MARKS = frozenset(_TONES + _VOWELS + "์ะาำเแโใไ")


def slipped(name: str, kind: str, chance: Random) -> str:
    """Return the name with one slip of a kind; the name itself where there is no spot for such a slip."""
    spots = [at for at, letter in enumerate(name) if _is_spot(name, at, letter, kind)]
    if not spots:
        return name
    at = chance.choice(spots)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    if kind == "another letter":
        return before + chance.choice(_CONSONANTS.replace(letter, "")) + after
    if kind == "a letter left out":
        return before + after
    if kind == "a letter too many":
        return before + chance.choice(_CONSONANTS) + letter + after
    if kind == "two letters exchanged":
        return before + after[0] + letter + after[1:]
    alike = _TONES if letter in _TONES else _VOWELS
    return before + chance.choice(["", *alike.replace(letter, "")]) + after


def _is_spot(name: str, at: int, letter: str, kind: str) -> bool:
    if kind == "a vowel or tone mark":
        return letter in _TONES or letter in _VOWELS
    if kind == "another letter":
        return letter in _CONSONANTS
    if kind == "two letters exchanged":
        return at + 1 < len(name) and letter != name[at + 1] and " " not in name[at : at + 2]
    return letter in _CONSONANTS or letter in _MARKS
