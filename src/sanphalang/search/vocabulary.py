"""The words that are looked for: the list of Thai words, the names of places, the words of organisations."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from threading import Thread

from django.db import DatabaseError, connections

from sanphalang.places.gazetteer import current
from sanphalang.thai.key import match_key
from sanphalang.thai.organisation_kinds import ABBREVIATIONS, INNER, KINDS, OCCUPATIONS
from sanphalang.thai.words import Dictionary, common_words, parts_of

_LEAST_LETTERS = 2


@lru_cache(maxsize=1)
def words() -> Dictionary:
    """Return the words, put together once per process."""
    named = (key for by_key in current().names.values() for key in by_key)
    kinds = [*(prefix for kind in KINDS.values() for prefix in kind.prefixes), *INNER, *OCCUPATIONS]
    kinds += [text for pair in ABBREVIATIONS.items() for text in pair]
    own = (part for text in (*named, *map(match_key, kinds)) for part in parts_of(text))
    return Dictionary({*common_words(), *(part for part in own if len(part) >= _LEAST_LETTERS)})


def read_ahead() -> None:
    """Read the words beside what a process does, so that nobody's first search waits a second for them."""
    Thread(target=_read, name="words", daemon=True).start()


def _read() -> None:
    with suppress(DatabaseError):  # no tables yet: whoever searches is told so
        words()
    connections.close_all()
