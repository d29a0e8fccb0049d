"""Are two people of the registry one? Keys by which they are found, and what speaks for and against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sanphalang.matching.evidence import Pair, Sign, paired
from sanphalang.matching.misspelling import Words, word_sign
from sanphalang.matching.places_apart import Apart, apart, district_of, province_of, subdistrict_of
from sanphalang.matching.private_signs import telephone_sign, telephones_of, year_sign
from sanphalang.thai.alike import alike_key
from sanphalang.thai.key import match_key

_PRIOR: Mapping[Apart, float] = {
    "same_subdistrict": -10.0,
    "place_less_exact": -12.0,
    "same_district": -13.0,
    "same_province": -17.0,
    "other_province": -20.0,
}
"""How rarely two people so far apart are one, in bits."""

_NAME = 12.0  # bits that a name tells at most
COLUMNS = (
    *(
        "id",
        "title",
        "given_name",
        "surname",
        "monastic_name",
        "nickname",
        "place",
        "place_level",
        "telephone",
        "email",
    ),
    *("line_id", "home_address", "birth_date", "birth_year", "citizen_id_digest", "occupation"),
)
"""The columns of a person that are compared, in the order of a row."""
NAMES = ("given_name", "surname", "monastic_name")
"""The columns that tell how frequent names are."""


class Facts(NamedTuple):
    """What is compared of a person; what is not known is empty or None. ``sex`` is told by the title: m, f or ""."""

    id: int
    sex: str
    given: str
    surname: str
    monastic_name: str
    nickname: str
    place: int | None
    place_level: str
    telephones: frozenset[str]
    addresses: frozenset[str]
    home: str
    birth_date: str
    birth_year: int | None
    citizen_id: str
    occupation: str


class Known(NamedTuple):
    """How often names are met among the people who are compared."""

    given: Words
    surnames: Words


_SEX = {"นาย": "m", "เด็กชาย": "m", "นาง": "f", "นางสาว": "f", "เด็กหญิง": "f", "คุณหญิง": "f", "ท่านผู้หญิง": "f"}


def facts_of(row: tuple) -> Facts:  # type: ignore[type-arg]  # as many columns as COLUMNS names
    """Take apart what the columns hold."""
    key, title, given, surname, monastic, nickname, place, level, telephone, *rest = row
    email, line_id, home, birth_date, birth_year, citizen_id, occupation = rest
    return Facts(
        key,
        _SEX.get(title.split(" ")[0], ""),
        match_key(given),
        match_key(surname),
        match_key(monastic),
        match_key(nickname),
        place,
        level,
        telephones_of(telephone),
        frozenset(each.strip().lower() for each in (email, line_id) if each.strip()),
        match_key(home),
        str(birth_date or ""),
        birth_year,
        citizen_id,
        match_key(occupation),
    )


def known_of(rows: Iterable[tuple[str, str, str]]) -> Known:
    """Count the names that are compared; rows of :data:`NAMES`."""
    given_names, surnames, among = Counter[str](), Counter[str](), 0
    for given, surname, monastic in rows:
        given_names[match_key(given)] += 1
        surnames[match_key(surname or monastic)] += 1
        among += 1
    return Known(Words(given_names, among), Words(surnames, among))


def local_keys(facts: Facts) -> Iterator[Hashable]:
    """Yield what somebody shares with a double of the same province."""
    subdistrict, district = subdistrict_of(facts.place, facts.place_level), district_of(facts.place, facts.place_level)
    given, surname = alike_key(facts.given), alike_key(facts.surname or facts.monastic_name)
    yield "name", given, surname, province_of(facts.place)
    for where in (subdistrict, district):
        if where:
            yield "given", given, surname[:4], where
            yield "surname", given[:2], surname, where
            yield "ends", given[-2:], surname, where
    if subdistrict:
        yield "tail", given, surname[-4:], subdistrict
    yield from global_keys(facts)


def global_keys(facts: Facts) -> Iterator[Hashable]:
    """Yield what somebody shares with a double anywhere."""
    if facts.citizen_id:
        yield "citizen", facts.citizen_id
    for telephone in facts.telephones:
        yield "telephone", telephone
    for address in facts.addresses:
        yield "address", address


def neighbours(facts: Facts) -> tuple[str, str, int]:
    """Return by what a large block is put in order."""
    return alike_key(facts.surname), alike_key(facts.given), facts.place or 0


def compare(one: Facts, other: Facts, known: Known) -> Pair:
    """Return how likely two people are one, and why."""
    where = apart(one.place, one.place_level, other.place, other.place_level)
    return paired(one.id, other.id, _PRIOR[where], _signs(one, other, where, known))


def _signs(one: Facts, other: Facts, where: Apart, known: Known) -> Iterator[Sign]:
    yield Sign(where, 0.0)
    if one.given and other.given:
        yield word_sign("given_name", one.given, other.given, known.given, most=_NAME, differ=-14.0)
    yield from _family_sign(one, other, known)
    if one.sex and other.sex and one.sex != other.sex:
        yield Sign("other_sex", -6.0)
    if one.citizen_id and other.citizen_id:
        yield Sign("same_citizen_id", 25.0) if one.citizen_id == other.citizen_id else Sign("other_citizen_id", -12.0)
    yield from telephone_sign(one.telephones, other.telephones, same=9.0, close=5.0, differ=-2.0)
    if one.addresses and other.addresses:
        shared = one.addresses & other.addresses
        yield Sign("same_reach", 10.0) if shared else Sign("other_reach", -1.0)
    if one.birth_date and other.birth_date:
        yield Sign("same_birth_date", 11.0) if one.birth_date == other.birth_date else Sign("other_birth_date", -5.0)
    else:
        yield from year_sign("birth_year", one.birth_year, other.birth_year, same=5.0, close=1.5, differ=-5.0)
    if one.nickname and other.nickname:
        yield Sign("same_nickname", 4.0) if one.nickname == other.nickname else Sign("other_nickname", -1.5)
    if one.home and other.home:
        yield Sign("same_home", 4.0) if one.home == other.home else Sign("other_home", -0.5)
    if one.occupation and other.occupation and one.occupation == other.occupation:
        yield Sign("same_occupation", 1.0)


def _family_sign(one: Facts, other: Facts, known: Known) -> Iterator[Sign]:
    if one.monastic_name and other.monastic_name:
        names = one.monastic_name, other.monastic_name
        yield word_sign("monastic_name", *names, known.surnames, most=_NAME, differ=-10.0)
    elif one.surname and other.surname:
        # A surname changes with a marriage; a man keeps his.
        differ = -8.0 if "f" in (one.sex, other.sex) else -11.0
        yield word_sign("surname", one.surname, other.surname, known.surnames, most=_NAME, differ=differ)
