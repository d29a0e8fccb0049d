"""Are these two the same person? Pure, and the same whichever of the two is asked about.

A citizen ID decides. Without it a name needs a second sign: a telephone, a year of birth, or the same subdistrict.
A telephone alone decides nothing: families share one.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Literal, NamedTuple

from sanphalang.intake.sameness import Likeness
from sanphalang.places.rules import Level, PlaceCode
from sanphalang.thai.key import match_key

_EXACT = (Level.SUBDISTRICT, Level.VILLAGE)
_SUBDISTRICT, _DISTRICT = 100, 10_000
"""What a padded code is divided by for the code of its subdistrict, and of its district."""
Where = Literal["same_subdistrict", "same_district", "place_less_exact", "other_place"]


class Facts(NamedTuple):
    """What is compared of a person; every fact is only ever compared for being equal.

    ``family`` says that there is a surname, or is a monk's monastic name; what is not known is empty or None.
    """

    identity: Hashable
    family: Hashable
    place: int | None
    place_level: str
    telephones: frozenset[Hashable]
    birth_year: int | None
    citizen_id: Hashable


class KnownPerson(NamedTuple):
    """A person of the registry as far as recognising takes."""

    id: int
    identity: str
    surname: str
    monastic_name: str
    place: int | None
    place_level: str
    telephone: str
    birth_year: int | None
    citizen_id_digest: str

    def without_private(self) -> KnownPerson:
        """Return the person without what only some may know."""
        return self._replace(telephone="", birth_year=None, citizen_id_digest="")


def facts_of(values: Mapping[str, Any], identity: str) -> Facts:
    """Return what is compared of a row."""
    return Facts(
        identity,
        family_of(values.get("surname", ""), values.get("monastic_name", "")),
        values.get("place"),
        values.get("place_level", ""),
        telephones_of(values.get("telephone", "")),
        values.get("birth_year"),
        values.get("citizen_id_digest", ""),
    )


def family_of(surname: str, monastic_name: str) -> str:
    """Return what stands for the family: a surname is part of the identity already, a monastic name is not."""
    return "surname" if surname else match_key(monastic_name) if monastic_name else ""


def telephones_of(text: str) -> frozenset[Hashable]:
    """Return the numbers of a telephone field."""
    return frozenset(part.strip() for part in text.split(",") if part.strip()) if text else frozenset()


def alike(one: Facts, other: Facts) -> tuple[float, tuple[str, ...]]:
    """Return how likely two are the same person, from 0 to 1, and the reasons as kinds."""
    if one.citizen_id and other.citizen_id:
        if one.citizen_id != other.citizen_id:
            return 0.0, ()
        same = one.identity == other.identity
        return (1.0, ("same_citizen_id", "same_name")) if same else (0.93, ("same_citizen_id", "other_name"))
    if one.identity != other.identity or (one.family and other.family and one.family != other.family):
        return 0.0, ()
    where = _where(one, other)
    same_telephone = not one.telephones.isdisjoint(other.telephones)
    years = {one.birth_year, other.birth_year} - {None}
    same_year = len(years) == 1 and one.birth_year == other.birth_year
    reasons = [
        "same_name",
        *(["same_telephone"] if same_telephone else []),
        *(["same_birth_year"] if same_year else []),
    ]
    if len(years) > 1:
        near = same_telephone or where in {"same_subdistrict", "same_district"}
        return 0.9 if near else 0.4, (*reasons, "other_birth_year", where)
    told_by_place = where == "same_subdistrict" and bool(one.family and other.family)
    if same_telephone or same_year or told_by_place:
        return 0.99 if told_by_place else 0.97, (*reasons, where)
    return 0.4 if where == "other_place" else 0.9, (*reasons, where)


def likeness(values: Mapping[str, Any], identity: str, known: KnownPerson) -> Likeness:
    """Compare a row with one person of the registry."""
    theirs = Facts(
        known.identity,
        family_of(known.surname, known.monastic_name),
        known.place,
        known.place_level,
        telephones_of(known.telephone),
        known.birth_year,
        known.citizen_id_digest,
    )
    return Likeness(known.id, *alike(facts_of(values, identity), theirs))


def _where(one: Facts, other: Facts) -> Where:
    if one.place is None or other.place is None:
        return "place_less_exact"
    if one.place_level in _EXACT and other.place_level in _EXACT:
        if one.place // _SUBDISTRICT == other.place // _SUBDISTRICT:
            return "same_subdistrict"
        return "same_district" if one.place // _DISTRICT == other.place // _DISTRICT else "other_place"
    ours = PlaceCode.of(one.place, one.place_level).text
    theirs = PlaceCode.of(other.place, other.place_level).text
    holds = ours.startswith(theirs) or theirs.startswith(ours)
    if not holds:
        return "other_place"
    return "same_district" if one.place // _DISTRICT == other.place // _DISTRICT else "place_less_exact"
