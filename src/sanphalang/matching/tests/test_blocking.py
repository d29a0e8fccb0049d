"""Which records are compared: those that share a key, once, and never all with all."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from sanphalang.matching.blocking import MOST_TOGETHER, NEIGHBOURS, candidates

_Record = tuple[int, frozenset[str]]


def _keys(record: _Record) -> Iterator[str]:
    yield from record[1]


_RECORDS = st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=3), max_size=25).map(
    lambda each: list(enumerate(each))
)


@given(_RECORDS)
def test_each_two_that_share_a_key_are_compared_once(records: list[_Record]) -> None:
    found = [tuple(sorted((one[0], other[0]))) for one, other in candidates(records, _keys, lambda each: each[0])]
    expected = {(a, b) for a, ours in records for b, theirs in records if a < b and ours & theirs}
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_a_key_that_thousands_share_costs_no_square() -> None:
    records = [(number, frozenset({"the same"})) for number in range(5_000)]
    found = list(candidates(records, _keys, lambda each: each[0]))
    assert len(found) <= len(records) * NEIGHBOURS
    assert all(other[0] - one[0] <= NEIGHBOURS for one, other in found)


def test_a_small_block_is_compared_whole() -> None:
    records = [(number, frozenset({"the same"})) for number in range(MOST_TOGETHER)]
    found = list(candidates(records, _keys, lambda each: each[0]))
    assert len(found) == MOST_TOGETHER * (MOST_TOGETHER - 1) // 2
