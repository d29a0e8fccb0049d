"""Are two organisations of the registry one? Keys by which they are found, and what speaks for and against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from sanphalang.matching.evidence import Pair, Sign, paired, rarity
from sanphalang.matching.misspelling import Words, word_sign
from sanphalang.matching.places_apart import Apart, apart, district_of, province_of, subdistrict_of
from sanphalang.matching.private_signs import telephone_sign, telephones_of, year_sign
from sanphalang.thai.alike import alike_key, slips
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.names import parse_person_name

GENERIC_KINDS = frozenset({"community_group", "occupation_group", "community_enterprise", "other"})
"""Kinds that do not tell one group from another: a group of weavers may register as a community enterprise."""

_PRIOR: Mapping[Apart, float] = {
    "same_subdistrict": -8.0,
    "place_less_exact": -9.5,
    "same_district": -11.0,
    "same_province": -15.0,
    "other_province": -19.0,
}
"""How rarely two organisations so far apart are one, in bits: of a subdistrict's 27 every hundredth pair at most."""


def _folded_words(*words: str) -> str:
    return "|".join(map(alike_key, words))


# What stands before the name of many groups and tells none from another, and the word for a village, which is also a
# part of other words.
_HEADS = re.compile(f"(?:{_folded_words('วิสาหกิจชุมชน', 'วสช', 'กลุ่ม', 'อาชีพ', 'ผู้ผลิต')})+")
_USUAL_HEADS = ("กลุ่ม", "กลุ่มอาชีพ", "กลุ่มผู้ผลิต", "วิสาหกิจชุมชน", "วิสาหกิจชุมชนกลุ่ม")
_NOT_A_VILLAGE = "".join(f"(?<!{alike_key(word)})" for word in ("แม่", "หมู่", "พ่อ", "ใหญ่", "งาน", "ชาว", "พื้น"))
_VILLAGE = re.compile(f"{_NOT_A_VILLAGE}{alike_key('บ้าน')}([ก-ฮเ-ไ].*)$")
_VILLAGE_NO = re.compile(f"(?:{_folded_words('หมู่ที่', 'หมู่')}|ม)[0-9]{{1,2}}$")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)")
_NUMBERS = re.compile("[0-9]+")
_NAME, _WHOLE_NAME, _VILLAGE_NAME, _OTHER_NAME = 9.0, 13.0, 8.0, -15.0  # bits
_END = 6  # letters: a name with one slip has its first or its last six letters right


class Facts(NamedTuple):
    """What is compared of an organisation.

    ``stem`` and ``village`` are the two halves of its name without the words that tell no group from another, folded
    as by ``thai.alike``: ทอผ้า and หนองบัว of กลุ่มทอผ้าบ้านหนองบัว หมู่ 3. Organisations of one ``identity`` have the same
    name, as the registry reads it.
    """

    id: int
    identity: str
    folded: str
    stem: str
    village: str
    numbers: tuple[int, ...]
    brackets: str
    kind: str
    place: int | None
    place_level: str
    village_no: str
    telephones: frozenset[str]
    contact: str
    email: str
    registration_no: str
    address: str
    founded_year: int | None
    members: int | None


COLUMNS = (
    *(
        "id",
        "name",
        "name_key",
        "identity",
        "kind_id",
        "place",
        "place_level",
        "village_no",
        "telephone",
        "contact_name",
    ),
    *("email", "registration_no", "address", "founded_year", "members"),
)
NAMES = ("name_key",)
"""The columns that tell how frequent names are."""


class Known(NamedTuple):
    """How often parts of names are met among the organisations that are compared."""

    stems: Words
    villages: Words


def facts_of(row: tuple[Any, ...]) -> Facts:
    """Take apart what the columns hold."""
    key, name, name_key, identity, kind, place, level, village_no, telephone, contact, *rest = row
    email, number, address, year, members = rest
    folded = _folded(name_key)
    return Facts(
        key,
        identity,
        folded,
        *_parts(folded),
        tuple(map(int, _NUMBERS.findall(to_arabic(name)))),
        "".join(map(match_key, _BRACKETS.findall(name))),
        kind,
        place,
        level,
        village_no,
        telephones_of(telephone),
        _person_key(contact),
        email.strip().lower(),
        match_key(number),
        match_key(address),
        year,
        members,
    )


def known_of(rows: Iterable[tuple[str]]) -> Known:
    """Count the parts of the names that are compared; rows of :data:`NAMES`."""
    stems, villages, among = Counter[str](), Counter[str](), 0
    for (name_key,) in rows:
        stem, village = _parts(_folded(name_key))
        stems[stem] += 1
        villages[village] += 1
        among += 1
    return Known(Words(stems, among), Words(villages, among))


def _folded(name_key: str) -> str:
    return _VILLAGE_NO.sub("", alike_key(name_key))


def _parts(folded: str) -> tuple[str, str]:
    """Return the stem and the village of a folded name."""
    head = _HEADS.match(folded)
    told = folded[head.end() :] if head and head.end() < len(folded) else folded
    village = _VILLAGE.search(told)
    return (told[: village.start()], village[1]) if village else (told, "")


def local_keys(facts: Facts) -> Iterator[Hashable]:
    """Yield what an organisation shares with its doubles of the same province."""
    subdistrict, district = subdistrict_of(facts.place, facts.place_level), district_of(facts.place, facts.place_level)
    core = facts.stem + facts.village
    yield "name", core, province_of(facts.place)
    yield "identity", facts.identity, province_of(facts.place)
    if subdistrict:
        yield "begins", core[:_END], subdistrict
        yield "ends", core[-_END:], subdistrict
    if district:
        yield "begins", core[:_END], core[-2:], district
        yield "ends", core[:2], core[-_END:], district
        if facts.contact:
            yield "contact", facts.contact, district
    yield from global_keys(facts)


def global_keys(facts: Facts) -> Iterator[Hashable]:
    """Yield what an organisation shares with its doubles anywhere."""
    for telephone in facts.telephones:
        yield "telephone", telephone
    if facts.registration_no:
        yield "number", facts.registration_no
    if facts.email:
        yield "email", facts.email


def neighbours(facts: Facts) -> tuple[str, str, int]:
    """Return by what a large block is put in order."""
    return facts.stem, facts.village, facts.place or 0


def compare(one: Facts, other: Facts, known: Known) -> Pair:
    """Return how likely two organisations are one, and why."""
    return paired(one.id, other.id, _PRIOR[_apart(one, other)], _signs(one, other, known))


def _apart(one: Facts, other: Facts) -> Apart:
    return apart(one.place, one.place_level, other.place, other.place_level)


def _signs(one: Facts, other: Facts, known: Known) -> Iterator[Sign]:
    yield Sign(_apart(one, other), 0.0)
    yield from _name_signs(one, other, known)
    if one.numbers and other.numbers and one.numbers != other.numbers:
        yield Sign("other_numbers", -8.0)
    if one.brackets and other.brackets and not slips(one.brackets, other.brackets):
        yield Sign("other_brackets", -9.0)
    if one.kind != other.kind:
        told = one.kind not in GENERIC_KINDS and other.kind not in GENERIC_KINDS
        yield Sign("other_kind", -3.0 if told else -0.5)
    if one.village_no and other.village_no:
        same = one.village_no == other.village_no
        yield Sign("same_village_no" if same else "other_village_no", 2.5 if same else -4.0)
    yield from telephone_sign(one.telephones, other.telephones, same=11.0, close=6.0, differ=-3.0)
    yield from _contact_sign(one.contact, other.contact)
    yield from _equal_sign("email", one.email, other.email, same=10.0, differ=-1.5)
    yield from _number_sign(one.registration_no, other.registration_no)
    yield from _equal_sign("address", one.address, other.address, same=2.0, differ=-0.5)
    yield from year_sign("founded_year", one.founded_year, other.founded_year, same=4.0, close=1.0, differ=-2.5)
    yield from _members_sign(one.members, other.members)


def _name_signs(one: Facts, other: Facts, known: Known) -> Iterator[Sign]:
    """Yield what the two halves of the names tell."""
    most = _NAME if one.village or other.village else _WHOLE_NAME
    times, among = known.stems
    worth = rarity(max(times[one.stem], times[other.stem]), among, most=most)
    if one.identity == other.identity or one.stem == other.stem or _is_the_same_behind_a_head(one.stem, other.stem):
        yield Sign("same_name", worth)
    elif one.village == other.village and slips(one.folded, other.folded):
        yield Sign("similar_name", worth - 1.0)  # the slip is in the word before the stem
    elif bool(one.village) == bool(other.village):
        yield word_sign("name", one.stem, other.stem, known.stems, most=most, differ=_OTHER_NAME)
    elif slips(one.folded, other.folded):
        yield Sign("similar_name", _WHOLE_NAME)  # the slip is in the word for the village
    else:
        yield Sign("other_name", _OTHER_NAME)
    if one.village and other.village:
        yield word_sign("village", one.village, other.village, known.villages, most=_VILLAGE_NAME, differ=-8.0)


def _is_the_same_behind_a_head(one: str, other: str) -> bool:
    """Say whether two stems differ only by a word of ``_HEADS`` that was misspelt and so not recognised."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter or not longer.endswith(shorter):
        return False
    return any(slips(longer[: -len(shorter)], head) for head in _USUAL_HEADS)


def _contact_sign(one: str, other: str) -> Iterator[Sign]:
    if one and other:
        if one == other:
            yield Sign("same_contact", 7.0)
        elif slips(one, other):
            yield Sign("similar_contact", 5.5)
        else:
            yield Sign("other_contact", -2.0)


def _number_sign(one: str, other: str) -> Iterator[Sign]:
    if one and other:
        if one == other:
            yield Sign("same_number", 20.0)
        elif len(one) == len(other) and OSA.distance(one, other, score_cutoff=1) <= 1:
            yield Sign("similar_number", 1.0)  # numbers next to each other are given to neighbours, too
        else:
            yield Sign("other_number", -9.0)


def _members_sign(one: int | None, other: int | None) -> Iterator[Sign]:
    if one is not None and other is not None:
        yield Sign("same_members", 4.0) if one == other else Sign("other_members", -0.7)


def _equal_sign(what: str, one: str, other: str, *, same: float, differ: float) -> Iterator[Sign]:
    if one and other:
        yield Sign(f"same_{what}", same) if one == other else Sign(f"other_{what}", differ)


def _person_key(text: str) -> str:
    if not text:
        return ""
    name = parse_person_name(text)
    return match_key(f"{name.given} {name.surname}") or match_key(text)
