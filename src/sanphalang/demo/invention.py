"""Invents organisations of a subdistrict: the same seed, place, count and day always give the same ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple, TypeVar

from sanphalang.demo import contacts
from sanphalang.demo.country import Subdistrict
from sanphalang.demo.kinds import SORTS, Sort
from sanphalang.demo.words import (
    CITY_CRAFTS,
    COMMUNITY_HEADS,
    COMMUNITY_MIDDLES,
    COMMUNITY_TAILS,
    CRAFTS,
    VILLAGE_HEADS,
    VILLAGE_MIDDLES,
    VILLAGE_TAILS,
    Craft,
)
from sanphalang.organisations.rules import Derived, derived_from_name
from sanphalang.places.rules import Level, PlaceCode

_Choice = TypeVar("_Choice")

_YEARS_OF_CONFIRMING = 5
_NUMBERED = 0.2  # of the names that are taken; else a full subdistrict would be searched for long
_WEIGHTS = list(accumulate(sort.weight for sort in SORTS))
_CITY_WEIGHTS = list(accumulate(sort.city_weight for sort in SORTS))
_STATUSES = (("active", 0.82), ("inactive", 0.89), ("closed", 0.92), ("unknown", 1.0))


class Home(NamedTuple):
    """A village (บ้าน) with its number, or a community (ชุมชน) of a town, which has none."""

    name: str
    number: str


class _Named(NamedTuple):
    """A name, and what it was made of."""

    name: str
    sort: Sort
    home: Home
    craft: Craft


class Invented(NamedTuple):
    """One organisation: what its source said of it (columns of the registry, dates as ISO text), and the rest.

    ``derived`` is what the registry stores beside the name; ``source`` is an index of ``kinds.SOURCES``; ``published``
    says whether its contact is; ``added_on`` is the day on which it came into the registry.
    """

    values: dict[str, Any]
    derived: Derived
    source: int
    published: bool
    added_on: date


def invent(place: Subdistrict, count: int, *, seed: int, today: date) -> Iterator[Invented]:
    """Yield ``count`` organisations of a subdistrict, no two of which look like one. Days count back from ``today``."""
    chance = Random(f"{seed}:{place.code}:organisations")  # noqa: S311 (nothing secret is made of it)
    homes = homes_of(place, chance)
    crafts = CITY_CRAFTS if place.in_bangkok else [craft for craft in CRAFTS if place.code[0] in craft.parts]
    taken: set[str] = set()
    for number in range(1, count + 1):
        named = _named(place, homes, crafts, chance)
        while _told(derived := derived_from_name(named.name)) in taken:
            named = _named(place, homes, crafts, chance)
            if chance.random() < _NUMBERED:
                named = named._replace(name=f"{named.name} {number}")
        taken.add(_told(derived))
        yield _organisation(named, derived, place, number, chance, today)


def _told(derived: Derived) -> str:
    """Return what tells a group from another: กลุ่มผู้ผลิตขนมไทย of a village is its กลุ่มขนมไทย."""
    return derived.identity.removeprefix("ผู้ผลิต")


def homes_of(place: Subdistrict, chance: Random) -> list[Home]:
    """Return the villages of a subdistrict, numbered from 1, or in Bangkok its communities."""
    count = 6 + int(chance.random() * 9)
    if place.in_bangkok:
        parts = (COMMUNITY_HEADS, COMMUNITY_MIDDLES, COMMUNITY_TAILS)
        return [Home("ชุมชน" + "".join(_pick(part, chance) for part in parts), "") for _ in range(count)]
    parts = (VILLAGE_HEADS[place.code[0]], VILLAGE_MIDDLES, VILLAGE_TAILS)
    names = ("บ้าน" + "".join(_pick(part, chance) for part in parts) for _ in range(count))
    return [Home(name, str(number)) for number, name in enumerate(names, start=1)]


def _named(place: Subdistrict, homes: Sequence[Home], crafts: Sequence[Craft], chance: Random) -> _Named:
    weights = _CITY_WEIGHTS if place.in_bangkok else _WEIGHTS
    sort, home, craft = chance.choices(SORTS, cum_weights=weights)[0], _pick(homes, chance), _pick(crafts, chance)
    area = ("แขวง" if place.in_bangkok else "ตำบล") + place.name
    return _Named(_pick(sort.patterns, chance).format(home=home.name, area=area, craft=craft.word), sort, home, craft)


def _organisation(
    named: _Named, derived: Derived, place: Subdistrict, number: int, chance: Random, today: date
) -> Invented:
    name, sort, home, craft = named
    in_village = home.name in name
    confirmed_on = _confirmed_on(chance, today)
    status = _status(chance)
    contact = _contact(f"g{place.code}-{number}", chance)
    values = {
        "name": name,
        "kind_id": sort.code,
        "registration_no": _registration_no(sort, place, number),
        **_place(place, in_village=in_village, chance=chance),
        "village_no": home.number if in_village else "",
        "address": _address(home, place) if chance.random() < 0.7 else "",
        **contact,
        "members": _members(sort, chance),
        "founded_year": _founded_year(sort, chance, today),
        "activity": craft.activity if "{craft}" in sort.patterns[0] else sort.activity,
        "status": status,
        "confirmed_on": confirmed_on.isoformat() if confirmed_on else None,
    }
    added_on = (confirmed_on or today - timedelta(days=200)) - timedelta(days=int(chance.random() * 400))
    published = bool(contact) and status == "active" and chance.random() < 0.1
    said = {column: value for column, value in values.items() if value not in ("", None)}
    return Invented(said, derived, sort.source, published, added_on)


def _contact(mailbox: str, chance: Random) -> dict[str, str]:
    """A person, nearly always with a telephone, sometimes with an e-mail address; nobody for one in five."""
    if chance.random() < 0.2:
        return {}
    contact = {"contact_name": contacts.person(chance)}
    if chance.random() < 0.9:
        contact["telephone"] = contacts.telephone(chance)
    if chance.random() < 0.15:
        contact["email"] = contacts.email(mailbox)
    return contact


def _place(place: Subdistrict, *, in_village: bool, chance: Random) -> dict[str, Any]:
    """Where the registry knows it to be: nearly always the subdistrict, sometimes only the district or province."""
    level, roll = Level.SUBDISTRICT, chance.random()
    if in_village and roll < 0.06:
        level = Level.PROVINCE if roll < 0.01 and not place.in_bangkok else Level.DISTRICT
    code = PlaceCode.parse(place.code).up_to(level)
    return {"place": code.padded, "place_level": str(code.level)}


def _address(home: Home, place: Subdistrict) -> str:
    if place.in_bangkok:
        return f"ที่ทำการ{home.name} แขวง{place.name}"
    return f"ศาลาประชาคม หมู่ที่ {home.number} {home.name}"


def _registration_no(sort: Sort, place: Subdistrict, number: int) -> str:
    """A number in the shape of a register's, led by ตย. (example); only what is registered by law has one."""
    if sort.code not in {"community_enterprise", "cooperative", "association", "foundation"}:
        return ""
    return f"ตย.{place.code[:2]}-{place.code[2:4]}-{place.code[4:]}/{number:04d}"


def _members(sort: Sort, chance: Random) -> int | None:
    """Log-normal around the kind's median; one in twelve is not known."""
    if chance.random() < 1 / 12:
        return None
    return max(5, round(math.exp(math.log(sort.members) + 0.55 * chance.gauss(0, 1))))


def _founded_year(sort: Sort, chance: Random, today: date) -> int | None:
    if chance.random() < 0.15:
        return None
    return min(today.year - 1, sort.since + int((today.year - sort.since) * chance.random() ** 0.8))


def _status(chance: Random) -> str:
    roll = chance.random()
    return next(status for status, upper in _STATUSES if roll <= upper)


def _confirmed_on(chance: Random, today: date) -> date | None:
    """Spread over five years, more of it lately; one in five was never confirmed."""
    if chance.random() < 0.2:
        return None
    days = _YEARS_OF_CONFIRMING * 365 * chance.random() ** 1.5
    return today - timedelta(days=int(days))


def _pick(choices: Sequence[_Choice], chance: Random) -> _Choice:
    return choices[int(chance.random() * len(choices))]
