"""Rows of records as the registry holds them, for comparing; whoever they tell of is made up."""

from __future__ import annotations

from typing import Any

from sanphalang.matching import organisation_pairs, person_pairs
from sanphalang.organisations.rules import derived_from_name
from sanphalang.places.rules import PlaceCode


def organisation(number: int, name: str, code: str = "300101", **columns: Any) -> organisation_pairs.Facts:
    """Return what is compared of an organisation."""
    place, derived = PlaceCode.parse(code), derived_from_name(name)
    told = {
        "id": number,
        "name": name,
        "name_key": derived.name_key,
        "identity": derived.identity,
        "kind_id": derived.kind,
        "place": place.padded,
        "place_level": str(place.level),
        "founded_year": None,
        "members": None,
        **columns,
    }
    return organisation_pairs.facts_of(tuple(told.get(column, "") for column in organisation_pairs.COLUMNS))


def person(number: int, given_name: str, surname: str, code: str = "300101", **columns: Any) -> person_pairs.Facts:
    """Return what is compared of a person."""
    place = PlaceCode.parse(code)
    told = {
        "id": number,
        "given_name": given_name,
        "surname": surname,
        "place": place.padded,
        "place_level": str(place.level),
        "birth_date": None,
        "birth_year": None,
        **columns,
    }
    return person_pairs.facts_of(tuple(told.get(column, "") for column in person_pairs.COLUMNS))
