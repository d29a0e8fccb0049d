"""Samples: one a month, and how a share changed."""

from __future__ import annotations

from datetime import date

import pytest

from sanphalang.verification.rules import Sample, one_a_month, points_gained
from sanphalang.verification.shares import HEIGHT, WIDTH, line_of


def test_the_last_of_each_month() -> None:
    days = [date(2026, 10, 31), date(2026, 11, 2), date(2026, 10, 3), date(2025, 11, 30)]
    kept = one_a_month(Sample(day, 10, 5) for day in days)
    assert [sample.day for sample in kept] == [date(2025, 11, 30), date(2026, 10, 31), date(2026, 11, 2)]


@pytest.mark.parametrize(
    ("counts", "gained"),
    [
        ([(10, 5), (20, 15)], 25.0),
        ([(10, 5)], None),
        ([], None),
        ([(0, 0), (10, 5)], None),
        ([(10, 10), (0, 0), (10, 5)], -50.0),
    ],
)
def test_points_gained(counts: list[tuple[int, int]], gained: float | None) -> None:
    samples = [Sample(date(2026, month, 1), total, fresh) for month, (total, fresh) in enumerate(counts, start=1)]
    assert points_gained(samples) == gained


def test_a_line_goes_from_left_to_right_and_up() -> None:
    line = line_of([Sample(date(2026, 1, 1), 10, 0), Sample(date(2026, 2, 1), 10, 5), Sample(date(2026, 3, 1), 10, 10)])
    assert line is not None
    assert line.points == f"0.0,{HEIGHT}.0 {WIDTH / 2},{HEIGHT / 2} {WIDTH}.0,0.0"
    assert (line.end_x, line.end_y) == (WIDTH, 0)
    assert line_of([Sample(date(2026, 1, 1), 10, 0)]) is None
