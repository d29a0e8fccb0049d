"""Rows of one record in one file: what one leaves empty another gives, and where they differ is told."""

from __future__ import annotations

from typing import Any

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.files import originals
from sanphalang.intake.actions import correct_cells
from sanphalang.intake.joining import with_leaders
from sanphalang.intake.models import Finding, ImportBatch
from sanphalang.intake.review import found_by_kind
from sanphalang.intake.sight import sight_of
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import BAKERS, WEAVERS, brought_in, checked, outcomes
from sanphalang.intake.tests.people_lists import citizen_id
from sanphalang.organisations.models import Organisation
from sanphalang.people.models import Person

pytestmark = pytest.mark.django_db

PLACE = WEAVERS[1:4]
FEW = (WEAVERS[0], *PLACE, "", "25", "")
MANY = (WEAVERS[0], *PLACE, "0000999999", "90", "")


def _values(batch: ImportBatch, number: int) -> dict[str, Any]:
    values: dict[str, Any] = originals.read_some(originals.Kind.VALUES, batch.pk, [number])[number]
    return values


def _differing(batch: ImportBatch) -> list[tuple[int, str, str]]:
    found = Finding.objects.filter(batch=batch, kind="double_differs").order_by("row", "field")
    return list(found.values_list("row", "field", "detail"))


def test_a_double_gives_what_its_leader_leaves_empty_and_differences_are_told() -> None:
    batch = checked([FEW, MANY, BAKERS])
    assert outcomes(batch) == {2: "created", 3: "double", 4: "created"}
    assert sum(batch.counts.values()) == 3
    assert (_values(batch, 2)["telephone"], _values(batch, 2)["members"]) == ("0000-999-999", 25)
    assert _differing(batch) == [(3, "members", "")]
    assert batch.found["members.double_differs"] == {"rows": 1, "example": 3}
    [told] = [each for each in found_by_kind(batch, sight_of(OPERATOR, batch)) if each.kind == "double_differs"]
    assert (told.before, told.after, told.state, told.may_be_blank) == ("90", "", "told", False)
    brought_in(batch)
    assert Organisation.objects.get(name=WEAVERS[0]).telephone == "0000-999-999"
    again = checked([FEW, MANY, BAKERS])
    assert outcomes(again) == {2: "unchanged", 3: "double", 4: "unchanged"}


def test_a_double_that_says_the_same_tells_nothing() -> None:
    batch = checked([MANY, MANY, FEW])
    assert _differing(batch) == [(4, "members", "")]
    assert _values(batch, 2)["members"] == 90


def test_what_is_new_in_a_double_of_a_known_record_is_news() -> None:
    brought_in(checked([FEW]))
    assert outcomes(checked([FEW, MANY])) == {2: "updated", 3: "double"}


def test_a_cell_that_a_person_emptied_stays_empty() -> None:
    batch = checked([FEW, MANY])
    correct_cells(OPERATOR, batch.pk, row=2, values={"telephone": ""})
    batch.refresh_from_db()
    read_and_check(batch)
    assert "telephone" not in _values(batch, 2)


def test_doubles_by_number_may_lie_elsewhere() -> None:
    header = ("ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จังหวัด", "เลขทะเบียน", "ที่อยู่")
    elsewhere = ("โนนสูง", "โนนสูง", "นครราชสีมา")
    rows = [(WEAVERS[0], *PLACE, "4-30-01-01/1-0001", ""), (WEAVERS[0], *elsewhere, "4-30-01-01/1-0001", "12 ถนนใหญ่")]
    batch = checked(rows, header=header)
    assert outcomes(batch) == {2: "created", 3: "double"}
    assert _differing(batch) == [(3, "place", "")]
    assert not _values(batch, 2).get("address")
    less = [(WEAVERS[0], *PLACE, "4-30-01-01/1-0001", ""), (WEAVERS[0], "", *PLACE[1:], "4-30-01-01/1-0001", "")]
    assert _differing(checked(less, header=header)) == []


def test_people_keep_their_citizen_id_unless_it_is_anothers() -> None:
    header = ("ชื่อ-สกุล", "เลขบัตรประชาชน", "โทรศัพท์", "วันเกิด", *("ตำบล", "อำเภอ", "จังหวัด"))
    number = citizen_id(1234)
    somsri, mali = ("นางสมศรี ใจดี", "0000123456"), ("นางมาลี งามตา", "0000765432")
    rows = [(somsri[0], "", somsri[1], "", *PLACE), (somsri[0], number, somsri[1], "14/2/2510", *PLACE)]
    batch = checked(rows, header=header, kind="people")
    assert outcomes(batch) == {2: "created", 3: "double"}
    assert _values(batch, 2)["citizen_id_tail"] == number[-4:]
    assert (_values(batch, 2)["birth_date"], _values(batch, 2)["birth_year"]) == ("1967-02-14", 1967)
    brought_in(batch)
    assert Person.objects.get().citizen_id_tail == number[-4:]
    other = [(mali[0], "", mali[1], "", *PLACE), (mali[0], number, mali[1], "", *PLACE)]
    batch = checked(other, header=header, kind="people", source="อีกแหล่ง")
    assert outcomes(batch) == {2: "created", 3: "double"}
    assert not {"citizen_id_digest", "citizen_id_tail"} & set(_values(batch, 2))
    assert _differing(batch) == [(3, "citizen_id", "")]


def test_doubles_of_doubles_add_to_the_first() -> None:
    assert with_leaders({7: 5, 5: 2, 9: 3}) == [(2, 5), (2, 7), (3, 9)]
