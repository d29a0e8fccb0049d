"""Lists that say nothing of somebody but the name."""

from __future__ import annotations

from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import BAKERS, WEAVERS, checked
from sanphalang.intake.tests.lists import HEADER as GROUPS
from sanphalang.intake.tests.people_lists import DAM, HEADER, SOMSRI

NAMED_ALONE = ("7", "นาง สมศรี  สมมติ", "", "", "", "", "", "", "", *SOMSRI[-3:])
"""A row of a list of people that says nothing of her but the name and the subdistrict."""


def lists_with_the_name_alone() -> tuple[ImportBatch, ImportBatch]:
    """Have a list of people, and one of groups with a column that names people and no telephone."""
    people = checked([NAMED_ALONE, DAM], header=HEADER, kind="people", centre="30", name="ชื่อเดียว.csv")
    rows = [(*BAKERS[:4], "", *BAKERS[5:], "สมศรี   สมมติ"), (*WEAVERS[:4], "", *WEAVERS[5:], "ใครก็ได้")]
    return people, checked(rows, header=(*GROUPS, "ชื่อผู้บันทึก"), centre="30", name="กลุ่ม.csv")
