"""Reading the tree: codes old and new, what lies around and inside, areas."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from sanphalang.places.models import Area, Place
from sanphalang.places.queries import (
    abolished_place,
    ancestors,
    areas,
    areas_around,
    children,
    exact_place,
    former_places,
    intervals_of,
    lines,
    place_by_code,
    postal_codes,
    provinces,
    within,
)
from sanphalang.places.rules import NATION, NOWHERE, PlaceCode, contains

pytestmark = pytest.mark.django_db


def _place(code: str) -> Place:
    found = exact_place(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "answer"),
    [("3001", "3001"), ("๓๐๐๑", "3001"), ("100205", "102901"), ("104701", "1047"), ("2510", "2706")],
)
def test_a_code_is_answered_by_its_place_today(code: str, answer: str) -> None:
    place = place_by_code(code)
    assert place is not None
    assert place.code == answer


@pytest.mark.parametrize("code", ["99", "3099", "1297", "", "abc", "30010100", "\x00", "30\x00"])
def test_a_code_that_leads_nowhere(code: str) -> None:
    assert place_by_code(code) is None


def test_an_abolished_code_is_not_a_place() -> None:
    assert exact_place("100205") is None
    abolished = abolished_place("100205")
    assert abolished is not None
    assert abolished.name_th == "บางซื่อ"


def test_around_and_inside() -> None:
    assert [place.code for place in ancestors(_place("300101"))] == ["30", "3001"]
    assert ancestors(_place("30")) == []
    assert children(_place("30")).count() == 32
    assert provinces().count() == 77


def test_lines_are_written_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with override("th"), django_assert_num_queries(1):
        assert lines([30_010_100, 30_000_000, 10_010_000]) == {
            30_010_100: "ต.ในเมือง อ.เมืองนครราชสีมา จ.นครราชสีมา",
            30_000_000: "จ.นครราชสีมา",
            10_010_000: "เขตพระนคร กรุงเทพมหานคร",
        }


def test_postal_codes_of_a_district_are_those_of_its_subdistricts() -> None:
    assert postal_codes(_place("1101")) == ["10270", "10280"]


def test_a_province_lies_in_a_region_and_a_cluster() -> None:
    found = {area.scheme: area.code for area in areas_around(_place("300101"))}
    assert found == {"region": "northeast", "cluster": "northeast-lower-1"}
    assert {area.scheme for area in areas_around(_place("1001"))} == {"region", "bangkok_zone"}


def test_the_zones_of_bangkok_cover_its_districts() -> None:
    for zone in areas(Area.Scheme.BANGKOK_ZONE):
        assert all(contains(intervals_of(zone), place.padded) for place in zone.places.all())
    bangkok = [interval for zone in areas(Area.Scheme.BANGKOK_ZONE) for interval in intervals_of(zone)]
    assert sum(contains(tuple(bangkok), place.padded) for place in children(_place("10"))) == 50


def test_former_places_of_a_successor() -> None:
    assert [former.code for former in former_places(_place("1047"))] == ["104701"]


@pytest.mark.parametrize(
    ("intervals", "count"),
    [(NATION, 77), (NOWHERE, 0), ((PlaceCode.parse("30").interval, PlaceCode.parse("31").interval), 2)],
)
def test_the_condition_of_lying_inside(intervals: tuple[tuple[int, int], ...], count: int) -> None:
    assert provinces().filter(within("padded", intervals)).count() == count
