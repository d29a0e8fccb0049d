"""No kind of list keeps a citizen ID, in whatever column it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sanphalang.files import originals
from sanphalang.intake.citizen_ids import masked
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.tests import people_lists
from sanphalang.intake.tests.lists import HEADER, WEAVERS, brought_in, checked, whole_database
from sanphalang.intake.tests.membership_lists import HEADER as NETWORK
from sanphalang.intake.tests.membership_lists import PHO, make_authorities
from sanphalang.intake.tests.people_lists import citizen_id
from sanphalang.thai.digits import to_thai

pytestmark = pytest.mark.django_db

NOTED, ALONE, NAMED = citizen_id(2345), citizen_id(3456), citizen_id(4567)
TOWN = ("ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา")
LISTS: dict[str, tuple[Sequence[str], Sequence[str], int]] = {
    "organisations": (HEADER, WEAVERS, 0),
    "people": (people_lists.HEADER, people_lists.SOMSRI, 1),
    "knowledge": (
        ("ที่", "ชื่อเรื่อง (กรณีศึกษา)", "ปี พ.ศ.", "ตำบล", "อำเภอ", "จังหวัด", "สภาพปัญหา", "สิ่งที่ทำ"),
        ("1", "ธนาคารน้ำใต้ดินบ้านทดลอง", "2561", *TOWN, "น้ำแล้งทุกปี", "ขุดบ่อ 12 บ่อ"),
        1,
    ),
    "memberships": (NETWORK, PHO, 1),
    "local-authorities": (
        ("dola_code", "type", "name_th", "geocode", "province_code"),
        ("6300109", "อบต.", "ทดลอง", "300107", "30"),
        2,
    ),
    "villages": (("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), ("30010109", "บ้านเก้า"), 1),
}
"""A heading and a row of each kind of list, and the column of names."""


def test_every_kind_is_tried() -> None:
    assert set(LISTS) == set(IMPORT_KINDS)


@pytest.mark.parametrize("kind", LISTS)
def test_no_citizen_id_is_kept(kind: str) -> None:
    make_authorities()
    header, row, name = LISTS[kind]
    second = [cell if at != name else f"{cell} (บัตร {NAMED})" for at, cell in enumerate(row)]
    rows = [(*row, f"ผู้ประสานงาน บัตร {to_thai(NOTED)}", ALONE), (*second, "", "")]
    centre = "30" if kind in {"people", "knowledge"} else ""
    batch = checked(rows, header=(*header, "หมายเหตุ", "เลขบัตรผู้ประสานงาน"), kind=kind, centre=centre)
    covered = {name for name in batch.found if name.endswith(".citizen_id_covered")}
    assert {"note.citizen_id_covered", "other.citizen_id_covered"} & covered
    brought_in(batch)
    everything = whole_database()
    for number in (NOTED, ALONE, NAMED):
        assert number not in everything
        assert to_thai(number) not in everything
    cells = originals.read_some(originals.Kind.CELLS, batch.pk, [2])[2]
    assert cells[-2:] == [f"ผู้ประสานงาน บัตร {masked(NOTED[-4:])}", masked(ALONE[-4:])]
