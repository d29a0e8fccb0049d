"""What somebody typed, as expressions: every word must be found, in the name or anywhere; digits may be a telephone's.

A word of the list is looked for as itself. Other letters are cut into words as few as possible, each of which must be
found; where letters remain that no word covers, they must stand in the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sanphalang.search.contents import LEAST_DIGITS, PIECE_LETTERS, digit_tokens
from sanphalang.search.expressions import NOTHING, Expression, all_of, any_of, one, one_of
from sanphalang.search.pieces import containing, nearly, with_an_error
from sanphalang.search.tokens import BEGINNING, IN_NAME, NAME, SOUND, WORD, token
from sanphalang.search.vocabulary import words
from sanphalang.thai.alike import alike_key
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import clean_text, match_key
from sanphalang.thai.names import parse_person_name
from sanphalang.thai.organisation_names import parse_organisation_name
from sanphalang.thai.words import parts_of

LONGEST = 200  # letters of what is looked for; no name is longer
_MOST_PARTS = 12  # more words narrow nothing down any more
_LONG = 15  # letters as they sound: the names of most places are shorter
_MOST_LETTERS = 12  # what is longer is looked for by its words
_ONLY_DIGITS = re.compile(r"[0-9\s()+./-]+")
_LEVEL = re.compile(r"(?:จังหวัด|อำเภอ|ตำบล|แขวง|เขต|หมู่บ้าน|[จอต]\s?\.)\s*(?=\S{2})")


@dataclass(frozen=True)
class Asked:
    """A text that is looked for."""

    text: str

    @cached_property
    def parts(self) -> list[str]:
        """The stretches of letters and digits in it."""
        return parts_of(self.text[:LONGEST])[:_MOST_PARTS]

    @cached_property
    def digits(self) -> str:
        """The digits, where it is nothing else and may be a part of a telephone number."""
        text = to_arabic(clean_text(self.text[:LONGEST]))
        digits = "".join(filter(str.isdecimal, text))
        return digits if _ONLY_DIGITS.fullmatch(text) and len(digits) >= LEAST_DIGITS else ""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The match keys under which a record may be called so: as it is, and without a title, a kind, a level."""
        text = clean_text(self.text[:LONGEST])
        if not match_key(text):
            return ()
        person = parse_person_name(text)
        spellings = (
            match_key(text),
            match_key(f"{person.given} {person.surname}"),
            parse_organisation_name(text).core_key,
            match_key(_LEVEL.sub("", text, count=1)) if _LEVEL.match(text) else "",
        )
        return tuple(dict.fromkeys(key for key in spellings if len(key) > 1))

    @cached_property
    def whole(self) -> Expression:
        """What finds the records that are called just this."""
        return one_of(token(NAME, key) for key in self.keys)

    @cached_property
    def in_name(self) -> Expression:
        """What finds the records in whose name all of it stands."""
        return any_of((self.whole, all_of(_found_in_name(part) for part in self.parts)))

    @cached_property
    def as_it_sounds(self) -> Expression:
        """What finds the names that hold, as it sounds, all that was typed, in its order but for rare chance."""
        return any_of(containing(alike_key(key)) for key in self.keys)

    @cached_property
    def anywhere(self) -> Expression:
        """What finds the records in which all of it stands, in the name or in what else is written of them."""
        return any_of((self.whole, all_of(_found(part) for part in self.parts)))

    @cached_property
    def telephone(self) -> Expression:
        """What finds the telephone numbers with these digits in a row."""
        return all_of(one(each) for each in digit_tokens(self.digits)) if self.digits else NOTHING

    @property
    def is_long(self) -> bool:
        """Whether it is long enough to be known again for sure where it was typed with an error."""
        return bool(self.keys) and len(alike_key(self.keys[0])) >= _LONG

    @cached_property
    def misspelled(self) -> Expression:
        """What finds the records that are called so but for one slip."""
        return one_of(token(SOUND, meant) for key in self.keys for meant in nearly(alike_key(key)))

    @cached_property
    def misspelled_in_part(self) -> Expression:
        """What finds the names in which it may be meant where it was typed with an error, and many others."""
        return with_an_error(map(alike_key, self.keys))


def _found(part: str) -> Expression:
    """Return what finds a stretch of letters anywhere."""
    return _cut_up(part, _word_anywhere)


def _found_in_name(part: str) -> Expression:
    """Return what finds a stretch of letters in the name."""
    return _cut_up(part, _word_in_name)


def _cut_up(part: str, word: Callable[[str], Expression]) -> Expression:
    if part in words():
        return word(part)
    if len(part) < PIECE_LETTERS:
        return any_of((word(part), one(token(BEGINNING, part))))
    known, unknown = words().cut(part)
    if known:  # a letter or two are a word that is still being typed
        unknown = [rest for rest in unknown if len(alike_key(rest)) >= PIECE_LETTERS]
    by_words = all_of((*map(word, known), *(containing(alike_key(rest)) for rest in unknown)))
    in_letters = containing(alike_key(part)) if len(part) <= _MOST_LETTERS else NOTHING
    return any_of((word(part), by_words, in_letters))


def _word_anywhere(word: str) -> Expression:
    return any_of((one(token(IN_NAME, word)), one(token(WORD, word))))


def _word_in_name(word: str) -> Expression:
    return one(token(IN_NAME, word))
