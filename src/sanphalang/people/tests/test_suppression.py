"""What is told of numbers of people: true, and never enough to work a small number out.

The attacker of these tests knows the rule, the total and everything that is told, and tries every country that would
have looked the same.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanphalang.people.suppression import SMALLEST, Untold, is_few, told, told_total

NUMBERS = st.dictionaries(st.integers(1, 12), st.integers(0, 40), min_size=1, max_size=12)


@pytest.mark.parametrize(("number", "expected"), [(0, 0), (1, Untold.FEW), (4, Untold.FEW), (5, 5), (77, 77)])
def test_a_few_are_not_told_and_nobody_is_nobody(number: int, expected: object) -> None:
    assert told_total(number) == expected


@given(NUMBERS)
def test_what_is_told_is_true(numbers: dict[int, int]) -> None:
    for key, cell in told(numbers, told_total(sum(numbers.values()))).items():
        if isinstance(cell, int):
            assert cell == numbers[key]
            assert not is_few(cell)
        if cell is Untold.FEW:
            assert numbers[key] < SMALLEST


@given(NUMBERS)
def test_a_small_number_never_stands_alone(numbers: dict[int, int]) -> None:
    cells = told(numbers, sum(numbers.values()))
    untold = [key for key, cell in cells.items() if isinstance(cell, Untold)]
    few = [key for key, number in numbers.items() if is_few(number)]
    assert set(few) <= set(untold)
    if few and len(numbers) > 1:
        assert len(untold) > 1
    if not few:
        assert untold == []


@given(NUMBERS, st.sampled_from(Untold))
def test_of_the_parts_of_what_is_not_told_nothing_is_told(numbers: dict[int, int], total: Untold) -> None:
    assert set(told(numbers, total).values()) == {total}


@pytest.mark.parametrize("total", [5, 6, 7, 8, 9, 10, 11, 13, 16, 19])
def test_nobody_who_knows_the_rule_can_work_a_small_number_out(total: int) -> None:
    """Every way to share a total among four: for each small number there is another country that looks the same."""
    looks: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for first, second, third in product(range(total + 1), repeat=3):
        fourth = total - first - second - third
        if fourth >= 0:
            numbers = (first, second, third, fourth)
            seen = tuple(told(dict(enumerate(numbers)), total).values())
            looks.setdefault(seen, []).append(numbers)
    for countries in looks.values():
        for place in range(4):
            possible = {country[place] for country in countries}
            assert len(possible) > 1 or not is_few(possible.pop()), countries


@settings(max_examples=200)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=8), st.data())
def test_two_countries_with_the_same_small_sum_look_alike(numbers: list[int], data: st.DataObject) -> None:
    """Moving one person from a small number to another that stays small changes nothing that is told."""
    few = [i for i, number in enumerate(numbers) if is_few(number)]
    pairs = [(a, b) for a in few for b in few if a != b and numbers[a] > 1 and numbers[b] < SMALLEST - 1]
    if not pairs:
        return
    giver, taker = data.draw(st.sampled_from(pairs))
    moved = [number - (i == giver) + (i == taker) for i, number in enumerate(numbers)]
    total = sum(numbers)
    assert told(dict(enumerate(numbers)), total) == told(dict(enumerate(moved)), total)
