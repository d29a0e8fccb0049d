"""Villages come by list: taken in where their code leads, reported where it does not."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from sanphalang.ledger.queries import entries_about
from sanphalang.places.actions import VillageProblem, VillageRow, put_villages
from sanphalang.places.models import Place
from sanphalang.places.rules import Level

pytestmark = pytest.mark.django_db

REAL_LIST = Path(__file__).resolve().parents[4].parent / "shared/data/villages/bmn59.village_name.csv"


def _rows(*pairs: tuple[str, str]) -> list[VillageRow]:
    return [VillageRow(number, code, name) for number, (code, name) in enumerate(pairs, 2)]


def test_a_village_hangs_on_its_subdistrict() -> None:
    put = put_villages("operator", rows=_rows(("30010201", "บ้านหนึ่ง"), ("๓๐๐๑๐๒๐๒", " บ้านสอง* ")))
    assert (put.created, put.left_out, put.findings) == (2, 0, ())
    village = Place.objects.get(code="30010202")
    assert (village.name_th, village.name_key, village.parent_id) == ("บ้านสอง", "บ้านสอง", 30_010_200)


def test_a_community_of_a_town_hangs_on_its_district() -> None:
    put = put_villages("operator", rows=_rows(("11013001", "ชุมชนวัดโคก")))
    assert put.created == 1
    assert [finding.problem for finding in put.findings] == [VillageProblem.UNDER_DISTRICT]
    assert Place.objects.get(code="11013001").parent_id == 11_010_000


@pytest.mark.parametrize(
    ("code", "name", "problem", "detail"),
    [
        ("1412801", "ชุมชนเขต ก", VillageProblem.CODE_MALFORMED, ""),
        ("73??04", "ดอนแฉลบ", VillageProblem.CODE_MALFORMED, ""),
        ("501471A0", "หนองก้นครุ", VillageProblem.CODE_MALFORMED, ""),
        ("41015100", "ชุมชนเขตเมือง", VillageProblem.CODE_ENDS_IN_00, ""),
        ("30010201", "???", VillageProblem.NAME_MISSING, ""),
        ("34090204", "โนนเจริญ", VillageProblem.SUBDISTRICT_ABOLISHED, "343301"),
        ("99010101", "บ้านไกล", VillageProblem.DISTRICT_UNKNOWN, ""),
    ],
)
def test_what_leads_nowhere_is_left_out_and_reported(
    code: str, name: str, problem: VillageProblem, detail: str
) -> None:
    put = put_villages("operator", rows=_rows((code, name)))
    assert (put.created, put.left_out) == (0, 1)
    assert [(finding.problem, finding.detail) for finding in put.findings] == [(problem, detail)]
    assert not Place.objects.filter(level=Level.VILLAGE).exists()


def test_of_two_rows_with_one_code_the_first_counts() -> None:
    put = put_villages("operator", rows=_rows(("30010201", "บ้านหนึ่ง"), ("30010201", "บ้านอื่น")))
    assert (put.rows, put.created, put.left_out) == (2, 1, 1)
    assert put.findings[0].problem is VillageProblem.SAME_CODE_TWICE
    assert Place.objects.get(code="30010201").name_th == "บ้านหนึ่ง"


def test_the_same_list_again_changes_nothing_and_writes_no_history() -> None:
    rows = _rows(("30010201", "บ้านหนึ่ง"), ("30010202", "บ้านสอง"))
    put_villages("operator", rows=rows)
    again = put_villages("operator", rows=rows)
    assert (again.created, again.renamed, again.unchanged) == (0, 0, 2)
    assert entries_about("reference", "villages").count() == 1


def test_a_new_name_is_written_with_the_old_one_in_the_history() -> None:
    put_villages("operator", rows=_rows(("30010201", "บ้านหนึ่ง"), ("30010202", "บ้านสอง")))
    put = put_villages("user:7", rows=_rows(("30010201", "บ้านใหม่")))
    assert (put.renamed, Place.objects.filter(level=Level.VILLAGE).count()) == (1, 2)
    assert Place.objects.get(code="30010201").name_key == "บ้านใหม่"
    entry = entries_about("reference", "villages")[0]
    assert (entry.actor, entry.changes["30010201"]) == ("user:7", ["บ้านหนึ่ง", "บ้านใหม่"])


def test_the_real_list_is_accounted_for_row_by_row() -> None:
    if not REAL_LIST.exists():
        pytest.skip(f"The real list of villages is not at {REAL_LIST}.")
    with REAL_LIST.open(encoding="utf-8-sig", newline="") as lines:
        rows = [VillageRow(number, row[0], row[1]) for number, row in enumerate(csv.reader(lines), 1)][1:]
    put = put_villages("operator", rows=rows)
    found = Counter(finding.problem for finding in put.findings)
    assert put.rows == len(rows) == 92_622
    assert put.created + put.left_out == put.rows
    assert put.left_out == sum(found.values()) - found[VillageProblem.UNDER_DISTRICT]
    assert put.created == Place.objects.filter(level=Level.VILLAGE).count() > 91_000
    assert found[VillageProblem.CODE_ENDS_IN_00] == 12
