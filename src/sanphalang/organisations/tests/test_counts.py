"""Counts by district, and the boundary of freshness."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations.counts import Counts, count_by_districts_on
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.places.rules import PlaceCode
from sanphalang.web.freshness import Freshness, freshness, months_before

KORAT = (PlaceCode.parse("30").interval,)


@pytest.fixture
def organisations(db: None) -> None:
    """Five organisations: three in two districts of Korat and one in the province only, one nowhere."""
    today = timezone.localdate()
    make_organisation("ชมรมหนึ่ง", place="300101", confirmed_on=today)
    make_organisation("ชมรมสอง", place="3001", confirmed_on=today - timedelta(days=500))
    make_organisation("กลุ่มสาม", place="302105", confirmed_on=today - timedelta(days=2000))
    make_organisation("กลุ่มสี่", place="30")
    make_organisation("กลุ่มห้า")


@pytest.mark.usefixtures("organisations")
def test_by_district_on_a_day() -> None:
    counted = count_by_districts_on(PUBLIC, timezone.localdate())
    assert counted == {
        30_010_000: Counts(2, 1),
        30_210_000: Counts(1, 0),
        30_000_000: Counts(1, 0),
        None: Counts(1, 0),
    }
    assert count_by_districts_on(PUBLIC, timezone.localdate() - timedelta(days=1)) == {}


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 2_000))
def test_the_boundary_of_freshness_is_that_of_the_rule(today: date, days: int) -> None:
    day = today - timedelta(days=days)
    assert (day > months_before(today, 12)) == (freshness(day, today) is Freshness.FRESH)


def test_counts_add_part_by_part() -> None:
    assert sum([Counts(3, 1), Counts(4, 2)], Counts()) == Counts(7, 3)
