"""What a column can mean, as data: words for it in headers, and how its contents look."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from sanphalang.intake.understanding.facts import ColumnFacts
from sanphalang.thai.key import match_key

Likeness: TypeAlias = Callable[[ColumnFacts], float]
"""How much a column's contents look like the field: 0 not at all, 1 without doubt."""


@dataclass(frozen=True)
class Field:
    """A field of a registry: ``words`` for it in headers, Thai and English, as people write them.

    ``likeness`` is None where contents tell nothing. ``strict``: contents that look otherwise refute the header.
    ``alone``: contents are enough to recognise the field under a header that says nothing.
    ``lesser`` are further words, of which each line says it less than those before: a column under one of them is
    taken where no column under a better one is.
    """

    name: str
    words: tuple[str, ...]
    likeness: Likeness | None = None
    strict: bool = False
    alone: bool = True
    lesser: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The match keys of all words, and how far behind the best each stands."""
        lines = enumerate((self.words, *self.lesser))
        return {match_key(word): rank for rank, words in lines for word in words}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The match keys of all words."""
        return frozenset(self.ranks)


@dataclass(frozen=True)
class FieldSet:
    """The fields that a kind of list can have. ``needed`` must be found for a sheet to be such a list."""

    kind: str
    fields: tuple[Field, ...]
    needed: str = "name"
    fallback: str | None = None
    """The field whose cell can name a record whose ``needed`` cell names none."""
    also: tuple[str, ...] = field(default=())
    """Words of headers that say that a row is a header although no field takes them."""

    @cached_property
    def header_keys(self) -> frozenset[str]:
        """Every match key that speaks for a header."""
        return frozenset(map(match_key, self.also)).union(*(each.keys for each in self.fields))
