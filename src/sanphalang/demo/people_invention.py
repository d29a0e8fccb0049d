"""Invents people of a subdistrict: the same seed, place, kind, count and day always give the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from sanphalang.demo import contacts
from sanphalang.demo.country import Scale, Subdistrict, spread, subdistricts
from sanphalang.demo.people_words import (
    KINDS,
    LEADING,
    MEN,
    NICKNAMES,
    OCCUPATIONS,
    SURNAME_HEADS,
    SURNAME_MIDDLES,
    SURNAME_TAILS,
    TRAININGS,
    WOMEN,
    Kind,
)
from sanphalang.people.citizen_ids import kept
from sanphalang.people.reference import SKILLS
from sanphalang.people.rules import Derived, PersonRole, derived_from_name, roles_text
from sanphalang.places.rules import Level, PlaceCode

ADDRESS_MARK = "ลับเฉพาะ"
"""A word in every invented home address."""

CITIZEN_ID_MARK = "9"
"""No citizen ID begins so."""

_Choice = TypeVar("_Choice")
_SKILLS = tuple(SKILLS)
_NEVER_CONFIRMED, _YEARS_OF_CONFIRMING = 0.3, 5
_STATUSES = (("active", 0.85), ("inactive", 0.92), ("deceased", 0.93), ("unknown", 1.0))


class InventedPerson(NamedTuple):
    """Somebody: values by column of the registry, what is stored beside the name, skills, trainings, and since when."""

    values: dict[str, Any]
    derived: Derived
    skills: tuple[str, ...]
    trainings: tuple[tuple[str, str, int], ...]
    added_on: date


def settle_people(scale: Scale, seed: int) -> list[tuple[Subdistrict, Kind, int]]:
    """Return each subdistrict of the scale with how many of each kind live there."""
    everywhere = subdistricts()
    settled: list[tuple[Subdistrict, Kind, int]] = []
    for kind in KINDS:
        parts = {"": kind.national} if scale is Scale.NATIONAL else kind.small
        for province, total in parts.items():
            places = [place for place in everywhere if place.code.startswith(province)]
            settled += [(place, kind, count) for place, count in spread(places, total, seed) if count]
    return settled


def invent_people(place: Subdistrict, kind: Kind, count: int, *, seed: int, today: date) -> Iterator[InventedPerson]:
    """Yield ``count`` people of a kind in a subdistrict. Dates count back from ``today``."""
    chance = Random(f"{seed}:{place.code}:{kind.role}")  # noqa: S311 (nothing secret is made of it)
    for number in range(1, count + 1):
        yield _person(place, kind, number, chance, today)


def citizen_id(chance: Random) -> str:
    """Return thirteen digits that are nobody's: led by the mark, with a valid check digit."""
    digits = f"{CITIZEN_ID_MARK}{int(chance.random() * 10**11):011d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=True))
    return digits + str((11 - total % 11) % 10)


def _person(place: Subdistrict, kind: Kind, number: int, chance: Random, today: date) -> InventedPerson:
    is_woman = chance.random() < 0.58
    given_name = _pick(WOMEN if is_woman else MEN, chance)
    surname = _pick(SURNAME_HEADS, chance) + _pick(SURNAME_MIDDLES, chance) + _pick(SURNAME_TAILS, chance)
    confirmed_on = _confirmed_on(chance, today)
    leads = kind.role is PersonRole.LEADER and chance.random() < 0.7
    values: dict[str, Any] = {
        "title": ("นาง" if chance.random() < 0.6 else "นางสาว") if is_woman else "นาย",
        "given_name": given_name,
        "surname": surname,
        "nickname": _pick(NICKNAMES, chance) if chance.random() < 0.2 else "",
        "roles": roles_text(
            {kind.role, *(role for role, share in kind.also if chance.random() < share), *_online(place, kind, number)}
        ),
        **_place(place, chance),
        "occupation": _pick(LEADING if leads else OCCUPATIONS, chance) if chance.random() < 0.6 else "",
        **_private(f"p{place.code}-{kind.role.value[0]}{number}", kind, chance, today),
        "status": _status(chance),
        "confirmed_on": confirmed_on,
    }
    added_on = (confirmed_on or today - timedelta(days=200)) - timedelta(days=int(chance.random() * 400))
    skills = tuple(sorted({_pick(_SKILLS, chance) for _ in range(int(chance.random() * (kind.skills + 1)))}))
    derived = derived_from_name(given_name, surname)
    return InventedPerson(values, derived, skills, _trainings(kind, chance, today), added_on)


def _online(place: Subdistrict, kind: Kind, number: int) -> tuple[PersonRole, ...]:
    """Return whether somebody works online too: of the nation some sixty facilitators, chosen by their places."""
    is_one = kind.role is PersonRole.FACILITATOR and number == 1 and crc32(place.code.encode()) % 110 == 0
    return (PersonRole.ONLINE_OPERATOR,) if is_one else ()


def _private(mailbox: str, kind: Kind, chance: Random, today: date) -> dict[str, Any]:
    """Everything private carries the mark by which it is known as invented."""
    private: dict[str, Any] = {}
    if chance.random() < kind.known:
        private["telephone"] = contacts.telephone(chance)
    if chance.random() < 0.12:
        private["email"] = contacts.email(mailbox)
    if chance.random() < 0.1:
        private["line_id"] = mailbox + "-private"
    if chance.random() < 0.35:
        private["home_address"] = f"{1 + int(chance.random() * 300)} หมู่ {1 + int(chance.random() * 14)} {ADDRESS_MARK}"
    if chance.random() < 0.5:
        private["birth_year"] = today.year - 20 - int(chance.random() * 60)
    if chance.random() < 0.5:
        digest, tail = kept(citizen_id(chance))
        private |= {"citizen_id_digest": digest, "citizen_id_tail": tail}
    return private


def _place(place: Subdistrict, chance: Random) -> dict[str, Any]:
    """Where the registry knows somebody to be: nearly always the subdistrict, sometimes only the district."""
    level, roll = Level.SUBDISTRICT, chance.random()
    if roll < 0.05:
        level = Level.PROVINCE if roll < 0.005 and not place.in_bangkok else Level.DISTRICT
    code = PlaceCode.parse(place.code).up_to(level)
    return {"place": code.padded, "place_level": str(code.level)}


def _trainings(kind: Kind, chance: Random, today: date) -> tuple[tuple[str, str, int], ...]:
    if chance.random() >= kind.trained:
        return ()
    name, organiser = _pick(TRAININGS, chance)
    return ((name, organiser, today.year - int(chance.random() * 8)),)


def _status(chance: Random) -> str:
    roll = chance.random()
    return next(status for status, upper in _STATUSES if roll <= upper)


def _confirmed_on(chance: Random, today: date) -> date | None:
    """Spread over five years, more of it lately; nearly one in three was never confirmed."""
    if chance.random() < _NEVER_CONFIRMED:
        return None
    days = _YEARS_OF_CONFIRMING * 365 * chance.random() ** 1.5
    return today - timedelta(days=int(days))


def _pick(choices: Sequence[_Choice], chance: Random) -> _Choice:
    return choices[int(chance.random() * len(choices))]
