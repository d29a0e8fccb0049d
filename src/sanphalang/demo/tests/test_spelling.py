"""How people type: what a person would still read right must be read right by the platform's own parsers."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.demo import spelling
from sanphalang.thai.dates import parse_date, parse_year
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.numbers import parse_count
from sanphalang.thai.telephones import parse_telephones

CHANCES = st.builds(Random, st.integers(0, 2**32))
TODAY = date(2026, 11, 20)


@given(st.sampled_from(["กลุ่มแม่บ้านน้ำคำ", "วิสาหกิจชุมชนบ้านแสงทอง", "ป่าชุมชนบ้านนา"]), CHANCES)
def test_retyped_is_the_same_text_to_a_reader(text: str, chance: Random) -> None:
    assert match_key(spelling.retyped(text, chance)) == match_key(text)


@given(st.sampled_from(["เมืองนครราชสีมา", "โพธิ์กลาง", "ปากช่อง", "ด่านขุนทด", "ทรายมูล"]), CHANCES)
def test_a_slip_changes_one_place_of_a_word(word: str, chance: Random) -> None:
    slipped = spelling.slip(word, chance)
    assert slipped != word
    assert abs(len(slipped) - len(word)) <= 1
    assert len(set(word) ^ set(slipped)) <= 3


@pytest.mark.parametrize("word", ["นา", "เลย", "ตาก", ""])
def test_short_words_are_left_alone(word: str) -> None:
    assert spelling.slip(word, Random(1)) == word


@given(st.integers(1, 5_000), CHANCES)
def test_counts_are_read_back(number: int, chance: Random) -> None:
    assert parse_count(spelling.count(number, chance)).number == number


@given(st.integers(1960, 2025), CHANCES)
def test_years_are_read_back(year: int, chance: Random) -> None:
    assert parse_year(spelling.year(year, chance), today=TODAY).year == year


@given(st.dates(date(2015, 1, 1), TODAY), CHANCES)
def test_days_are_read_back(day: date, chance: Random) -> None:
    assert parse_date(spelling.day(day, chance), today=TODAY).date == day


@given(st.integers(1, 999_999), CHANCES)
def test_telephones_are_read_back_or_lost_their_zeros(number: int, chance: Random) -> None:
    written = f"0000-{number:06d}"[:8] + "-" + f"{number:06d}"[3:]
    cell = spelling.telephone(written, chance)
    if isinstance(cell, int):
        assert cell == number
    else:
        assert [each.digits for each in parse_telephones(to_arabic(cell)).numbers] == [f"0000{number:06d}"]


@given(CHANCES)
def test_provinces_and_districts_keep_their_name_or_get_a_known_nickname(chance: Random) -> None:
    assert spelling.province("เลย", chance).endswith("เลย")
    shown = spelling.province("นครราชสีมา", chance)
    assert shown.endswith("นครราชสีมา") or shown in spelling.NICKNAMES["นครราชสีมา"]
    assert spelling.district("เมืองเลย", chance).endswith(("เมืองเลย", "เมือง"))
