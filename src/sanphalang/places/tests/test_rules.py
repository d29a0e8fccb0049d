"""A code is an interval, and sets of intervals behave as sets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.places.rules import NATION, NOWHERE, Level, NotAPlaceCode, PlaceCode, contains, merged, overlap

CODES = st.integers(10, 96).flatmap(
    lambda province: st.lists(st.integers(1, 99), max_size=3).map(
        lambda rest: f"{province}" + "".join(f"{part:02}" for part in rest)
    )
)


@pytest.mark.parametrize(
    ("text", "padded", "level", "interval"),
    [
        ("30", 30_000_000, Level.PROVINCE, (30_000_000, 30_999_999)),
        ("3001", 30_010_000, Level.DISTRICT, (30_010_000, 30_019_999)),
        ("300101", 30_010_100, Level.SUBDISTRICT, (30_010_100, 30_010_199)),
        ("30010105", 30_010_105, Level.VILLAGE, (30_010_105, 30_010_105)),
        (" ๓๐๐๑ ", 30_010_000, Level.DISTRICT, (30_010_000, 30_019_999)),
    ],
)
def test_a_code_is_an_interval(text: str, padded: int, level: Level, interval: tuple[int, int]) -> None:
    code = PlaceCode.parse(text)
    assert (code.padded, code.level, code.interval) == (padded, level, interval)


@pytest.mark.parametrize("text", ["", "3", "300", "03", "30010100", "300101051", "๓", "30a1", "3001.0"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(NotAPlaceCode):
        PlaceCode.parse(text)


@given(CODES)
def test_a_code_survives_storing(text: str) -> None:
    code = PlaceCode.parse(text)
    assert PlaceCode.of(code.padded, code.level) == code
    assert code.text == text


@given(CODES)
def test_a_place_lies_inside_everything_around_it(text: str) -> None:
    code = PlaceCode.parse(text)
    for around in code.ancestors:
        assert contains((around.interval,), code.padded)
        assert code.up_to(around.level) == around


@given(st.lists(CODES), st.lists(CODES), CODES)
def test_overlap_holds_what_both_hold(one: list[str], other: list[str], inside: str) -> None:
    left = merged(PlaceCode.parse(text).interval for text in one)
    right = merged(PlaceCode.parse(text).interval for text in other)
    padded = PlaceCode.parse(inside).padded
    assert contains(overlap(left, right), padded) == (contains(left, padded) and contains(right, padded))
    assert merged(left) == left


def test_a_record_without_a_place_lies_in_the_nation_only() -> None:
    assert contains(NATION, None)
    assert not contains((PlaceCode.parse("30").interval,), None)
    assert not contains(NOWHERE, None)
