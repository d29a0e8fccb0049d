"""What of a record can be found: its texts taken apart into tokens. Pure but for the list of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sanphalang.search.tokens import BEGINNING, DIGITS, IN_NAME, NAME, PIECE, SOUND, WORD, token
from sanphalang.search.vocabulary import words
from sanphalang.thai.alike import alike_key
from sanphalang.thai.telephones import parse_telephones
from sanphalang.thai.words import parts_of
from sanphalang.web.searched import Content

PIECE_LETTERS = 3
_A_LINE = 300  # letters
LEAST_DIGITS = 4
"""So many digits of a telephone number in a row find it."""


def tokens_of(content: Content, around: Iterable[str] = ()) -> set[str]:
    """Return the tokens by which a record is found; ``around`` are the names of the places around it."""
    found = set(digits_inside(content.telephones)) if content.telephones else set()
    found.update(*map(_of_name, content.names), *map(_of_text, content.texts), *map(_of_sound, content.sounds))
    found.update([token(NAME, key) for key in content.keys])
    found.update(*map(_of_place, around))
    found.discard("")
    return found


@lru_cache(maxsize=200_000)  # given names, surnames and names of villages repeat through a country
def _of_name(name: str) -> tuple[str, ...]:
    return tuple(each for part in parts_of(name) for each in (token(BEGINNING, part[:2]), *_of_part(IN_NAME, part)))


def _of_text(text: str) -> tuple[str, ...]:
    return _of_line(text) if len(text) <= _A_LINE else _of_line.__wrapped__(text)


@lru_cache(maxsize=100_000)  # activities and the places around repeat, too; a page of prose does not
def _of_line(text: str) -> tuple[str, ...]:
    return tuple(each for part in parts_of(text) for each in _of_part(WORD, part))


@lru_cache(maxsize=100_000)
def _of_place(names: str) -> tuple[str, ...]:
    """A name that is a word of the list is found by that alone: who looks for แก่น does not want all of ขอนแก่น."""
    parts = parts_of(names)
    return tuple(each for part in parts for each in ((token(WORD, part),) if part in words() else _of_part(WORD, part)))


@lru_cache(maxsize=100_000)
def _of_part(sign: str, part: str) -> tuple[str, ...]:
    return tuple({token(sign, word) for word in (part, *words().inside(part))})


def _of_sound(key: str) -> list[str]:
    sound = alike_key(key)
    return [token(SOUND, sound), *pieces_of(sound)]


def pieces_of(sound: str) -> list[str]:
    """Return the tokens of the pieces of a name as it sounds."""
    return [token(PIECE, sound[at : at + PIECE_LETTERS]) for at in range(len(sound) - PIECE_LETTERS + 1)]


def digits_inside(telephones: str) -> Iterator[str]:
    """Yield the tokens of each four digits in a row of each number, and of each whole number."""
    if not telephones:
        return
    for number in parse_telephones(telephones).numbers:
        yield from digit_tokens(number.digits)
        yield token(DIGITS, number.digits)


def digit_tokens(digits: str) -> Iterator[str]:
    """Yield the tokens of each four digits in a row."""
    for at in range(len(digits) - LEAST_DIGITS + 1):
        yield token(DIGITS, digits[at : at + LEAST_DIGITS])
