"""Which rows of one file tell of the same record. Kept small, because a whole country's list is kept at once.

``key_of`` is worked out where rows are read, which may be another process; ``leader_of`` is asked in the order of the
file.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from sanphalang.intake.person_sameness import Facts, alike, facts_of
from sanphalang.intake.sameness import NO_MARKS, SURE, Marks, marks_of, told_apart
from sanphalang.places.rules import Level
from sanphalang.thai.key import match_key


class Doubles(Protocol):
    """Remembers the rows of a file by what they share with their doubles."""

    @staticmethod
    def key_of(values: Mapping[str, Any], identity: str) -> Any:
        """Return what tells a row's doubles, small and picklable."""

    def leader_of(self, number: int, key: Any) -> int:
        """Return the first row that tells of the same record: the row itself when it is the first."""

    def contradicted_by(self, number: int, key: Any) -> int | None:
        """Return the row because of which a person should look at this one, if there is any."""


class OrganisationDoubles:
    """Rows of organisations: the same number, or the same name and place."""

    def __init__(self) -> None:
        self._leaders: dict[bytes, int] = {}
        self._marks: dict[int, Marks] = {}

    @staticmethod
    def key_of(values: Mapping[str, Any], identity: str) -> tuple[bytes, Marks]:
        """Return a digest of what two rows share when they tell of one organisation, and what tells names apart."""
        return _key_in_file(values, identity), marks_of(values.get("name", ""))

    def leader_of(self, number: int, key: tuple[bytes, Marks]) -> int:
        """Return the first row of the file that tells of the same organisation."""
        digest, marks = key
        first = self._leaders.setdefault(digest, number)
        if marks == NO_MARKS:
            return first
        if first == number:
            self._marks[first] = marks
        if not told_apart(self._marks.get(first, NO_MARKS), marks):
            return first
        return self._leaders.setdefault(_digest(digest, marks), number)

    def contradicted_by(self, number: int, key: tuple[bytes, Marks]) -> int | None:
        """Nothing in a list of organisations speaks against another row."""
        return None


def _key_in_file(values: Mapping[str, Any], identity: str) -> bytes:
    if "id" in values:
        return _digest("id", values["id"])
    if "registration_no" in values:
        return _digest("number", values["registration_no"])
    place = values.get("place")
    village = values.get("village_no", "")
    # A list's own numbering tells rows apart, unless its rows are products.
    number = "" if "activity" in values else values.get("source_ref", "")
    if place and values["place_level"] != Level.PROVINCE:
        return _digest(identity, place, village, number)
    return _digest(identity, place, match_key(values.get("address", "")), village, number)


def _digest(*parts: Any) -> bytes:
    return blake2b(repr(parts).encode(), digest_size=16).digest()


class _Packed(NamedTuple):
    """A person of the file, packed: numbers stand for texts, 0 for what is not known."""

    identity: int
    id: int
    family: int
    place: int
    level: int
    birth_year: int
    citizen_id: int
    telephone: int
    other_telephone: int


_PACKED = struct.Struct("<QQQibhQQQ")
_LEVELS = ("", *Level)
_MASK = 2**64 - 1


class PersonDoubles:
    """Rows of people: those whom the rule of ``person_sameness`` calls the same, or between whom nothing tells."""

    def __init__(self) -> None:
        self._by_id: dict[int, int] = {}
        self._by_citizen_id: dict[int, int] = {}
        self._by_identity: dict[int, list[int] | int] = {}
        self._numbers = array("Q")
        self._packed = bytearray()

    @staticmethod
    def key_of(values: Mapping[str, Any], identity: str) -> bytes:
        """Return the row's facts, packed."""
        facts = facts_of(values, identity)
        telephones = sorted(map(_number, facts.telephones))[:2]
        return _PACKED.pack(
            _number(identity),
            values.get("id", 0),
            _number(facts.family),
            facts.place or 0,
            _LEVELS.index(facts.place_level),
            facts.birth_year or 0,
            _number(facts.citizen_id),
            *telephones,
            *[0] * (2 - len(telephones)),
        )

    def leader_of(self, number: int, key: bytes) -> int:
        """Return the first row of the file that tells of the same person."""
        packed = _Packed._make(_PACKED.unpack(key))
        if packed.id:
            return self._by_id.setdefault(packed.id, number)
        earlier = self._by_identity.get(packed.identity)
        places = [] if earlier is None else [earlier] if isinstance(earlier, int) else earlier
        facts = _facts(packed) if places else None
        for at in places:
            other = bytes(self._packed[at * _PACKED.size : (at + 1) * _PACKED.size])
            if _nothing_tells(packed) and other == key:
                return self._numbers[at]
            if facts and alike(facts, _facts(_Packed._make(_PACKED.unpack(other))))[0] >= SURE:
                return self._numbers[at]
        at = len(self._numbers)
        self._numbers.append(number)
        self._packed += key
        self._by_identity[packed.identity] = [*places, at] if places else at
        return number

    def contradicted_by(self, number: int, key: bytes) -> int | None:
        """Return an earlier row that has the same citizen ID under another name."""
        packed = _Packed._make(_PACKED.unpack(key))
        if not packed.citizen_id or packed.id:
            return None
        first = self._by_citizen_id.setdefault(packed.citizen_id, number)
        return None if first == number else first


def _facts(packed: _Packed) -> Facts:
    return Facts(
        packed.identity,
        packed.family,
        packed.place or None,
        _LEVELS[packed.level],
        frozenset({packed.telephone, packed.other_telephone} - {0}),
        packed.birth_year or None,
        packed.citizen_id,
    )


def _nothing_tells(packed: _Packed) -> bool:
    """Say whether a row says no more of a person than a name and, at most, a place."""
    return not (packed.birth_year or packed.citizen_id or packed.telephone)


def _number(text: Any) -> int:
    """Return a number that stands for a text in this process and in those that it forks."""
    return hash(text) & _MASK if text else 0
