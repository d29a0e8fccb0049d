"""What an import needs to recognise organisations: candidates by key, a chunk of rows at a time.

Names and places of organisations are public; telephones are compared here and never shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sanphalang.organisations.models import Organisation

_KNOWN = ("id", "identity", "name", "place", "place_level", "village_no", "telephone", "registration_no")
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
    return _known(registration_no__in=wanted) if wanted else []


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


def _known(**wanted: Any) -> list[KnownRow]:
    rows: list[KnownRow] = list(Organisation.objects.filter(**wanted).values_list(*_KNOWN))
    return rows
