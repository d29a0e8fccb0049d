"""A workbook with a sheet for each district: what a sheet is called places the rows that name no district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import pytest
import xlsxwriter

from sanphalang.access.models import Centre
from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import start_import
from sanphalang.intake.layout import ROWS_OF_A_SHEET
from sanphalang.intake.models import Finding, ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.understanding.surroundings import sheet_places
from sanphalang.places.gazetteer import current

pytestmark = pytest.mark.django_db
HEADER = ("ลำดับ", "ชื่อกลุ่ม", "ตำบล", "จำนวนสมาชิก")
Sheets = Mapping[str, Sequence[Sequence[object]]]


def _checked(sheets: Sheets, centre: str = "") -> ImportBatch:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
    kept = keep_file([file.getvalue()])
    found = Centre.objects.get(code=centre) if centre else None
    batch = start_import(
        OPERATOR, kind="organisations", file=kept, file_name="รายชื่อ.xlsx", source="พัฒนาชุมชน", centre=found
    )
    read_and_check(batch)
    return batch


def _places(batch: ImportBatch) -> dict[tuple[int, int], tuple[str, int | None]]:
    rows = batch.rows.order_by("number").values_list("number", "outcome", "place")
    return {divmod(number, ROWS_OF_A_SHEET): (outcome, place) for number, outcome, place in rows}


def _rows(*subdistricts: str) -> list[Sequence[object]]:
    return [HEADER, *((at, f"กลุ่มแม่บ้าน{name}รุ่ง{at}", name, 10 + at) for at, name in enumerate(subdistricts, 1))]


@pytest.mark.parametrize("centre", ["", "30"])
def test_a_sheet_for_each_district(centre: str) -> None:
    batch = _checked(
        {
            "ปักธงชัย": _rows("เมืองปัก", "ตะคุ"),
            "โชคชัย": _rows("โชคชัย", "กระโทก"),
            "สีคิ้ว": _rows("สีคิ้ว", "ลาดบัวขาว"),
        },
        centre,
    )
    assert _places(batch) == {
        (0, 2): ("created", 30140100),
        (0, 3): ("created", 30140200),
        (1, 2): ("created", 30070800),
        (1, 3): ("created", 30070100),
        (2, 2): ("created", 30200100),
        (2, 3): ("created", 30200400),
    }


def test_what_a_row_tells_of_its_district_stands() -> None:
    header = ("ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จำนวนสมาชิก")
    rows = [("กลุ่มหนึ่ง", "", "สีคิ้ว", 5), ("กลุ่มสอง", "ในเมือง", "พิมาย", 6), ("กลุ่มสาม", "", "", 7)]
    batch = _checked({"ปักธงชัย": [header, *rows]}, "30")
    places = [place for _outcome, place in _places(batch).values()]
    assert places[0] == 30200000
    assert str(places[1])[:4] == "3015"
    assert places[2] == 30140000
    told = Finding.objects.filter(batch=batch, kind="place_from_context").values_list("row", "detail")
    assert list(told) == [(4, "3014")]


def test_a_section_inside_the_sheet_wins() -> None:
    rows = [HEADER, ("อำเภอสีคิ้ว",), (1, "กลุ่มหนึ่ง", "", 5), (2, "กลุ่มสอง", "สีคิ้ว", 6), ("คำชี้แจง",), (3, "กลุ่มสาม", "", 7)]
    batch = _checked({"ปักธงชัย": rows}, "30")
    assert [place for _outcome, place in _places(batch).values()] == [30200000, 30200100, 30140000]


@pytest.mark.parametrize(
    ("names", "within", "codes"),
    [
        (["Sheet1", "แผ่น1", "รายชื่อ", "ข้อมูล", "สรุป", "กลุ่ม", "สมาชิก", "ปี 2566"], "30", [""] * 8),
        (["Sheet1", "แผ่น1", "รายชื่อ", "ข้อมูล", "ในเมือง", "ท่าเรือ", "อปท."], "", [""] * 7),
        (["โชคชัย"], "30", ["3007"]),
        (["โชคชัย"], "", [""]),  # subdistricts elsewhere bear the name
        (["โชคชัย"], "31", [""]),
        (["อ.โชคชัย", "ต.โชคชัย"], "", ["3007", ""]),
        (["ตะคุ", "ต.ตะคุ"], "30", ["", "301402"]),  # a bare name of a subdistrict is too often another word
        (["เมือง"], "30", [""]),
        (["เมือง", "ปักธงชัย"], "30", ["3001", "3014"]),
        (["เมือง", "ชนบท"], "40", ["", ""]),
        (["เลย", "ตาก", "Sheet3"], "", ["42", "63", ""]),
        (["เลย"], "30", [""]),
        ([""], "30", [""]),
    ],
)
def test_what_the_names_of_sheets_tell(names: list[str], within: str, codes: list[str]) -> None:
    assert sheet_places(current(), names, within) == codes
