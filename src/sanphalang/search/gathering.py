"""From what the rooms write of their records to what can be found: which shelves a record stands on, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sanphalang.places.searched import chain
from sanphalang.search.contents import tokens_of
from sanphalang.search.shelves import number_of
from sanphalang.web.searched import Document, searched

Row = tuple[int, str, int, str]
"""A document: number, kind, record, tokens."""


def documents_of(kind: str, written: Iterable[Any]) -> list[Document]:
    """Return the documents of records of a kind."""
    return list(searched()[kind].documents(written))


def rows_of(kind: str, documents: Iterable[Document], around: dict[int, str]) -> Iterator[Row]:
    """Yield documents as rows of the index; by ``around``, the names of places, what lies there is found."""
    for shelf, record, place, content in documents:
        codes = chain(place) if place is not None and content.names else ()
        tokens = tokens_of(content, (around.get(code, "") for code in codes))
        yield number_of(shelf, place, record), kind, record, " ".join(tokens)
