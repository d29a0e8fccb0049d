"""A source's list is known again, whatever has become of its records; two of one name stay two."""

from __future__ import annotations

from typing import Any

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.actions import decide_rows
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import BAKERS, HEADER, TABLE, WEAVERS, brought_in, checked, outcomes
from sanphalang.organisations.actions import edit_organisation
from sanphalang.organisations.models import Organisation

pytestmark = pytest.mark.django_db

NOWHERE = ("วัดใหม่", *[""] * 6)


def _edit(**values: Any) -> None:
    weavers = Organisation.objects.get(name=WEAVERS[0])
    edit_organisation(OPERATOR, weavers.pk, expected_revision=weavers.revision, values=values)


@pytest.mark.parametrize(
    "values",
    [{"name": "วิสาหกิจชุมชนผ้างาม"}, {"place": 30020100, "place_level": "subdistrict"}, {"telephone": "", "members": 7}],
)
def test_a_record_corrected_by_hand_is_not_made_again(values: dict[str, Any]) -> None:
    brought_in(checked(TABLE))
    _edit(**values)
    assert brought_in(checked(TABLE)).counts["unchanged"] == 2
    assert Organisation.objects.count() == 2
    assert Organisation.objects.filter(**values).exists()


def test_a_later_list_of_the_same_source_changes_what_was_renamed_by_hand() -> None:
    brought_in(checked(TABLE))
    _edit(name="วิสาหกิจชุมชนผ้างาม")
    brought_in(checked([(*WEAVERS[:5], "41", WEAVERS[6])]))
    assert Organisation.objects.get(members=41).name == "วิสาหกิจชุมชนผ้างาม"


def test_another_source_does_not_know_it() -> None:
    brought_in(checked(TABLE))
    _edit(name="วิสาหกิจชุมชนผ้างาม")
    assert checked(TABLE, source="เกษตรจังหวัด").counts["created"] == 1


def test_what_was_decided_to_be_another_stays_another() -> None:
    brought_in(checked(TABLE))
    row = ("กลุ่มทอผ้าไหมบ้านหนองบั่ว", *WEAVERS[1:])
    batch = checked([row], source="เกษตรจังหวัด")
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="different")
    brought_in(batch)
    again = brought_in(checked([row], source="เกษตรจังหวัด"))
    assert (again.counts["unchanged"], Organisation.objects.count()) == (1, 3)


def test_a_name_without_a_place_brought_in_as_it_is_is_known_again() -> None:
    batch = checked([NOWHERE])
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="as_is")
    brought_in(batch)
    assert checked([NOWHERE]).counts["unchanged"] == 1
    assert checked([NOWHERE], source="อีกที่มา").counts["doubtful"] == 1


def test_names_that_differ_in_their_brackets_are_two() -> None:
    schools = [("โรงเรียนขุมทอง (ประชาอุทิศ)", *BAKERS[1:]), ("โรงเรียนขุมทอง (เพชรทองคำ)", *BAKERS[1:])]
    assert checked(schools).counts["created"] == 2
    brought_in(checked(schools[:1]))
    assert outcomes(checked(schools[1:], source="อื่น")) == {2: "doubtful"}
    assert outcomes(checked(schools, source="อื่น")) == {2: "unchanged", 3: "created"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กลุ่มแม่บ้าน ม.2", "กลุ่มแม่บ้าน ม.4"),
        ("โรงเรียนอนุบาล อบต.โนนสูง 1", "โรงเรียนอนุบาล อบต.โนนสูง ๒"),
        ("กลุ่มทอผ้าหมู่ที่ 6", "กลุ่มทอผ้า หมู่ 2"),
    ],
)
def test_names_that_differ_in_a_number_are_two(one: str, other: str) -> None:
    rows = [(one, *BAKERS[1:]), (other, *BAKERS[1:])]
    assert brought_in(checked(rows)).counts["created"] == 2
    assert brought_in(checked(rows)).counts["unchanged"] == 2


def test_a_name_with_brackets_and_the_same_without_are_one() -> None:
    schools = [("โรงเรียนขุมทอง (ประชาอุทิศ)", *BAKERS[1:]), ("โรงเรียนขุมทอง", *BAKERS[1:])]
    assert outcomes(checked(schools)) == {2: "created", 3: "double"}


def test_a_list_s_own_numbers_tell_rows_apart_unless_its_rows_are_products() -> None:
    header = ("รหัส", *HEADER[:6])
    rows = [("33-101", *WEAVERS[:4], "", "7"), ("33-102", *WEAVERS[:4], "", "8")]
    batch = brought_in(checked(rows, header=header))
    assert batch.counts["created"] == 2
    assert brought_in(checked(rows, header=header)).counts["unchanged"] == 2
    products = [("33-101", *WEAVERS), ("33-102", *WEAVERS[:6], "ผ้าฝ้าย")]
    assert checked(products, header=("รหัส", *HEADER), source="สินค้า").counts["double"] == 1


def test_two_rows_that_surely_tell_of_one_record_are_one() -> None:
    header = (*HEADER[:2], "หมู่ที่", *HEADER[2:])
    with_village, without = (*WEAVERS[:2], "3", *WEAVERS[2:]), (*WEAVERS[:2], "", *WEAVERS[2:6], "ผ้าฝ้าย")
    brought_in(checked([with_village], header=header))
    batch = brought_in(checked([with_village, without], header=header))
    assert outcomes(batch) == {2: "updated", 3: "double"}
    assert Organisation.objects.get().activity == "ผ้าไหม\nผ้าฝ้าย"


def test_a_name_that_resembles_a_record_is_another_where_its_list_names_that_record_too() -> None:
    brought_in(checked([WEAVERS]))
    resembling = ("กลุ่มทอผ้าไหมบ้านหนองบั่ว", *WEAVERS[1:])
    assert outcomes(checked([resembling])) == {2: "doubtful"}
    assert outcomes(checked([resembling, WEAVERS])) == {2: "created", 3: "unchanged"}


def _numbered(heading: str, number: int, *row: str) -> ImportBatch:
    return checked([(str(number), *row)], header=(heading, *HEADER), source="อีกหน่วยงาน")


@pytest.mark.parametrize("heading", ["id", "ID", "รหัสในระบบ", "รหัส"])
def test_an_agency_s_own_number_is_not_ours(heading: str) -> None:
    brought_in(checked(TABLE))
    record = Organisation.objects.get(name=WEAVERS[0])
    stranger = ("กลุ่มจักสานบ้านใหม่", *WEAVERS[1:4], "0000999999", "8", "จักสาน")
    assert brought_in(_numbered(heading, record.pk, *stranger)).counts["created"] == 1
    record.refresh_from_db()
    assert (record.name, record.telephone, record.members) == (WEAVERS[0], "0000-123-456", 35)


def test_our_number_with_another_name_waits_for_a_person() -> None:
    brought_in(checked(TABLE))
    record = Organisation.objects.get(name=WEAVERS[0])
    batch = _numbered("Sanphalang ID", record.pk, "กลุ่มจักสานบ้านใหม่", *WEAVERS[1:])
    row = batch.rows.get()
    assert (row.outcome, row.record, row.why) == ("doubtful", record.pk, ["same_id", "other_name"])
    decide_rows(OPERATOR, batch.pk, rows=[row.number], decision="same")
    brought_in(batch)
    record.refresh_from_db()
    assert (record.name, Organisation.objects.count()) == ("กลุ่มจักสานบ้านใหม่", 2)


def test_our_number_does_not_bind_a_row_that_tells_of_another_record() -> None:
    brought_in(checked(TABLE))
    weavers, bakers = (Organisation.objects.get(name=name) for name in (WEAVERS[0], BAKERS[0]))
    longer = ("กลุ่มขนมไทย บ้านโนนสูง", *BAKERS[1:])
    batch = _numbered("Sanphalang ID", weavers.pk, *longer)
    assert batch.rows.get().record == bakers.pk
    brought_in(batch)
    bakers.refresh_from_db()
    assert bakers.name == BAKERS[0]
