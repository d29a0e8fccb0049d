"""How fast an indicator grows and should: a table of cases, no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sanphalang.programme.rules import (
    Aim,
    Point,
    State,
    Timing,
    first_day_of,
    last_day_of,
    month_at,
    months_late,
    one_a_month,
    order_of,
    pace_of,
    planned_on,
    share_of,
    timing_of,
)

TODAY = date(2026, 6, 30)
START, END = date(2026, 1, 1), date(2026, 12, 31)
AIM = Aim(100, 400, START, END)


def _points(*values: tuple[int, int]) -> list[Point]:
    """Values by so many days before today."""
    return [Point(TODAY - timedelta(days=days), value) for days, value in values]


@pytest.mark.parametrize(
    ("aim", "points", "state", "needed", "kept", "forecast"),
    [
        (AIM, [(92, 150), (0, 250)], State.ON_TIME, 24.8, 33.1, 450),
        (AIM, [(92, 200), (0, 250)], State.TOO_SLOW, 24.8, 16.5, 350),
        (AIM, [(92, 260), (0, 250)], State.TOO_SLOW, 24.8, -3.3, 230),
        (AIM, [(200, 100), (100, 150), (60, 230), (0, 250)], State.ON_TIME, 24.8, 30.4, 434),
        (AIM, [(0, 250)], State.TOO_SLOW, 24.8, 25.4, 403),  # from the baseline
        (AIM, [(0, 400)], State.REACHED, None, 50.7, None),
        (Aim(None, 400, None, END), [(0, 250)], State.UNKNOWN, 24.8, None, None),
        (Aim(None, 400, None, None), [(92, 150), (0, 250)], State.UNKNOWN, None, 33.1, None),
        (Aim(100, None, START, END), [(0, 250)], State.UNKNOWN, None, None, None),
        (AIM, [], State.UNKNOWN, None, None, None),
        (Aim(100, 400, START, TODAY), [(92, 150), (0, 250)], State.OVER, None, 33.1, None),
        (AIM, [(20, 150), (0, 250)], State.TOO_SLOW, 24.8, 25.4, 403),  # too near to tell a pace
    ],
)
def test_the_pace_follows_from_figures_apart(
    aim: Aim,
    points: list[tuple[int, int]],
    state: State,
    needed: float | None,
    kept: float | None,
    forecast: int | None,
) -> None:
    pace = pace_of(aim, _points(*points), TODAY)
    assert [None if each is None else round(each, 1) for each in (pace.needed, pace.kept)] == [needed, kept]
    assert pace.forecast == forecast
    assert pace.state == (State.ON_TIME if forecast is not None and forecast >= 400 else state)


def test_the_day_of_the_target_is_told_only_where_it_grows() -> None:
    assert pace_of(AIM, _points((92, 200), (0, 250)), TODAY).reached_on == date(2027, 4, 2)
    assert pace_of(AIM, _points((92, 260), (0, 250)), TODAY).reached_on is None


def test_the_way_to_the_target_is_straight() -> None:
    assert planned_on(AIM, START) == 100
    assert planned_on(AIM, date(2027, 5, 1)) == 400
    assert round(planned_on(AIM, date(2026, 7, 2)) or 0) == 250
    assert planned_on(Aim(None, 400, START, END), TODAY) is None
    assert share_of(50, 0) is None
    assert share_of(None, 100) is None
    assert share_of(0, 100) == 0


def test_of_each_month_the_last_figure_counts() -> None:
    points = [Point(date(2026, 1, 31), 3), Point(date(2026, 1, 2), 1), Point(date(2026, 2, 5), 4)]
    assert one_a_month(points) == [Point(date(2026, 1, 31), 3), Point(date(2026, 2, 5), 4)]


def test_months_of_the_programme_lie_in_the_calendar() -> None:
    begun = date(2025, 10, 1)
    assert (first_day_of(begun, 1), first_day_of(begun, 18)) == (begun, date(2027, 3, 1))
    assert last_day_of(begun, 5) == date(2026, 2, 28)
    assert first_day_of(begun, -10) == date(2024, 11, 1)
    assert month_at(begun, date(2025, 11, 16)) == 2.5
    assert month_at(begun, date(2025, 9, 1)) == 0


@pytest.mark.parametrize(
    ("first", "last", "progress", "now", "timing"),
    [
        (3, 6, 100, 9.0, Timing.DONE),
        (3, 6, 80, 7.0, Timing.LATE),
        (3, 6, 80, 6.9, Timing.UNDER_WAY),
        (3, None, 0, 40.0, Timing.UNDER_WAY),  # without an end nothing is late
        (3, None, None, 2.0, Timing.AHEAD),
        (None, 6, None, 2.0, Timing.UNDER_WAY),
        (None, None, 50, 5.0, Timing.UNTIMED),
        (3, 6, 10, None, Timing.UNTIMED),
    ],
)
def test_only_what_has_an_end_is_late(
    first: int | None, last: int | None, progress: int | None, now: float | None, timing: Timing
) -> None:
    assert timing_of(first, last, progress, now) is timing


def test_lateness_is_told_in_begun_months() -> None:
    assert [months_late(6, now) for now in (6.9, 7.0, 7.1, 9.0)] == [0, 0, 1, 2]
    assert months_late(None, 40.0) == months_late(6, None) == 0


def test_activities_stand_in_the_order_of_their_numbers() -> None:
    assert sorted(["2.1", "1.10", "1.2", "1", "1.2.1", "ก"], key=order_of) == ["1", "1.2", "1.2.1", "1.10", "2.1", "ก"]
