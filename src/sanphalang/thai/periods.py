"""Periods of reporting as values: the Thai fiscal year (ปีงบประมาณ) and its quarters (ไตรมาส)."""

from datetime import date, timedelta
from typing import NamedTuple, Self

from sanphalang.thai.years import BUDDHIST_AHEAD

_FIRST_MONTH = 10


class Period(NamedTuple):
    """From the first day to the last, both included."""

    start: date
    end: date

    @classmethod
    def fiscal(cls, *, be: int) -> Self:
        """The fiscal year named by its last year: 2566 runs from 1 October 2565 to 30 September 2566 (B.E.)."""
        year = be - BUDDHIST_AHEAD
        return cls(date(year - 1, _FIRST_MONTH, 1), date(year, _FIRST_MONTH, 1) - timedelta(days=1))

    @classmethod
    def fiscal_of(cls, day: date) -> Self:
        """The fiscal year in which a day lies."""
        return cls.fiscal(be=day.year + BUDDHIST_AHEAD + (day.month >= _FIRST_MONTH))

    def quarter(self, number: int) -> Self:
        """The quarter 1–4 of a year-long period; the first of a fiscal year is October to December."""
        if number not in (1, 2, 3, 4):
            raise ValueError(f"A year has quarters 1 to 4, not {number}.")
        start = _months_after(self.start, 3 * (number - 1))
        return type(self)(start, _months_after(start, 3) - timedelta(days=1))

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.start <= day <= self.end


def _months_after(first_of_month: date, months: int) -> date:
    years, month = divmod(first_of_month.month - 1 + months, 12)
    return date(first_of_month.year + years, month + 1, 1)
