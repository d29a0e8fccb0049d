"""Is this case told already? Pure: by its title, its place and its year.

A title is no name of anything: two communities call different things the same, and one tells the same thing every
year. So only title and place together are sure, and what people wrote themselves is never taken for the same unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from rapidfuzz.distance import Levenshtein

from sanphalang.intake.sameness import POSSIBLE, Likeness
from sanphalang.knowledge.from_lists import KnownItem
from sanphalang.places.rules import Level, PlaceCode

_ALIKE = 0.9


def likeness(values: Mapping[str, Any], identity: str, known: KnownItem) -> Likeness:
    """Compare a row with one item.

    Sure: the same title in the same district or smaller place, in years that do not differ, where a list told of it.
    Possible: the same where people wrote it, in another year, or where one of the places is less exact; a very similar
    title in the same place.
    """
    same_place = values.get("place") == known.place and known.place is not None
    if identity != known.identity:
        alike = same_place and Levenshtein.normalized_similarity(identity, known.identity) >= _ALIKE
        return Likeness(known.id, POSSIBLE if alike else 0.0, ("similar_name", "same_place") if alike else ())
    if other_year(values, {"year": known.year}):
        reasons = ("same_name", "other_year", "same_place" if same_place else "other_place")
        return Likeness(known.id, 0.9 if same_place else 0.4, reasons)
    if same_place and known.place_level != Level.PROVINCE:
        if not known.is_listed:
            return Likeness(known.id, 0.94, ("same_name", "same_place", "written_by_people"))
        return Likeness(known.id, 1.0, ("same_name", "same_place"))
    if same_place or values.get("place") is None or known.place is None or _one_holds_the_other(values, known):
        return Likeness(known.id, 0.9, ("same_name", "place_less_exact"))
    return Likeness(known.id, 0.4, ("same_name", "other_place"))


def other_year(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether both tell a year and not the same."""
    return bool(one.get("year") and other.get("year") and one["year"] != other["year"])


class CaseDoubles:
    """Rows of cases: the same title, year and place; where the place is not exact, also the same words."""

    def __init__(self) -> None:
        self._leaders: dict[bytes, int] = {}

    @staticmethod
    def key_of(values: Mapping[str, Any], identity: str) -> bytes:
        """Return a digest of what two rows share when they tell of one case."""
        is_exact = values.get("place") and values["place_level"] != Level.PROVINCE
        words = "" if is_exact else values.get("told", "")
        parts = (values.get("id"), identity, values.get("place"), values.get("year"), words)
        return blake2b(repr(parts).encode(), digest_size=16).digest()

    def leader_of(self, number: int, key: bytes) -> int:
        """Return the first row of the file that tells of the same case."""
        return self._leaders.setdefault(key, number)

    def contradicted_by(self, number: int, key: bytes) -> int | None:
        """Nothing in a list of cases speaks against another row."""
        return None


def _one_holds_the_other(values: Mapping[str, Any], known: KnownItem) -> bool:
    ours = PlaceCode.of(values["place"], values["place_level"]).text
    theirs = PlaceCode.of(known.place or 0, known.place_level).text
    return ours.startswith(theirs) or theirs.startswith(ours)
