"""Villages come by list: taken in where their code leads, told where it does not."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from sanphalang.places.models import Place
from sanphalang.places.rules import Level
from sanphalang.places.villages import VillageReader, known_villages, put_villages, remove_villages

pytestmark = pytest.mark.django_db

REAL_LIST = Path(__file__).resolve().parents[4].parent / "shared/data/villages/bmn59.village_name.csv"


def _villages() -> dict[str, str]:
    return dict(Place.objects.filter(level=Level.VILLAGE).values_list("code", "name_th"))


@pytest.mark.parametrize(
    ("code", "name", "read_code", "read_name", "under_district"),
    [
        ("30010201", "บ้านหนึ่ง", "30010201", "บ้านหนึ่ง", False),
        (" ๓๐๐๑๐๒๐๒ ", " บ้านสอง* ", "30010202", "บ้านสอง", False),
        ("11013001", "ชุมชนวัดโคก", "11013001", "ชุมชนวัดโคก", True),
    ],
)
def test_a_row_that_leads_somewhere(code: str, name: str, read_code: str, read_name: str, under_district: bool) -> None:
    reading = VillageReader.current().read(code, name)
    assert reading == (read_code, read_name, None, under_district)


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("1412801", ("code_malformed", "1412801")),
        ("73??04", ("code_malformed", "73??04")),
        ("501471A0", ("code_malformed", "501471A0")),
        ("300102", ("code_malformed", "300102")),
        ("", ("code_malformed", "")),
        ("41015100", ("code_ends_in_00", "41015100")),
        ("34090204", ("subdistrict_abolished", "343301")),
        ("99010101", ("district_unknown", "9901")),
    ],
)
def test_a_row_that_leads_nowhere_says_why(code: str, problem: tuple[str, str]) -> None:
    reading = VillageReader.current().read(code, "บ้านหนึ่ง")
    assert (reading.problem, reading.under_district) == (problem, False)


def test_villages_hang_on_their_subdistrict_and_communities_of_towns_on_their_district() -> None:
    put_villages({"30010201": "บ้านหนึ่ง", "11013001": "ชุมชนวัดโคก"})
    assert Place.objects.get(code="30010201").parent_id == 30_010_200
    assert Place.objects.get(code="11013001").parent_id == 11_010_000


def test_villages_are_renamed_and_the_others_stay() -> None:
    put_villages({"30010201": "บ้านหนึ่ง", "30010202": "บ้านสอง"})
    put_villages({"30010201": "บ้าน ใหม่", "30010203": "บ้านสาม"})
    assert _villages() == {"30010201": "บ้าน ใหม่", "30010202": "บ้านสอง", "30010203": "บ้านสาม"}
    assert Place.objects.get(code="30010201").name_key == "บ้านใหม่"


def test_only_villages_are_known_and_taken_out() -> None:
    put_villages({"30010201": "บ้านหนึ่ง", "30010202": "บ้านสอง"})
    assert known_villages(["30010202", "300102", "30010209"]) == {"30010202": {"name": "บ้านสอง"}}
    remove_villages(["30010202", "300102"])
    assert list(_villages()) == ["30010201"]
    assert Place.objects.filter(code="300102").exists()


def test_the_real_list_is_accounted_for_row_by_row() -> None:
    if not REAL_LIST.exists():
        pytest.skip(f"The real list of villages is not at {REAL_LIST}.")
    reader = VillageReader.current()
    with REAL_LIST.open(encoding="utf-8-sig", newline="") as lines:
        readings = [reader.read(row[0], row[1]) for row in csv.reader(lines)][1:]
    problems = Counter(reading.problem[0] for reading in readings if reading.problem)
    put_villages({reading.code: reading.name for reading in readings if not reading.problem})
    assert len(readings) == 92_622
    assert len(_villages()) == len(readings) - problems.total()
    assert problems == {
        "code_malformed": 83,
        "code_ends_in_00": 12,
        "subdistrict_abolished": 189,
        "district_unknown": 529,
    }
