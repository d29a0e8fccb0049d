"""Are two people one? Whoever stands here is made up."""

from __future__ import annotations

from collections import Counter

import pytest

from sanphalang.matching.evidence import POSSIBLE, SURE, Pair
from sanphalang.matching.misspelling import Words
from sanphalang.matching.person_pairs import Facts, Known, compare, local_keys
from sanphalang.matching.tests.facts import person

_GIVEN = Counter({"สมศรี": 5_000, "สมศักดิ์": 5_000, "บุญมี": 5_000, "สมชาย": 5_000, "สมไชย": 900})
_SURNAMES = Counter({"สมมติทอง": 260, "จำลองดี": 260})
_COUNTRY = Known(Words(_GIVEN, 560_000), Words(_SURNAMES, 560_000))
_SOMSRI = person(1, "สมศรี", "สมมติทอง", title="นาง", telephone="0000-123-456", birth_year=1970, nickname="แดง")


def _pair(one: Facts, other: Facts) -> Pair:
    return compare(one, other, _COUNTRY)


@pytest.mark.parametrize(
    "other",
    [
        person(2, "สมศรี", "สมมติทอง", title="นางสาว", telephone="0000-123-456"),
        person(2, "สมศรี", "สมมติทอง", "3001", birth_year=1970),
        person(2, "สมสรี", "สมมติทอง", telephone="0000-123-456"),
        person(2, "สมศรี", "สมมติทอว", birth_year=1970),
        person(2, "สมศรี", "จำลองดี", title="นาง", telephone="0000-123-456", birth_year=1970, nickname="แดง"),
    ],
)
def test_sure(other: Facts) -> None:
    assert _pair(_SOMSRI, other).score >= SURE


@pytest.mark.parametrize(
    "other",
    [
        person(2, "สมศักดิ์", "สมมติทอง", title="นาย", telephone="0000-123-456"),
        person(2, "บุญมี", "สมมติทอง", title="นาง", telephone="0000-123-456", birth_year=1992),
        person(2, "สมศรี", "สมมติทอง", "300102", title="นาง", telephone="0000-999-111", birth_year=1955),
        person(2, "สมศรี", "จำลองดี", title="นาง"),
    ],
)
def test_family_and_namesakes_are_others(other: Facts) -> None:
    assert _pair(_SOMSRI, other).score < POSSIBLE


def test_a_citizen_id_decides() -> None:
    one = person(1, "สมศรี", "สมมติทอง", citizen_id_digest="a")
    assert _pair(one, person(2, "สมสี", "จำลองดี", "900101", citizen_id_digest="a")).score >= POSSIBLE
    assert _pair(one, person(2, "สมศรี", "สมมติทอง", citizen_id_digest="b")).score < POSSIBLE


def test_two_common_names_a_letter_apart_are_two_names() -> None:
    one, other = person(1, "สมชาย", "สมมติทอง"), person(2, "สมไชย", "สมมติทอง")
    assert "other_given_name" in _pair(one, other).doubts


def test_a_slip_in_either_name_still_shares_a_key() -> None:
    for other in (person(2, "สมสี", "สมมติทอง"), person(2, "สมศรี", "สมติทอง"), person(2, "สมศรี", "สมมติทง")):
        assert set(local_keys(_SOMSRI)) & set(local_keys(other))
