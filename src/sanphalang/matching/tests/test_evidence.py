"""Bits that add up to a score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.matching.evidence import Sign, paired, rarity, score_of


@pytest.mark.parametrize(("bits", "score"), [(0, 0.5), (1, 2 / 3), (-1, 1 / 3), (1000, 1.0), (-1000, 0.0)])
def test_bits_are_odds(bits: float, score: float) -> None:
    assert score_of(bits) == pytest.approx(score)


def test_a_pair_tells_its_reasons_weightiest_first() -> None:
    pair = paired(9, 4, -8.0, [Sign("same_village", 3.0), Sign("other_telephone", -4.0), Sign("same_name", 9.0)])
    assert (pair.one, pair.other, pair.score) == (4, 9, 0.5)
    assert pair.reasons == ("same_name", "same_village")
    assert pair.doubts == ("other_telephone",)


@pytest.mark.parametrize(
    ("times", "among", "bits"), [(1, 2096, 11), (1023, 2096, 2), (4095, 2096, 1), (0, 48, 11), (1, 2**40, 12)]
)
def test_what_is_rare_tells_more(times: int, among: int, bits: float) -> None:
    assert rarity(times, among) == bits


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_more_evidence_is_never_a_lower_score(one: float, other: float) -> None:
    assert (score_of(one) <= score_of(other)) or one > other
