"""Freshness as a condition says the same as freshness as a rule; walks and counts say the same as plain filters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations import narrowing
from sanphalang.organisations.name_parts import is_frequent
from sanphalang.organisations.narrowing import Wanted
from sanphalang.organisations.queries import visible
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.web.freshness import Freshness, freshness, months_before

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(today=DAYS, ago=st.integers(0, 2000))
def test_limits_of_freshness_agree_with_the_rule(today: date, ago: int) -> None:
    confirmed = today - timedelta(days=ago)
    expected = freshness(confirmed, today)
    stale, very_stale = confirmed <= months_before(today, 12), confirmed <= months_before(today, 36)
    assert (stale, very_stale) == {
        Freshness.FRESH: (False, False),
        Freshness.STALE: (True, False),
        Freshness.VERY_STALE: (True, True),
    }[expected]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 20), 12, date(2025, 11, 20)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 1, 31), 36, date(2023, 1, 31)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ออม", "ออ", "กลุ่มออมทรัพย์", "ไม่มี", ""])
def test_the_count_is_the_number_of_rows(name: str) -> None:
    for number in range(4):
        make_organisation(f"กลุ่มออมทรัพย์ {number}")
    make_organisation("ชมรมผู้สูงอายุ")
    wanted = Wanted(name=name)
    rows = visible(PUBLIC)
    assert narrowing.count(rows, wanted) == len(narrowing.narrowed(rows, wanted))
    assert wanted.is_anything is bool(name)


@pytest.mark.django_db
@pytest.mark.parametrize(("narrow", "expected"), [({}, 5), ({"members": 7}, 1), (None, 0)])
def test_rows_that_are_fewer_already_are_counted_as_they_are(narrow: dict[str, int] | None, expected: int) -> None:
    for number in range(4):
        make_organisation(f"กลุ่มออมทรัพย์ {number}")
    make_organisation("กลุ่มออมทรัพย์", members=7)
    rows = visible(PUBLIC).none() if narrow is None else visible(PUBLIC).filter(**narrow)
    assert narrowing.count(rows, Wanted(name="กลุ่มออม")) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3, 4])
def test_a_frequent_part_of_a_name_is_told_by_its_number(many: int) -> None:
    for number in range(3):
        make_organisation(f"กลุ่มออมทรัพย์ {number}")
    expected = connection.vendor == "sqlite" and many <= 3  # elsewhere the planner knows
    assert is_frequent("ออมทรัพย์", many) is expected
    assert not is_frequent("ออ", many)
