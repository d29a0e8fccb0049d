"""The one storage function for raw cells, cleaned values and before-images, and the one way to read them back.

``owner`` is the import batch and ``number`` the row of its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from django.db.models import Q, QuerySet

from sanphalang.bulk import insert_rows
from sanphalang.files.models import Original

Kind = Original.Kind

_COLUMNS = ("kind", "owner", "number", "content")


def keep(kind: Original.Kind, owner: int, originals: Iterable[tuple[int, Any]]) -> None:
    """Keep originals, given as ``(number, value)``; the value is anything JSON can hold."""
    keep_texts(kind, owner, ((number, orjson.dumps(value).decode()) for number, value in originals))


def keep_texts(kind: Original.Kind, owner: int, originals: Iterable[tuple[int, str]]) -> None:
    """Keep originals whose values are JSON text already."""
    insert_rows(Original, _COLUMNS, ((int(kind), owner, number, text) for number, text in originals))


def read(kind: Original.Kind, owner: int, *, first: int = 0, last: int | None = None) -> Iterator[tuple[int, Any]]:
    """Yield ``(number, value)`` in order of number, both ends included."""
    rows = Original.objects.filter(kind=kind, owner=owner, number__gte=first)
    if last is not None:
        rows = rows.filter(number__lte=last)
    for number, content in rows.order_by("number").values_list("number", "content").iterator(chunk_size=2000):
        yield number, orjson.loads(content)


def read_of_all(kind: Original.Kind, owners: Iterable[int]) -> Iterator[tuple[int, int, Any]]:
    """Yield ``(owner, number, value)`` of everything that these owners hold of a kind, in one query."""
    rows = Original.objects.filter(kind=kind, owner__in=list(owners)).order_by("owner", "number")
    for owner, number, content in rows.values_list("owner", "number", "content").iterator(chunk_size=2000):
        yield owner, number, orjson.loads(content)


def read_some(kind: Original.Kind, owner: int, numbers: Iterable[int]) -> dict[int, Any]:
    """Return the originals with these numbers, in one query."""
    rows = Original.objects.filter(kind=kind, owner=owner, number__in=list(numbers))
    return {number: orjson.loads(content) for number, content in rows.values_list("number", "content")}


def numbers_of(kind: Original.Kind, owner: int) -> QuerySet[Original, int]:
    """Return the numbers of an owner's originals of a kind, to be used inside another query."""
    return Original.objects.filter(kind=kind, owner=owner).values_list("number", flat=True)


def telling(texts: Iterable[str]) -> Iterator[tuple[int, int, int, Any]]:
    """Yield kind, owner, number and value of every original that holds one of these texts; reads all there are."""
    holds = Q(pk__in=())
    for text in texts:
        holds |= Q(content__contains=text)
    rows = Original.objects.filter(holds).order_by("owner", "number", "kind")
    for kind, owner, number, content in rows.values_list("kind", "owner", "number", "content"):
        yield kind, owner, number, orjson.loads(content)


def forget_some(kind: Original.Kind, owner: int, numbers: Iterable[int]) -> None:
    """Remove the originals with these numbers."""
    Original.objects.filter(kind=kind, owner=owner, number__in=list(numbers)).delete()


def forget(kind: Original.Kind, owner: int) -> None:
    """Remove the originals of an owner."""
    Original.objects.filter(kind=kind, owner=owner).delete()


def replace(kind: Original.Kind, owner: int, values: Mapping[int, Any]) -> None:
    """Keep new values in the place of old ones; numbers that held none before get one."""
    Original.objects.filter(kind=kind, owner=owner, number__in=list(values)).delete()
    keep(kind, owner, sorted(values.items()))


def blank(owner: int, numbers: Iterable[int]) -> None:
    """Empty the originals of some rows, of every kind: what they said is gone, that there were rows is not."""
    of_rows = Original.objects.filter(owner=owner, number__in=list(numbers))
    of_rows.filter(kind__in=(Kind.CORRECTED, Kind.BEFORE, Kind.DIGESTS)).delete()
    of_rows.filter(kind=Kind.CELLS).update(content="[]")
    of_rows.filter(kind=Kind.VALUES).update(content="{}")


def forget_words(owner: int) -> int:
    """Remove all originals of an owner that say anything, which digests do not; return how many there were."""
    return _words().filter(owner=owner).delete()[0]


def owners_with_words(owners: Iterable[int]) -> set[int]:
    """Return those of the owners of which anything that was said is kept."""
    return set(_words().filter(owner__in=list(owners)).order_by().values_list("owner", flat=True).distinct())


def owners_with_digests(owners: Iterable[int]) -> set[int]:
    """Return those of the owners of whose words there are digests."""
    digests = Original.objects.filter(kind=Kind.DIGESTS, owner__in=list(owners))
    return set(digests.order_by().values_list("owner", flat=True).distinct())


def _words() -> QuerySet[Original]:
    return Original.objects.exclude(kind=Kind.DIGESTS)
