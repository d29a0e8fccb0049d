"""Finds the title that a person's name begins with."""

import re
from typing import Literal, NamedTuple

from sanphalang.thai import titles

TitleKind = Literal["civil", "professional", "rank", "royal", "clergy"]

NEW_SYLLABLE = "(?![ะ-ฺๅ-๎])"
"""A title ends before a new syllable: นางสาวิตรี is not นางสาว and ิตรี."""


class Title(NamedTuple):
    """A title as given in answers, its kind, whether it was abbreviated, and where the text goes on."""

    text: str
    kind: TitleKind
    short: bool
    end: int


_WORDS: dict[str, tuple[str, TitleKind]] = {
    **{word: (given, "professional") for word, given in titles.PROFESSIONAL.items()},
    **{word: (given, "rank") for word, given in titles.RANKS.items()},
    **{word: (given, "royal") for word, given in titles.ROYAL.items()},
    **{word: (given, "clergy") for word, given in titles.CLERGY.items()},
    **{word: (given, "civil") for word, given in titles.CIVIL.items()},
    "พลฯ": ("พลฯ", "rank"),
}
_SHORTS: dict[str, tuple[str, TitleKind]] = {
    **{short: (given, "professional") for short, given in titles.PROFESSIONAL_SHORT.items()},
    **{short: (given, "rank") for short, given in titles.RANKS_SHORT.items()},
    **{short: (given, "royal") for short, given in titles.ROYAL_SHORT.items()},
    **{short: (given, "civil") for short, given in titles.CIVIL_SHORT.items()},
}
_BY_LETTERS = {short.replace(".", ""): given for short, given in _SHORTS.items()}
_WRITTEN_WITHOUT_DOTS = ("ดร", "ผศ", "รศ", "นส", "ดช", "ดญ")
_ENGLISH = re.compile(rf"({'|'.join(titles.ENGLISH)})\b\.?\s*", re.IGNORECASE)
_NOT_TITLES = re.compile("|".join(titles.NOT_TITLES))
_DOTS = re.compile(r"[.\s]")


def written_short(short: str) -> str:
    """The pattern of an abbreviation: พ.ต.อ. is also written พ.ต.อ, พ. ต. อ. and พตอ. but never without any dot."""
    parts = short.rstrip(".").split(".")
    if len(parts) == 1:
        return re.escape(parts[0]) + r"\."
    return r"(?=\S{0,8}\.)" + r"\.?\s?".join(map(re.escape, parts)) + r"(?:\.|(?=\s))"


def _patterns() -> dict[str, re.Pattern[str]]:
    """By first letter, because almost no name begins with most of the titles."""
    patterns = {}
    for first in {form[0] for form in (*_WORDS, *_SHORTS)}:
        words = [word for word in sorted(_WORDS, key=len, reverse=True) if word[0] == first]
        shorts = [written_short(s) for s in sorted(_SHORTS, key=len, reverse=True) if s[0] == first]
        shorts += [rf"{bare}(?=\s)" for bare in _WRITTEN_WITHOUT_DOTS if bare[0] == first]
        either = [f"(?P<word>{'|'.join(words)}){NEW_SYLLABLE}"] if words else ["(?P<word>(?!))"]
        either += [f"(?P<short>{'|'.join(shorts)})"] if shorts else ["(?P<short>(?!))"]
        patterns[first] = re.compile(rf"(?:{'|'.join(reversed(either))})\s?(?P<female>หญิง{NEW_SYLLABLE}|\(ญ\)|ญ\.)?\s*")
    return patterns


_PATTERNS = _patterns()


def title_at(text: str, start: int = 0) -> Title | None:
    """The longest title at a position of cleaned text, with the spaces behind it; None where no title stands."""
    pattern = _PATTERNS.get(text[start : start + 1])
    if pattern is None:
        return _english_title_at(text, start)
    match = pattern.match(text, start)
    if match is None or _NOT_TITLES.match(text, start):
        return None
    short = match["short"] is not None
    given, kind = _BY_LETTERS[_DOTS.sub("", match["short"])] if short else _WORDS[match["word"]]
    if match["female"]:
        if kind != "rank":
            return Title(given, kind, short, match.start("female"))
        given += "หญิง"
    return Title(given, kind, short, match.end())


def _english_title_at(text: str, start: int) -> Title | None:
    match = _ENGLISH.match(text, start)
    if match is None or match.end() == len(text):
        return None
    return Title(titles.ENGLISH[match[1].lower()], "civil", False, match.end())
