"""Days and years in the reader's language."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from sanphalang.web.days import day_shown, year_shown, years_ahead

_LATE = dt.datetime(2015, 2, 13, 20, 0, tzinfo=dt.UTC)  # already the 14th in Thailand


@pytest.mark.parametrize(
    ("lang", "day", "year", "ahead"), [("th", "14 ก.พ. 2558", "พ.ศ. 2558", 543), ("en", "14 Feb 2015", "2015", 0)]
)
def test_days_and_years_are_written_in_the_readers_era(lang: str, day: str, year: str, ahead: int) -> None:
    with translation.override(lang):
        assert day_shown(dt.date(2015, 2, 14)) == day_shown(_LATE) == day
        assert year_shown(2015) == year
        assert years_ahead() == ahead
        assert day_shown(None) == year_shown(None) == ""
