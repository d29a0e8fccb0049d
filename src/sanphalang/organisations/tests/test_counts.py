"""Counts by place, kind and freshness agree with counting one by one, in one query each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations.counts import (
    Counts,
    count,
    count_by_children,
    count_by_freshness,
    count_by_kind,
    count_by_province,
)
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.places.rules import NATION, NOWHERE, PlaceCode
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
@pytest.mark.parametrize(
    ("digits", "counted"),
    [
        (2, {30_000_000: Counts(4, 1)}),
        (4, {30_010_000: Counts(2, 1), 30_210_000: Counts(1, 0), 30_000_000: Counts(1, 0)}),
        (
            6,
            {
                30_010_100: Counts(1, 1),
                30_010_000: Counts(1, 0),
                30_210_500: Counts(1, 0),
                30_000_000: Counts(1, 0),
            },
        ),
    ],
)
def test_by_children(
    digits: int, counted: dict[int | None, Counts], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):  # the newest entry of the ledger, and the counts
        assert count_by_children(PUBLIC, digits, KORAT) == counted


@pytest.mark.usefixtures("organisations")
def test_a_record_without_a_place_counts_in_the_nation_only() -> None:
    assert count(PUBLIC, NATION) == Counts(5, 1)
    assert count(PUBLIC, KORAT) == Counts(4, 1)
    assert count(PUBLIC, NOWHERE) == Counts(0, 0)
    assert count_by_children(PUBLIC, 2, NATION)[None] == Counts(1, 0)


@pytest.mark.usefixtures("organisations")
def test_by_province_agrees_with_grouping() -> None:
    counted = count_by_province(PUBLIC)
    assert len(counted) == 78
    assert {key: counts for key, counts in counted.items() if counts.total} == count_by_children(PUBLIC, 2, NATION)


@pytest.mark.usefixtures("organisations")
def test_by_kind_the_most_numerous_first() -> None:
    counted = count_by_kind(PUBLIC, NATION)
    assert sum(counted.values()) == 5
    assert list(counted.values()) == sorted(counted.values(), reverse=True)


@pytest.mark.usefixtures("organisations")
def test_by_freshness_every_freshness_is_answered() -> None:
    assert count_by_freshness(PUBLIC, NATION) == {
        Freshness.FRESH: 1,
        Freshness.STALE: 1,
        Freshness.VERY_STALE: 1,
        Freshness.NEVER: 2,
    }
    assert sum(count_by_freshness(PUBLIC, NOWHERE).values()) == 0


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 2_000))
def test_the_boundary_of_freshness_is_that_of_the_rule(today: date, days: int) -> None:
    day = today - timedelta(days=days)
    assert (day > months_before(today, 12)) == (freshness(day, today) is Freshness.FRESH)


def test_counts_add_part_by_part() -> None:
    assert sum([Counts(3, 1), Counts(4, 2)], Counts()) == Counts(7, 3)
