"""How far apart two records are: said by their most exact known places."""

from __future__ import annotations

from typing import Literal

from sanphalang.places.rules import Level, PlaceCode

Apart = Literal["same_subdistrict", "same_district", "place_less_exact", "same_province", "other_province"]

_SUBDISTRICT, _DISTRICT, _PROVINCE = 100, 10_000, 1_000_000
"""What a padded code is divided by for the code of the place around it."""
_EXACT = (Level.SUBDISTRICT, Level.VILLAGE)


def apart(one: int | None, one_level: str, other: int | None, other_level: str) -> Apart:
    """Return how far two places are apart; ``place_less_exact`` where one may hold the other."""
    if one is None or other is None:
        return "place_less_exact"
    if one // _PROVINCE != other // _PROVINCE:
        return "other_province"
    if one_level in _EXACT and other_level in _EXACT:
        if one // _SUBDISTRICT == other // _SUBDISTRICT:
            return "same_subdistrict"
        return "same_district" if one // _DISTRICT == other // _DISTRICT else "same_province"
    ours, theirs = PlaceCode.of(one, one_level).text, PlaceCode.of(other, other_level).text
    if ours.startswith(theirs) or theirs.startswith(ours):
        return "place_less_exact"
    return "same_province"


def district_of(place: int | None, level: str) -> int | None:
    """Return the padded code of the district, None where the place is not so exact."""
    return None if place is None or level == Level.PROVINCE else place // _DISTRICT * _DISTRICT


def subdistrict_of(place: int | None, level: str) -> int | None:
    """Return the padded code of the subdistrict, None where the place is not so exact."""
    return place // _SUBDISTRICT * _SUBDISTRICT if place is not None and level in _EXACT else None


def province_of(place: int | None) -> int | None:
    """Return the padded code of the province."""
    return None if place is None else place // _PROVINCE * _PROVINCE
