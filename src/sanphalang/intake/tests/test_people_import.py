"""A list of people becomes people; again it changes nothing; withdrawn, it leaves what was there before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.storage import keep_file
from sanphalang.intake import queries
from sanphalang.intake.actions import answer_for_all, correct_cells, decide_rows, start_import
from sanphalang.intake.models import Finding, ImportBatch
from sanphalang.intake.person_cells import person_cleaners, role_said
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import brought_in, checked, csv_file, outcomes, whole_database, withdrawn
from sanphalang.intake.tests.people_lists import (
    DAM,
    DAM_ID,
    HEADER,
    SOMSRI,
    SOMSRI_ID,
    TABLE,
    citizen_id,
    person,
)
from sanphalang.people.citizen_ids import kept
from sanphalang.people.models import Person, PersonClaim, PersonSkill, Skill
from sanphalang.thai.digits import to_thai

pytestmark = pytest.mark.django_db


def listed(
    rows: Sequence[Sequence[str]],
    *,
    header: Sequence[str] = HEADER,
    source: str = "พัฒนาชุมชน",
    viewer: Viewer = OPERATOR,
) -> ImportBatch:
    return checked(rows, header=header, source=source, kind="people", centre="30", viewer=viewer)


def registry() -> list[dict[str, Any]]:
    """The people in every column but two: a withdrawal is a change like any, with a revision and a moment."""
    rows = Person.objects.order_by("id").values()
    return [{**row, "revision": None, "updated_at": None} for row in rows]


def test_a_new_list_makes_people_with_their_private_fields_roles_and_place() -> None:
    batch = brought_in(listed(TABLE))
    somsri, dam = Person.objects.order_by("id")
    assert batch.counts["created"] == 2
    assert (somsri.title, somsri.given_name, somsri.surname) == ("นาง", "สมศรี", "สมมติ")
    assert (somsri.place, somsri.place_level) == (30010100, "subdistrict")
    assert (somsri.roles, somsri.occupation) == (" leader ", "ผู้ใหญ่บ้าน")
    assert (somsri.telephone, somsri.birth_year) == ("0000-123-456", 1967)
    assert somsri.home_address == "99/1 ม.3 ลับเฉพาะ"
    assert (somsri.citizen_id_digest, somsri.citizen_id_tail) == kept(SOMSRI_ID)
    assert (dam.roles, dam.occupation, dam.birth_year) == (" facilitator ", "กลุ่มทอผ้า", 1977)
    assert dam.telephone == "0000-234-567, 0000-345-678"
    claim = PersonClaim.objects.get(person=somsri)
    assert (claim.source.name, claim.batch, claim.row, claim.created) == ("พัฒนาชุมชน", batch.pk, 2, True)


@pytest.mark.parametrize("source", ["พัฒนาชุมชน", "สาธารณสุข"])
def test_the_same_list_again_changes_nothing(source: str) -> None:
    brought_in(listed(TABLE))
    before = registry()
    again = brought_in(listed(TABLE, source=source))
    assert again.counts["unchanged"] == 2
    assert registry() == before


def test_another_list_adds_roles_and_changes_what_differs() -> None:
    brought_in(listed(TABLE))
    batch = brought_in(listed([person(1, "สมศรี สมมติ", โทรศัพท์="0000123456", บทบาท="จิตอาสา")], source="สาธารณสุข"))
    somsri = Person.objects.get(given_name="สมศรี")
    assert batch.counts["updated"] == 1
    assert (somsri.roles, somsri.title, somsri.revision) == (" leader volunteer ", "นาง", 2)


def test_a_correction_by_hand_outlives_the_same_list() -> None:
    brought_in(listed(TABLE))
    Person.objects.filter(given_name="สมศรี").update(occupation="กำนัน", revision=2)
    assert brought_in(listed(TABLE)).counts["unchanged"] == 2
    assert Person.objects.get(given_name="สมศรี").occupation == "กำนัน"


def test_two_rows_of_one_person_are_a_double_whose_roles_are_kept() -> None:
    other_role = person(3, "น.ส.สมศรี สมมติ", ปีเกิด="2510", บทบาท="อสม.")
    batch = brought_in(listed([*TABLE, other_role]))
    assert outcomes(batch) == {2: "created", 3: "created", 4: "double"}
    assert Person.objects.get(given_name="สมศรี").roles == " leader volunteer "


def test_two_of_one_name_with_other_citizen_ids_are_two() -> None:
    twin = person(3, "สมศรี สมมติ", card=citizen_id(777))
    assert outcomes(brought_in(listed([*TABLE, twin]))) == {2: "created", 3: "created", 4: "created"}
    assert outcomes(listed([*TABLE, twin])) == {2: "unchanged", 3: "unchanged", 4: "unchanged"}


def test_a_citizen_id_under_another_name_waits_for_a_person() -> None:
    married = person(1, "นางสมศรี ทดลอง", card=SOMSRI_ID)
    assert outcomes(listed([SOMSRI, married])) == {2: "created", 3: "doubtful"}
    brought_in(listed(TABLE))
    batch = listed([married], source="สาธารณสุข")
    assert (outcomes(batch), batch.rows.get().why) == ({2: "doubtful"}, ["same_citizen_id", "other_name"])
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="same")
    batch.refresh_from_db()
    brought_in(batch)
    assert Person.objects.get(citizen_id_digest=kept(SOMSRI_ID).digest).surname == "ทดลอง"
    assert Person.objects.count() == 2


def test_one_name_in_one_district_waits_and_in_another_is_somebody_else() -> None:
    brought_in(listed(TABLE))
    near = person(1, "สมศรี สมมติ", place=("จอหอ", "เมืองนครราชสีมา", "นครราชสีมา"))
    far = person(2, "สมศรี สมมติ", place=("โนนสูง", "โนนสูง", "นครราชสีมา"))
    assert outcomes(listed([near], source="ก")) == {2: "doubtful"}
    assert outcomes(listed([far], source="ข")) == {2: "created"}


def test_a_row_without_a_place_lies_in_the_province_of_its_centre() -> None:
    brought_in(listed([person(1, "นายดำ ตัวอย่าง", place=("", "", ""))]))
    assert (Person.objects.get().place, Person.objects.get().place_level) == (30000000, "province")


def test_a_row_without_a_name_is_rejected_and_one_that_names_an_organisation_waits() -> None:
    batch = listed([person(1, "-", โทรศัพท์="0000111222"), person(2, "กลุ่มทอผ้าบ้านหนองบัว"), DAM])
    assert outcomes(batch) == {2: "rejected", 3: "doubtful", 4: "created"}


def test_names_in_parts_ranks_nicknames_and_monks() -> None:
    header = ("ยศ/คำนำหน้า", "ชื่อ", "นามสกุล", "ชื่อเล่น", "จังหวัด")
    rows = [
        ("ว่าที่ ร.ต.", "ดำ", "ตัวอย่าง", "แดง", "นครราชสีมา"),
        ("", "นางสาวมาลี", "ณ ตัวอย่าง", "", "นครราชสีมา"),
        ("พระครู", "สมชาย", "ธมฺมโชโต", "", "นครราชสีมา"),
        ("", "ป้าแดง", "", "", "นครราชสีมา"),
    ]
    brought_in(listed(rows, header=header))
    people = Person.objects.order_by("id").values_list("title", "given_name", "surname", "nickname")
    assert list(people[:2]) == [("ว่าที่ ร.ต.", "ดำ", "ตัวอย่าง", "แดง"), ("นางสาว", "มาลี", "ณ ตัวอย่าง", "")]
    assert people[3][1] == "แดง"
    assert Person.objects.filter(monastic_name="ธมฺมโชโต").count() == 1 or people[2][2] == "ธมฺมโชโต"


def test_birth_dates_of_either_era_and_what_cannot_be_one() -> None:
    header = ("ชื่อ-สกุล", "วันเดือนปีเกิด", "จังหวัด")
    rows = [
        ("นายหนึ่ง สมมติ", "๑๒ ม.ค. ๒๕๑๐", "นครราชสีมา"),
        ("นายสอง สมมติ", "1967-01-12", "นครราชสีมา"),
        ("นายสาม สมมติ", "2510", "นครราชสีมา"),
        ("นายสี่ สมมติ", "1/1/2400", "นครราชสีมา"),
    ]
    batch = brought_in(listed(rows, header=header))
    born = list(Person.objects.order_by("id").values_list("birth_date", "birth_year"))
    assert born == [(date(1967, 1, 12), 1967), (date(1967, 1, 12), 1967), (None, 1967), (None, None)]
    assert Finding.objects.filter(batch=batch, kind="birth_not_possible").count() == 1


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        ("รายชื่อ.csv", "", ""),
        ("ทะเบียนจิตอาสา.csv", "", " volunteer "),
        ("รายชื่อ อสม. ปี 2568.csv", "", " volunteer "),
        ("รายชื่อ.csv", "sage", " sage "),
        ("ทะเบียนจิตอาสา.csv", "leader", " leader "),
    ],
)
def test_a_role_for_the_whole_list_is_chosen_or_said_by_its_name(name: str, role: str, expected: str) -> None:
    file = keep_file([csv_file([("นายหนึ่ง สมมติ", "นครราชสีมา")], ("ชื่อ-สกุล", "จังหวัด"))])
    batch = start_import(OPERATOR, kind="people", file=file, file_name=name, source="พัฒนาชุมชน", role=role)
    read_and_check(batch)
    brought_in(batch)
    assert Person.objects.get().roles == expected


def test_an_unknown_role_is_told_and_the_known_ones_are_taken() -> None:
    batch = brought_in(listed([person(1, "นายหนึ่ง สมมติ", บทบาท="ผู้นำชุมชน, ผู้ช่วยพิเศษ")]))
    assert Person.objects.get().roles == " leader "
    assert "role.role_unknown" in batch.found


def test_withdrawing_leaves_the_registry_as_it_was() -> None:
    brought_in(listed([SOMSRI]))
    before = registry()
    batch = brought_in(listed([(*SOMSRI[:3], "0000999888", *SOMSRI[4:]), DAM], source="สาธารณสุข"))
    assert registry() != before
    assert withdrawn(batch).report["withdrawn"] == {"removed": 1, "restored": 1, "kept": 0}
    assert registry() == before


def test_withdrawing_keeps_somebody_on_whom_something_hangs() -> None:
    batch = brought_in(listed(TABLE))
    somsri = Person.objects.get(given_name="สมศรี")
    PersonSkill.objects.create(
        person=somsri, skill=Skill.objects.create(code="weaving", name_th="ทอผ้า", name_en="Weaving")
    )
    assert withdrawn(batch).report["withdrawn"] == {"removed": 1, "restored": 0, "kept": 1}
    assert list(Person.objects.all()) == [somsri]


def test_an_answer_about_a_place_keeps_no_address() -> None:
    row = person(1, "นายดำ ตัวอย่าง", place=("ไม่มีตำบลนี้", "", ""), ที่อยู่="ซอยลับเฉพาะ ถนนลับเฉพาะ")
    batch = listed([row])
    assert outcomes(batch) == {2: "doubtful"}
    answer_for_all(OPERATOR, batch.pk, field="place", written="private:0", value="3001")
    assert not [found for found in Finding.objects.filter(batch=batch) if "ลับเฉพาะ" in found.detail]


def test_no_citizen_id_is_anywhere_in_the_database() -> None:
    inside, elsewhere, corrected = citizen_id(555), citizen_id(777), citizen_id(888)
    note = f"บัตร {to_thai(inside)} ออกให้ที่เมือง"
    header = (*HEADER, "หมายเหตุ", "อื่น ๆ")
    rows = [(*SOMSRI, note, elsewhere), (*DAM, "", note)]
    batch = listed(rows, header=header, source=f"รายชื่อของ {inside}")
    correct_cells(OPERATOR, batch.pk, row=3, values={"citizen_id": corrected, "occupation": f"ครู {corrected}"})
    batch.refresh_from_db()
    read_and_check(batch)
    brought_in(batch)
    brought_in(listed([(*SOMSRI[:3], "0000999888", *SOMSRI[4:])], source="สาธารณสุข"))
    assert Person.objects.filter(citizen_id_digest=kept(corrected).digest).exists()
    assert {"note.citizen_id_covered", "other.citizen_id_covered"} <= set(batch.found)
    everything = whole_database()
    for number in (SOMSRI_ID, DAM_ID, inside, elsewhere, corrected):
        assert number not in everything
        assert to_thai(number) not in everything


def test_a_list_of_organisations_is_covered_as_well() -> None:
    header = ("ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จังหวัด", "ผู้ประสานงาน", "บัตรประธาน")
    row = ("กลุ่มทอผ้าบ้านหนองบัว", *SOMSRI[-3:], f"นางสมศรี สมมติ {SOMSRI_ID}", DAM_ID)
    batch = brought_in(checked([row], header=header))
    assert {"contact_name.citizen_id_covered", "other.citizen_id_covered"} <= set(batch.found)
    everything = whole_database()
    assert SOMSRI_ID not in everything
    assert DAM_ID not in everything


def test_a_row_that_waits_for_itself_asks_for_no_place() -> None:
    batch = listed([person(2, "กลุ่มทอผ้าบ้านหนองบัว"), person(3, "นายดำ ตัวอย่าง", place=("ไม่มีตำบลนี้", "", ""))])
    assert outcomes(batch) == {2: "doubtful", 3: "doubtful"}
    assert queries.doubts(batch) == (0, 1, 0, 1)
    assert [row.number for row in queries.rows_without_sure_place(batch)] == [3]


@pytest.mark.parametrize(
    "written", ["00/00/2510", "0/0/2510", "-/-/2510", "29 ก.พ. 2510", "31/2/2510", "พ.ศ. 2510 (โดยประมาณ)", "-/5/2510"]
)
def test_a_birth_date_that_is_half_known_keeps_its_year(written: str) -> None:
    value, found = person_cleaners(date(2026, 11, 22))["birth_date"](written)
    assert value == {"birth_year": 1967}
    assert [kind for kind, _detail in found] == (
        ["date_impossible"] if "2/" in written or "ก.พ." in written else ["date_about"] if "โดย" in written else []
    )


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("รายชื่อผู้ปฏิบัติการชุมชนออนไลน์ 80 คน", "online_operator"),
        ("ทำเนียบผู้นำชุมชนออนไลน์", "online_operator"),
        ("ทำเนียบผู้นำชุมชน", "leader"),
    ],
)
def test_who_works_online_is_told_from_other_leaders(title: str, role: str) -> None:
    assert role_said([title]) == role
