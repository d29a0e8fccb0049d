"""Pure decisions: how fast an indicator grows and should, and when a month of the programme is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from typing import NamedTuple

DAYS_OF_A_MONTH = 30.4375
_LOOKED_BACK = 92
"""Days over which the pace that was kept is measured, as far as figures reach back; at least half of that."""

PROGRAMME, INDICATOR, ACTIVITY = "programme", "programme_indicator", "programme_activity"
"""What the ledger calls the subjects of this room."""

RECORDED_IN_CLEAR = frozenset(
    {
        *("code", "counts", "baseline", "target", "starts_on", "ends_on", "is_closed", "first_month", "months"),
        *("centre", "day", "value", "number", "last_month", "budget", "spent", "progress", "month", "done_on", "about"),
        "milestones",
    }
)
"""What the ledger keeps as it is; of words, which may name somebody, a keyed digest."""


class Point(NamedTuple):
    """What was counted on a day."""

    day: date
    value: int


class Aim(NamedTuple):
    """From where to where, from when until when; each may be unknown."""

    baseline: int | None = None
    target: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


class State(StrEnum):
    """How an indicator stands."""

    REACHED = "reached"
    ON_TIME = "on_time"
    TOO_SLOW = "too_slow"
    OVER = "over"
    UNKNOWN = "unknown"


class Pace(NamedTuple):
    """The pace that is needed and the one that was kept, a month, and what follows from it.

    ``forecast`` is what will have been reached on the last day at the pace kept, ``reached_on`` the day of the target.
    """

    state: State
    needed: float | None = None
    kept: float | None = None
    forecast: int | None = None
    reached_on: date | None = None


def share_of(value: int | None, target: int | None) -> float | None:
    """Return how much of the target is reached; None where either is unknown, or nothing is aimed at."""
    return value / target if value is not None and target else None


def pace_of(aim: Aim, points: Sequence[Point], today: date) -> Pace:
    """Return the pace of an indicator from what was counted, the latest last.

    Nothing is guessed: without a target, a last day or two figures apart the answer leaves out what hangs on them.
    """
    now = points[-1].value if points else None
    if now is None or aim.target is None:
        return Pace(State.UNKNOWN)
    kept = _kept(aim, points)
    if now >= aim.target:
        return Pace(State.REACHED, kept=kept)
    reached_on = _reached(now, aim.target, kept, today)
    if aim.ends_on is None:
        return Pace(State.UNKNOWN, kept=kept, reached_on=reached_on)
    if aim.ends_on <= today:
        return Pace(State.OVER, kept=kept, reached_on=reached_on)
    months = (aim.ends_on - today).days / DAYS_OF_A_MONTH
    needed = (aim.target - now) / months
    if kept is None:
        return Pace(State.UNKNOWN, needed=needed)
    forecast = max(0, round(now + kept * months))
    state = State.ON_TIME if forecast >= aim.target else State.TOO_SLOW
    return Pace(state, needed, kept, forecast, reached_on)


def _kept(aim: Aim, points: Sequence[Point]) -> float | None:
    """Return by how much a month it grew lately: since about three months ago, else since the beginning."""
    last = points[-1]
    earlier = [point for point in points if (last.day - point.day).days >= _LOOKED_BACK // 2]
    recent = [point for point in earlier if (last.day - point.day).days <= _LOOKED_BACK + 31]
    if recent:
        first = min(recent, key=lambda point: abs((last.day - point.day).days - _LOOKED_BACK))
    elif earlier:
        first = earlier[-1]
    elif aim.baseline is not None and aim.starts_on and (last.day - aim.starts_on).days >= _LOOKED_BACK // 2:
        first = Point(aim.starts_on, aim.baseline)
    else:
        return None
    return (last.value - first.value) / ((last.day - first.day).days / DAYS_OF_A_MONTH)


def _reached(now: int, target: int, kept: float | None, today: date) -> date | None:
    if kept is None or kept <= 0:
        return None
    days = (target - now) / kept * DAYS_OF_A_MONTH
    return today + timedelta(days=days) if days < 100 * 365 else None


def planned_on(aim: Aim, day: date) -> float | None:
    """Return where a straight way from the baseline to the target would stand on a day."""
    if aim.baseline is None or aim.target is None or aim.starts_on is None or aim.ends_on is None:
        return None
    length = (aim.ends_on - aim.starts_on).days
    share = min(1.0, max(0.0, (day - aim.starts_on).days / length)) if length > 0 else 1.0
    return aim.baseline + (aim.target - aim.baseline) * share


def one_a_month(points: Iterable[Point]) -> list[Point]:
    """Return the last point of each month, the oldest month first."""
    last: dict[tuple[int, int], Point] = {}
    for point in sorted(points):
        last[point.day.year, point.day.month] = point
    return [last[month] for month in sorted(last)]


def first_day_of(first_month: date, month: int) -> date:
    """Return the first day of a month of the programme; month 1 begins on ``first_month``."""
    years, ahead = divmod(first_month.month - 1 + month - 1, 12)
    return date(first_month.year + years, ahead + 1, 1)


def last_day_of(first_month: date, month: int) -> date:
    """Return the last day of a month of the programme."""
    return first_day_of(first_month, month + 1) - timedelta(days=1)


def month_at(first_month: date, day: date) -> float:
    """Return where a day lies among the months of the programme: 1.0 is the beginning of month 1."""
    whole = (day.year - first_month.year) * 12 + day.month - first_month.month + 1
    length = (first_day_of(day.replace(day=1), 2) - day.replace(day=1)).days
    return whole + (day.day - 1) / length


def order_of(number: str) -> int:
    """Return where the number of an activity stands among others: 1.2 before 1.10 before 2.1."""
    order, parts = 0, [*number.split("."), "0", "0"][:3]
    for part in parts:
        order = order * 1_000 + (int(part) if part.isdecimal() else 999)
    return order


class Timing(StrEnum):
    """How an activity stands in time."""

    DONE = "done"
    LATE = "late"
    UNDER_WAY = "under_way"
    AHEAD = "ahead"
    UNTIMED = "untimed"


def timing_of(first: int | None, last: int | None, progress: int | None, now: float | None) -> Timing:
    """Say how an activity stands in time. It is late only where an end is set, has passed, and not all is done."""
    if progress == 100:
        return Timing.DONE
    if now is None or (first is None and last is None):
        return Timing.UNTIMED
    if last is not None and now >= last + 1:
        return Timing.LATE
    return Timing.AHEAD if first is not None and now < first else Timing.UNDER_WAY


def months_late(last: int | None, now: float | None) -> int:
    """Return by how many months, begun ones included, the end of an activity has passed; 0 where it has not."""
    return 0 if last is None or now is None else max(0, ceil(now - (last + 1)))
