"""The names the gazetteer holds, and what it makes of former places."""

import time

import pytest

from sanphalang.thai.places import Gazetteer
from sanphalang.thai.places.aliases import FORMER_NAMES
from sanphalang.thai.places.former_places import successors_by_name
from sanphalang.thai.places.segments import read_segments
from sanphalang.thai.tests.places_data import gazetteer


def test_every_place_of_the_package_is_there() -> None:
    levels = [entry.level for entry in gazetteer().places.values()]

    assert [levels.count(level) for level in ("province", "district", "subdistrict")] == [77, 928, 7436]


def test_it_is_built_quickly() -> None:
    started = time.process_time()
    Gazetteer.from_geothai()

    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(
    ("code", "current"),
    [
        ("400101", ("400101",)),
        ("300602", ("303202",)),
        ("104701", ("104702", "104703")),
        ("2510", ("2706",)),  # no notice names it; อรัญประเทศ is now in สระแก้ว
        ("251001", ("270601",)),  # and its subdistricts with it
        ("999999", ()),
    ],
)
def test_codes_lead_to_the_places_of_today(code: str, current: tuple[str, ...]) -> None:
    assert gazetteer().current_codes(code) == current


def test_every_former_name_belongs_to_a_place_of_today() -> None:
    bare = {code: entry.name_th.removeprefix("เขต") for code, entry in gazetteer().places.items()}

    assert all(bare[code] == name for code, name in FORMER_NAMES)


def test_two_places_of_one_name_prove_no_successor() -> None:
    places = {
        "30": ("province", "ก"),
        "3001": ("district", "ข"),
        "300101": ("subdistrict", "ค"),
        "300102": ("subdistrict", "ค"),
    }

    assert successors_by_name(places, {"300199": "ค"}) == {}  # type: ignore[arg-type]


def test_no_name_of_a_place_is_taken_for_a_mistyped_mark() -> None:
    wrong = [
        entry.name_th
        for entry in gazetteer().places.values()
        if any(part.kind in ("province", "district", "subdistrict") for part in read_segments(entry.name_th).parts)
        and not entry.name_th.startswith("เขต")
    ]

    assert wrong == []
