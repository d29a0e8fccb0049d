"""One box for everything: a room says how its records are found; the room that finds them knows none of them by name.

``settings.SEARCHED`` names the declarations, in the order in which their groups are shown. A record is marked through
the ledger under the kind that its declaration names, and is then found within a second.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.module_loading import import_string

from sanphalang.thai.key import match_key

Viewer = Any
Intervals = tuple[tuple[int, int], ...]
"""Of padded codes of places, as everywhere (``places.rules``)."""

_SIZE_OF_A_RECORD = 6


class Content(NamedTuple):
    """What is written of one record on one shelf.

    ``names`` and ``texts`` are where words are found, those of a name first; ``keys`` are match keys by which it may be
    called as a whole, ``sounds`` those of them that somebody may spell with an error. Of ``telephones`` digits in a row
    are found. The names of its place and of those around it are added by who finds.
    """

    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    telephones: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents of one kind that the same people may see.

    ``seen_by`` answers in which places a viewer sees them; what it answers the nation holds those without a place too.
    ``tells_a_secret``: whoever finds something there learns of a telephone that is not published.
    """

    name: str
    seen_by: Callable[[Viewer], Intervals]
    tells_a_secret: bool = False


class Document(NamedTuple):
    """What can be found of a record by who may see a shelf."""

    shelf: Shelf
    record: int
    place: int | None
    content: Content


class Titled(NamedTuple):
    """A record that was found, in the reader's language: its title, its place, its page, the match keys of its names.

    ``page`` is the name of its page in ``urls.py``, whose address holds its number or, where it has one, its ``code``.
    ``about`` says in a word or two what it is. ``size`` puts a province before a subdistrict that is called the same.
    ``other_names`` are match keys too, of names that nobody sees in the title: who finds it by one is told so.
    """

    id: int
    title: str
    place: int | None
    page: str
    names: tuple[str, ...]
    about: str = ""
    size: int = _SIZE_OF_A_RECORD
    other_names: tuple[str, ...] = ()
    code: str = ""

    @property
    def url(self) -> str:
        """The address of its page; worked out for those that are shown, of many that are compared."""
        return reverse(self.page, args=(self.code or self.id,))


class Written(Protocol):
    """Reads what is written of the records that fit, as far as they can be found at all, in the order of their ids;
    ``limit``: so many of them. Plain values whose first is the id: they travel to another process."""

    def __call__(self, chosen: Q, *, limit: int | None = None) -> Sequence[Any]: ...


@dataclass(frozen=True)
class Searched:
    """How the records of one kind are found.

    ``documents`` makes documents of what ``written`` read, without asking the database. ``titled`` answers with those
    of some records that the viewer may know of, and ``names`` with their match keys alone, where that is quicker.
    """

    kind: str
    title: Any
    shelves: Sequence[Shelf]
    written: Written
    documents: Callable[[Iterable[Any]], Iterable[Document]]
    titled: Callable[[Viewer, Collection[int]], Iterable[Titled]]
    names: Callable[[Viewer, Collection[int]], Iterable[tuple[int, tuple[str, ...]]]] | None = None


@cache
def searched() -> dict[str, Searched]:
    """Return the declarations by kind, in the order of their groups."""
    found: list[Searched] = [import_string(path) for path in settings.SEARCHED]
    return {each.kind: each for each in found}


def keys_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as match keys, each once."""
    return tuple(dict.fromkeys(filter(None, map(match_key, names))))
