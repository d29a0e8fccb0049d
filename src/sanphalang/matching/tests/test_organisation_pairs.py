"""Are two organisations one? As somebody of the province would answer."""

from __future__ import annotations

from collections import Counter

import pytest

from sanphalang.matching.evidence import POSSIBLE, SURE, Pair
from sanphalang.matching.misspelling import Words
from sanphalang.matching.organisation_pairs import Facts, Known, compare, global_keys, local_keys
from sanphalang.matching.tests.facts import organisation

# A country in which the names of the tests are met as often as such names are.
_STEMS = Counter({"ทอผา": 900, "ออมซัพ": 4_000, "สตรี": 5_000, "จักสาน": 2_000})
_VILLAGES = Counter({"หนองบัว": 600, "หนองบัวไต": 60, "หนองแวง": 400, "โคกสูง": 500})
_COUNTRY = Known(Words(_STEMS, 200_000), Words(_VILLAGES, 200_000))
_WEAVERS = organisation(1, "กลุ่มทอผ้าบ้านหนองบัว", village_no="3", telephone="0000-123-456", founded_year=2005)


def _pair(one: Facts, other: Facts) -> Pair:
    return compare(one, other, _COUNTRY)


@pytest.mark.parametrize(
    "other",
    [
        organisation(2, "วิสาหกิจชุมชนกลุ่มทอผ้าบ้านหนองบัว", village_no="3", founded_year=2005),
        organisation(2, "กลุ่มทอผ้า บ้านหนองบัว หมู่ 3", telephone="0000-123-456"),
        organisation(2, "กลุ่มทอผา บ้านหนองบัว", village_no="3", telephone="0000-123-456"),
        organisation(2, "กลุ่มทอผ้าบ้านหนอบัว", village_no="3", telephone="0000-123-456"),
        organisation(2, "กลุ่มทอผ้าบ้านหนองบัว", "300102", telephone="0000-123-456", founded_year=2005),
        organisation(2, "กลุ่มทอผ้าบ้านหนองบัว", "300102", telephone="0000-123-465"),
        organisation(2, "กลุ่มทอผ้าบ้านหนองบัว", "3001", village_no="3", telephone="0000-123-465", founded_year=2005),
    ],
)
def test_sure(other: Facts) -> None:
    assert _pair(_WEAVERS, other).score >= SURE


@pytest.mark.parametrize(
    "other",
    [
        organisation(2, "กลุ่มทอผ้าบ้านหนองบัว", village_no="4", telephone="0000-999-111"),
    ],
)
def test_a_person_should_look(other: Facts) -> None:
    assert POSSIBLE / 20 <= _pair(_WEAVERS, other).score < SURE


@pytest.mark.parametrize(
    "other",
    [
        organisation(2, "กลุ่มทอผ้าบ้านหนองบัว", "300102", village_no="7", telephone="0000-999-111", founded_year=2012),
        organisation(2, "กลุ่มทอผ้าบ้านหนองบัวใต้", village_no="4", telephone="0000-999-111"),
        organisation(2, "กลุ่มทอผ้าบ้านหนองแวง", village_no="5"),
        organisation(2, "กลุ่มจักสานบ้านหนองบัว", village_no="3"),
        organisation(2, "กลุ่มจักสานบ้านหนองบัว", village_no="3", telephone="0000-123-456"),
        organisation(2, "กลุ่มสตรีบ้านโคกสูง", "310101", telephone="0000-123-456"),
    ],
)
def test_another(other: Facts) -> None:
    assert _pair(_WEAVERS, other).score < POSSIBLE


def test_numbers_inside_names_tell_groups_apart() -> None:
    first, second = organisation(1, "กลุ่มออมทรัพย์ 1 บ้านหนองบัว"), organisation(2, "กลุ่มออมทรัพย์ 2 บ้านหนองบัว")
    assert "other_numbers" in _pair(first, second).doubts
    assert _pair(first, second).score < POSSIBLE


def test_the_same_whichever_is_asked_about() -> None:
    other = organisation(2, "กลุ่มทอผ้าบ้านหนอบัว", village_no="3")
    assert _pair(_WEAVERS, other) == _pair(other, _WEAVERS)


@pytest.mark.parametrize(
    ("other", "anywhere"),
    [
        (organisation(2, "กลุ่มทอผ้าบ้านหนองบัว", "300102"), False),
        (organisation(2, "กลุ่มทอผ้าบ้านหนอบัว"), False),
        (organisation(2, "สตรีโคกสูง", "400101", telephone="0000-123-456"), True),
    ],
)
def test_they_share_a_key(other: Facts, *, anywhere: bool) -> None:
    keys = global_keys if anywhere else local_keys
    assert set(keys(_WEAVERS)) & set(keys(other))
