"""Thousands of real subdistricts, written in many ways with and without one slip: the right answer, or none."""

import random
from collections import Counter

import pytest

from sanphalang.thai.places import resolve_text
from sanphalang.thai.tests.places_data import gazetteer
from sanphalang.thai.tests.places_styles import STYLES, mistype_one, names_of

_ROWS = 3000


def _outcomes(seed: int, *, mistyped: bool) -> Counter[str]:
    r = random.Random(seed)
    subdistricts = sorted(code for code, entry in gazetteer().places.items() if entry.level == "subdistrict")
    outcomes: Counter[str] = Counter()
    for _ in range(_ROWS):
        meant = names_of(gazetteer(), r.choice(subdistricts))
        text = r.choice(STYLES)(mistype_one(meant, r) if mistyped else meant, r)
        code = resolve_text(gazetteer(), text).code
        if code == meant.code:
            outcomes["right"] += 1
        else:
            outcomes["coarser or none" if meant.code.startswith(code) else "wrong"] += 1
    return outcomes


@pytest.mark.parametrize("seed", [1, 2])
def test_every_style_is_understood(seed: int) -> None:
    outcomes = _outcomes(seed, mistyped=False)

    assert outcomes["right"] >= 0.99 * _ROWS, outcomes
    assert outcomes["wrong"] == 0, outcomes


@pytest.mark.parametrize("seed", [1, 2])
def test_one_slip_is_read_or_left_open(seed: int) -> None:
    outcomes = _outcomes(seed, mistyped=True)

    assert outcomes["right"] >= 0.97 * _ROWS, outcomes
    assert outcomes["wrong"] <= 0.005 * _ROWS, outcomes
