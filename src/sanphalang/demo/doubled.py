"""Plants duplicates and near-twins, to see whether they are found: copies that people made who did not know of the
original, and neighbours that only look like one.

Each field of a copy is spoilt on its own, as when another agency wrote the same thing down: a slip in the name, another
word for the kind, a neighbouring subdistrict, two digits exchanged in the telephone, a field left out. A near-twin
shares a name, a village or a telephone and is another group or person all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from random import Random
from typing import Any, NamedTuple, TypeVar

from sanphalang.demo import contacts
from sanphalang.demo.country import Subdistrict
from sanphalang.demo.invention import Invented
from sanphalang.demo.people_invention import InventedPerson
from sanphalang.demo.people_words import MEN, WOMEN
from sanphalang.demo.spelling import retyped, slip
from sanphalang.demo.words import VILLAGE_TAILS
from sanphalang.organisations.rules import derived_from_name
from sanphalang.people.rules import derived_from_name as derived_from_person
from sanphalang.places.rules import Level, PlaceCode
from sanphalang.thai.telephones import format_telephone

COPIES, TWINS = 0.04, 0.02
"""Of so many of all records there is a copy; of so many a near-twin."""

_Record = TypeVar("_Record", Invented, InventedPerson)
_HEADS = ("วิสาหกิจชุมชนกลุ่ม", "วิสาหกิจชุมชน", "กลุ่มอาชีพ", "กลุ่มผู้ผลิต", "กลุ่ม")
_VILLAGE = re.compile(r"บ้าน([ก-ฮเ-ไ][ก-๙]*)$")


class Planted(NamedTuple):
    """That the record with the number ``copy`` was made from the one with the number ``of``; whether both are one."""

    of: int
    copy: int
    same: bool


class Plantation:
    """Passes records through and adds copies behind those of each subdistrict; ``planted`` grows while it is read."""

    def __init__(self, seed: int) -> None:
        self.planted: list[Planted] = []
        self._seed = seed
        self._number = 0

    def organisations(self, invented: Iterable[tuple[Subdistrict, Invented]]) -> Iterator[Invented]:
        """Yield the organisations with their copies."""
        return self._with_copies(invented, _copied_organisation, _twin_of_organisation)

    def people(self, invented: Iterable[tuple[Subdistrict, InventedPerson]]) -> Iterator[InventedPerson]:
        """Yield the people with their copies."""
        return self._with_copies(invented, _copied_person, _twin_of_person)

    def _with_copies(
        self,
        invented: Iterable[tuple[Subdistrict, _Record]],
        copied: Callable[[_Record, Sequence[int], Random], _Record],
        twin_of: Callable[[_Record, Sequence[int], Random], _Record],
    ) -> Iterator[_Record]:
        for district, in_district in groupby(invented, key=lambda each: each[0].code[:4]):
            chance = Random(f"{self._seed}:{district}:doubled")  # noqa: S311 (nothing secret is made of it)
            records = list(in_district)
            around = sorted({PlaceCode.parse(place.code).padded for place, _record in records})
            first = self._number
            for _place, record in records:
                yield self._numbered(record)
            for number, (_place, record) in enumerate(records, start=first):
                roll = chance.random()
                if roll < COPIES:
                    self.planted.append(Planted(number, self._number, same=True))
                    yield self._numbered(copied(record, around, chance))
                elif roll < COPIES + TWINS:
                    self.planted.append(Planted(number, self._number, same=False))
                    yield self._numbered(twin_of(record, around, chance))

    def _numbered(self, record: _Record) -> _Record:
        self._number += 1
        return record


def _copied_organisation(original: Invented, around: Sequence[int], chance: Random) -> Invented:
    values = dict(original.values)
    name = values["name"]
    if chance.random() < 0.30:
        name = _other_head(name, chance)
    if chance.random() < 0.35:
        name = slip(name, chance)
    if chance.random() < 0.05:
        name = slip(name, chance)
    if chance.random() < 0.15:
        name = retyped(name, chance)
    if values.get("village_no") and chance.random() < 0.10:
        name = f"{name} หมู่ {values['village_no']}"
    values["name"] = name
    _elsewhere(values, around, chance, moved=0.08, vaguer=0.08)
    _forget(values, chance, village_no=0.3, address=0.6, members=0.3, founded_year=0.3, registration_no=0.6, email=0.5)
    _forget(values, chance, telephone=0.15, contact_name=0.2)
    _spoil_telephone(values, chance, slipped=0.12, other=0.08)
    if "contact_name" in values and chance.random() < 0.25:
        values["contact_name"] = contacts.person(chance)
    elif "contact_name" in values and chance.random() < 0.15:
        values["contact_name"] = slip(values["contact_name"], chance)
    if "members" in values and chance.random() < 0.4:
        values["members"] = max(5, values["members"] + int(chance.random() * 9) - 4)
    return _renamed(original, values)


def _twin_of_organisation(original: Invented, around: Sequence[int], chance: Random) -> Invented:
    """Return another group: of the same name one village on, or in a village called nearly the same."""
    values = dict(original.values)
    village = _VILLAGE.search(values["name"])
    if chance.random() < 0.5 and len(around) > 1:
        values["place"] = chance.choice([place for place in around if place != values["place"]])
        values["place_level"] = str(Level.SUBDISTRICT)
    elif village:
        bare = next(
            (village[1].removesuffix(tail) for tail in VILLAGE_TAILS if tail and village[1].endswith(tail)), village[1]
        )
        other = chance.choice([bare + tail for tail in VILLAGE_TAILS if bare + tail != village[1]])
        values["name"] = f"{values['name'][: village.start()]}บ้าน{other}"
    else:
        values["name"] = f"{values['name']} หมู่ {1 + int(chance.random() * 9)}"
    if values.get("village_no"):
        values["village_no"] = str(int(values["village_no"]) % 14 + 1)
    _forget(values, chance, registration_no=1.0, email=1.0, address=1.0)
    for name in ("telephone", "contact_name"):
        if name in values:
            values[name] = contacts.telephone(chance) if name == "telephone" else contacts.person(chance)
    for name, spread in (("members", 30), ("founded_year", 12)):
        if name in values:
            values[name] = max(5, values[name] - 1 - int(chance.random() * spread))
    return _renamed(original, values)


def _renamed(original: Invented, values: dict[str, Any]) -> Invented:
    derived = derived_from_name(values["name"])
    if derived.kind != "other":
        values["kind_id"] = derived.kind
    return original._replace(values=values, derived=derived)


def _copied_person(original: InventedPerson, around: Sequence[int], chance: Random) -> InventedPerson:
    values = dict(original.values)
    if chance.random() < 0.12:
        values["given_name"] = slip(values["given_name"], chance)
    if chance.random() < 0.15:
        values["surname"] = slip(values["surname"], chance)
    if chance.random() < 0.15:
        values["title"] = {"นาง": "นางสาว", "นางสาว": "นาง"}.get(values["title"], "")
    _elsewhere(values, around, chance, moved=0.06, vaguer=0.06)
    _forget(values, chance, nickname=0.5, occupation=0.5, home_address=0.6, email=0.5, line_id=0.5)
    _forget(values, chance, telephone=0.2, birth_year=0.3)
    _spoil_telephone(values, chance, slipped=0.1, other=0.1)
    if "citizen_id_digest" in values and chance.random() < 0.4:
        del values["citizen_id_digest"], values["citizen_id_tail"]
    if "birth_year" in values and chance.random() < 0.08:
        values["birth_year"] += chance.choice((-1, 1))
    return original._replace(values=values, derived=derived_from_person(values["given_name"], values["surname"]))


def _twin_of_person(original: InventedPerson, around: Sequence[int], chance: Random) -> InventedPerson:
    """Return somebody else: of the same family in the same house, or of the same name in a neighbouring subdistrict."""
    values = dict(original.values)
    _forget(values, chance, citizen_id_digest=1.0, citizen_id_tail=1.0, email=1.0, line_id=1.0, nickname=1.0)
    if "birth_year" in values or chance.random() < 0.5:
        values["birth_year"] = values.get("birth_year", 1975) - 2 - int(chance.random() * 25)
    if chance.random() < 0.6 or len(around) == 1:
        names = MEN if values["title"] == "นาย" else WOMEN
        values["given_name"] = chance.choice([name for name in names if name != values["given_name"]])
    else:
        values["place"] = chance.choice([place for place in around if place != values["place"]])
        values["place_level"] = str(Level.SUBDISTRICT)
        values["telephone"] = contacts.telephone(chance)
        _forget(values, chance, home_address=1.0)
    return original._replace(values=values, derived=derived_from_person(values["given_name"], values["surname"]))


def _other_head(name: str, chance: Random) -> str:
    head = next((head for head in _HEADS if name.startswith(head)), None)
    return name if head is None else chance.choice([each for each in _HEADS if each != head]) + name[len(head) :]


def _elsewhere(values: dict[str, Any], around: Sequence[int], chance: Random, *, moved: float, vaguer: float) -> None:
    roll, others = chance.random(), [place for place in around if place != values["place"]]
    if roll < moved and others:
        values["place"], values["place_level"] = chance.choice(others), str(Level.SUBDISTRICT)
    elif roll < moved + vaguer:
        code = PlaceCode.of(values["place"], values["place_level"]).up_to(Level.DISTRICT)
        values["place"], values["place_level"] = code.padded, str(code.level)


def _forget(values: dict[str, Any], chance: Random, **shares: float) -> None:
    for name, share in shares.items():
        if chance.random() < share:
            values.pop(name, None)


def _spoil_telephone(values: dict[str, Any], chance: Random, *, slipped: float, other: float) -> None:
    if "telephone" not in values:
        return
    roll, digits = chance.random(), "".join(filter(str.isdigit, values["telephone"]))
    if roll < slipped:
        at = 4 + int(chance.random() * 5)  # behind the mark by which it is known as invented
        exchanged = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        values["telephone"] = format_telephone(exchanged)
    elif roll < slipped + other:
        values["telephone"] = contacts.telephone(chance)
