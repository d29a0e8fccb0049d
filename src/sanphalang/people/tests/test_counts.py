"""The counts for everybody: which cells there are, and that small ones cannot be worked out from larger ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoAssertNumQueries

from sanphalang.people.counts import forget_counts, public_counts, public_counts_of_all
from sanphalang.people.rules import PersonRole
from sanphalang.people.suppression import Untold
from sanphalang.people.tests.factories import make_person
from sanphalang.places.rules import PlaceCode

pytestmark = pytest.mark.django_db
LEADER = PersonRole.LEADER


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Count anew in every test."""
    forget_counts()
    yield
    forget_counts()


def _make(number: int, place: str, *roles: PersonRole) -> None:
    for _ in range(number):
        make_person(place=place, roles=set(roles or (LEADER,)))


def _leaders(code: str = "") -> object:
    return public_counts(PlaceCode.parse(code) if code else None)[LEADER]


def test_nobody_is_counted_where_there_is_nobody() -> None:
    assert public_counts(None) == {}


def test_places_and_roles_are_counted_by_themselves() -> None:
    _make(9, "300101")
    _make(6, "302105", LEADER, PersonRole.SAGE)
    assert (_leaders(), _leaders("30"), _leaders("3001"), _leaders("3021"), _leaders("31")) == (15, 15, 9, 6, 0)
    assert public_counts(PlaceCode.parse("30"))[PersonRole.SAGE] == 6
    assert PersonRole.VOLUNTEER not in public_counts(None)


def test_nothing_is_counted_below_the_subdistrict() -> None:
    _make(9, "300101")
    assert public_counts(PlaceCode.parse("30010101")) == {}
    assert _leaders("300101") == 9


def test_a_few_in_a_subdistrict_take_a_sibling_along() -> None:
    _make(3, "300101")
    _make(30, "300102")
    _make(4, "3002")
    _make(50, "300201")
    assert (_leaders("3001"), _leaders("300101"), _leaders("300102"), _leaders("300103")) == (
        33,
        Untold.FEW,
        Untold.HELD_BACK,
        0,
    )
    assert (_leaders("3002"), _leaders("300201"), _leaders("300202")) == (54, Untold.HELD_BACK, 0)


def test_several_places_together_are_told_where_each_is() -> None:
    _make(9, "300101")
    _make(8, "310101")
    both = [PlaceCode.parse("30"), PlaceCode.parse("31")]
    assert public_counts_of_all(both)[LEADER] == 17
    forget_counts()
    _make(3, "320101")
    assert public_counts_of_all(both)[LEADER] is Untold.HELD_BACK


def test_a_few_in_a_district_take_a_sibling_along() -> None:
    _make(3, "300101")
    _make(30, "302105")
    assert (_leaders("30"), _leaders("3001"), _leaders("3021"), _leaders("3002")) == (
        33,
        Untold.FEW,
        Untold.HELD_BACK,
        0,
    )


def test_a_few_in_a_province_take_a_province_and_all_districts_of_both_along() -> None:
    _make(2, "310101")
    _make(40, "300101")
    assert _leaders() == 42
    assert (_leaders("31"), _leaders("3101"), _leaders("3102")) == (Untold.FEW,) * 3
    assert (_leaders("30"), _leaders("3001"), _leaders("3002")) == (Untold.HELD_BACK,) * 3
    assert _leaders("32") == 0


def test_a_few_in_the_nation_are_a_few_everywhere() -> None:
    _make(4, "310101")
    assert {_leaders(), _leaders("31"), _leaders("30"), _leaders("3101")} == {Untold.FEW}


def test_people_known_by_their_province_alone_cannot_be_worked_out_either() -> None:
    _make(2, "30")
    _make(40, "300101")
    _make(40, "302105")
    assert _leaders("30") == 82
    assert Untold.HELD_BACK in {_leaders("3001"), _leaders("3021")}


def test_people_without_a_place_belong_to_the_nation() -> None:
    _make(7, "")
    _make(8, "300101")
    assert (_leaders(), _leaders("30")) == (15, 8)


def test_counting_is_done_once_for_all_pages(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _make(9, "300101")
    with django_assert_num_queries(4):
        public_counts(None)
    with django_assert_num_queries(0):
        public_counts(PlaceCode.parse("30"))
        public_counts(PlaceCode.parse("3001"))


def test_who_has_died_or_is_no_longer_active_is_not_counted() -> None:
    _make(5, "300101")
    for status in ("inactive", "deceased"):
        make_person(place="300101", roles={LEADER}, status=status)
    assert (_leaders(), _leaders("30")) == (5, 5)
