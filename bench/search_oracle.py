"""Which records contain a word: decided from what the tables hold, letter by letter, not by the code that finds.

A word counts where it begins and ends between two clusters: not after a vowel that is written before its consonant, and
not before a vowel or a mark that belongs to the letter in front. ผ้าไหม holds ผ้า and ไหม, and never าไห.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, NamedTuple

from django.db import connection

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import clean_text

_BELONGS_TO_WHAT_STANDS_BEFORE = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
_BELONGS_TO_WHAT_FOLLOWS = frozenset("เแโใไ")
COLUMNS = {
    "organisation": ("organisations_organisation", "id", ("name", "activity", "address"), "merged_into_id"),
    "person": (
        "people_person", "id", ("given_name", "surname", "monastic_name", "nickname", "occupation"), "merged_into_id",
    ),
    "place": ("places_place", "padded", ("name_th",), ""),
    "committee": ("committees_committee", "id", ("name", "criteria"), ""),
}  # fmt: skip
"""Where each kind of record keeps its words: the table, its number, the columns, and the column of absorbed ones."""


class Word(NamedTuple):
    """A word of the list, and the records of one kind that contain it, by number."""

    kind: str
    text: str
    records: array[int]


def is_between(text: str, at: int) -> bool:
    """Say whether a word may begin or end here."""
    if at in {0, len(text)}:
        return True
    return text[at] not in _BELONGS_TO_WHAT_STANDS_BEFORE and text[at - 1] not in _BELONGS_TO_WHAT_FOLLOWS


def words_in(text: str, words: dict[str, list[str]]) -> Iterator[str]:
    """Yield the words in a text; ``words`` lists them by their first two letters."""
    for at in range(len(text) - 1):
        for word in words.get(text[at : at + 2], ()):
            if text.startswith(word, at) and is_between(text, at) and is_between(text, at + len(word)):
                yield word


def by_beginning(words: Iterable[str]) -> dict[str, list[str]]:
    """Return words by their first two letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[:2]].append(word)
    return dict(found)


def drawn(dictionary: Iterable[str], wanted: int, chance: Random) -> list[Word]:
    """Draw words from records drawn at random, of every kind in turns; say of each in which records it stands."""
    every, texts = by_beginning(dictionary), {kind: _texts(kind) for kind in COLUMNS}
    chosen: dict[str, set[str]] = {kind: set() for kind in COLUMNS}
    records = {kind: iter(chance.sample(sorted(rows), min(len(rows), 4 * wanted))) for kind, rows in texts.items()}
    while records and sum(map(len, chosen.values())) < wanted:
        for kind in list(records):
            number = next(records[kind], None)
            if number is None:
                del records[kind]
                continue
            inside = sorted({word for text in texts[kind][number] for word in words_in(text, every)} - chosen[kind])
            chosen[kind].update(chance.sample(inside, min(1, len(inside))))
    return [word for kind, words in chosen.items() for word in _located(kind, sorted(words), texts[kind])]


def _located(kind: str, words: list[str], texts: dict[int, list[str]]) -> list[Word]:
    wanted, seen = by_beginning(words), {}
    found: dict[str, array[int]] = {word: array("q") for word in words}
    for number, written in texts.items():
        for text in written:
            if text not in seen:
                seen[text] = frozenset(words_in(text, wanted))
        for word in {word for text in written for word in seen[text]}:
            found[word].append(number)
    return [Word(kind, word, records) for word, records in found.items()]


def _texts(kind: str) -> dict[int, list[str]]:
    """Return what is written of every record of a kind, in the one spelling in which texts are compared."""
    table, number, columns, absorbed = COLUMNS[kind]
    condition = f" WHERE {absorbed} IS NULL" if absorbed else ""
    known: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {number}, {', '.join(columns)} FROM {table}{condition}")  # noqa: S608 (our own names)
        return {row[0]: [_spelled(text, known) for text in row[1:] if text] for row in cursor.fetchall()}


def _spelled(text: Any, known: dict[str, str]) -> str:
    if text not in known:
        known[text] = to_arabic(clean_text(text).lower())
    return known[text]
