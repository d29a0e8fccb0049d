"""Many numbers in few words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sanphalang.ledger.ranges import as_ranges, numbers_in


@given(st.lists(st.integers(1, 300)))
def test_ranges_tell_every_number_and_no_other(numbers: list[int]) -> None:
    assert list(numbers_in(as_ranges(numbers))) == sorted(set(numbers))


def test_neighbours_become_one_range() -> None:
    assert as_ranges([9, 1, 2, 3, 7, 10]) == "1-3 7 9-10"
