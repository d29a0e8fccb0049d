"""Rows of lists with official codes get their outcome: the code says what is the same, and nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from sanphalang.files import originals
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import checked, outcomes
from sanphalang.places.villages import put_villages

pytestmark = pytest.mark.django_db

HEADER = ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน")


def listed(*rows: tuple[str, str]) -> ImportBatch:
    put_villages({"30010101": "บ้านหนึ่ง", "30010102": "บ้านสอง"})
    return checked(rows, header=HEADER, kind="villages")


@pytest.mark.parametrize(
    ("row", "outcome", "why"),
    [
        (("30010101", "บ้านหนึ่ง"), "unchanged", ["same_code"]),
        (("30010101", " บ้านหนึ่ง* "), "unchanged", ["same_code"]),
        (("30010102", "บ้านสองเหนือ"), "updated", ["same_code"]),
        (("30010103", "บ้านสาม"), "created", []),
        (("30010103", "-"), "rejected", ["no_name"]),
        (("41015100", "บ้านสาม"), "doubtful", ["code_ends_in_00"]),
        (("2²010103", "บ้านสาม"), "doubtful", ["code_malformed"]),
        (("99010101", "บ้านสาม"), "doubtful", ["district_unknown"]),
        (("11013001", "ชุมชนวัดโคก"), "created", []),
    ],
)
def test_a_row_gets_its_outcome(row: tuple[str, str], outcome: str, why: list[str]) -> None:
    batch = listed(("30010109", "บ้านเก้า"), row)
    found = batch.rows.get(number=3)
    assert (found.outcome, found.why) == (outcome, why)
    assert sum(batch.counts.values()) == batch.done == 2


def test_a_code_twice_is_a_double_of_its_first_row() -> None:
    batch = listed(("30010103", "บ้านสาม"), ("30010104", "บ้านสี่"), ("30010103", "บ้านสามอีกครั้ง"))
    assert outcomes(batch) == {2: "created", 3: "created", 4: "double"}
    assert batch.rows.get(number=4).leader == 2


def test_what_was_found_is_counted_and_every_cell_is_kept() -> None:
    rows = (("99010101", "บ้านหนึ่ง"), ("99010102", "บ้านสอง"), ("11013001", "ชุมชนวัดโคก"))
    batch = listed(*rows)
    found: dict[str, Any] = batch.found
    assert found["code.district_unknown"] == {"rows": 2, "example": 2}
    assert found["code.village_under_district"] == {"rows": 1, "example": 4}
    kept = dict(originals.read(originals.Kind.CELLS, batch.pk))
    assert [tuple(kept[number]) for number in (2, 3, 4)] == list(rows)
