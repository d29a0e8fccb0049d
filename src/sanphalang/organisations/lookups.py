"""What recognising organisations takes: candidates by key for an import, all of them for finding duplicates.

Names and places of organisations are public; telephones are compared here and never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Q

from sanphalang.organisations.models import Organisation
from sanphalang.places.queries import within
from sanphalang.places.rules import NATION, Intervals

_KNOWN = ("id", "identity", "name", "place", "place_level", "village_no", "telephone", "registration_no")
_HAS_NUMBER = ~Q(registration_no="")  # said as the index says it, else SQLite does not take it
_CHUNK = 10_000
KnownRow = tuple[int, str, str, int | None, str, str, str, str]


def any_organisation() -> bool:
    """Say whether the registry holds anything to be recognised."""
    return Organisation.objects.exists()


def with_identities(identities: Iterable[str]) -> list[KnownRow]:
    """Return the organisations whose names share one of these identities."""
    return _known(identity__in=list(identities))


def with_registration_numbers(numbers: Iterable[str]) -> list[KnownRow]:
    """Return the organisations registered under one of these numbers."""
    wanted = [number for number in numbers if number]
    return _known(_HAS_NUMBER, registration_no__in=wanted) if wanted else []


def with_ids(ids: Iterable[int]) -> list[KnownRow]:
    """Return the organisations with these ids."""
    return _known(id__in=list(ids))


def identities_in(places: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Return ``(id, identity)`` of the organisations whose most exact place is one of these, by place."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = Organisation.objects.filter(place__in=list(places)).values_list("place", "id", "identity")
    for place, organisation, identity in rows:
        found.setdefault(place or 0, []).append((organisation, identity))
    return found


def _known(*conditions: Q, **wanted: Any) -> list[KnownRow]:
    rows: list[KnownRow] = list(Organisation.objects.filter(*conditions, **wanted).values_list(*_KNOWN))
    return rows


def compared(columns: tuple[str, ...], inside: Intervals) -> Iterator[tuple[Any, ...]]:
    """Yield columns of the organisations inside intervals, those of one province behind each other."""
    found = Organisation.objects.filter(within("place", inside)) if inside != NATION else Organisation.objects.all()
    yield from found.order_by("place", "id").values_list(*columns).iterator(_CHUNK)


def compared_with_ids(columns: tuple[str, ...], ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Yield columns of the organisations with these ids."""
    for at in range(0, len(ids), _CHUNK):
        yield from Organisation.objects.filter(pk__in=ids[at : at + _CHUNK]).values_list(*columns)
