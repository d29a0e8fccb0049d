"""A list taken home with its findings is the same list when it comes again."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import translation

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import start_import
from sanphalang.intake.annotated import TO_FIX, annotated_workbook
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import BAKERS, HEADER, WEAVERS, checked, csv_file, outcomes

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[5] / "shared" / "data"
MESSY = (
    WEAVERS,
    ("=1+1", *BAKERS[1:]),
    ("กลุ่มจักสาน", "ไม่มีตำบลนี้", "", "", "878947901", "ประมาณ 30", "<r>x</r>"),
    ("-", *WEAVERS[1:6], ""),
)


def _checked(content: bytes, name: str) -> ImportBatch:
    batch = start_import(OPERATOR, kind="organisations", file=keep_file([content]), file_name=name)
    read_and_check(batch)
    return batch


def _book(batch: ImportBatch, **wanted: Any) -> tuple[openpyxl.Workbook, bytes]:
    with translation.override("en"), annotated_workbook(batch, **wanted) as file:
        content = file.read()
    return openpyxl.load_workbook(io.BytesIO(content)), content


def test_what_was_found_stands_beside_the_cells() -> None:
    book, _content = _book(checked(MESSY))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (*HEADER, "Result of the check", "What was found")
    assert [row[7] for row in rows[1:]] == ["New", "New", "To decide", "Cannot be used"]
    assert "Telephone: The telephone had lost its leading zero." in rows[3][8]
    assert rows[4][8] == "No name stands in this row."
    assert "lost its leading zero" in sheet["E4"].comment.text
    assert sheet["E4"].fill.fgColor.rgb == "FFE5F3EA"
    assert sheet["E2"].comment is None


def test_no_cell_is_a_formula_and_codes_keep_their_zeros() -> None:
    sheet = _book(checked(MESSY))[0].worksheets[0]
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("0000123456", "s")


def test_rows_to_fix_stand_alone_under_their_heading() -> None:
    book, content = _book(checked(MESSY), only=TO_FIX)
    names = [row[0] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert names == ["ชื่อกลุ่ม", "กลุ่มจักสาน", "-"]
    assert list(outcomes(_checked(content, "fix.xlsx")).values()) == ["doubtful", "rejected"]


def _csv_with_titles() -> bytes:
    rows = [("รายชื่อกลุ่ม",), ("ปี 2568",), HEADER, *MESSY, ("รวม", "", "", "", "", "99", "")]
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def _csv_without_heading() -> bytes:
    return "\n".join(
        ",".join(row[:4]) for row in (WEAVERS, BAKERS, *(("วัดป่า" + str(n), *WEAVERS[1:4]) for n in range(9)))
    ).encode()


def _typed_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "รายชื่อ"
    sheet.append(["ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จังหวัด", "โทรศัพท์", "วันที่จัดตั้ง", "สมาชิก", "ใช้"])
    sheet.append([*WEAVERS[:4], 878947901, date(2015, 2, 14), 12.5, True])
    sheet.append(
        [
            *BAKERS[:4],
            9.35e18,
            datetime(2558, 2, 14, 8, 30),  # noqa: DTZ001 (a spreadsheet knows no zone)
            None,
            False,
        ]
    )
    more = book.create_sheet("ต่อ")
    more.append(["ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จังหวัด", "โทรศัพท์", "วันที่จัดตั้ง", "สมาชิก", "ใช้"])
    more.append(["กลุ่มออมทรัพย์บ้านใหม่", *WEAVERS[1:4], "081-2345678", "14/2/58", 3, None])
    book.create_sheet("อื่น").append(["ไม่ใช่รายชื่อ", 1])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _told(batch: ImportBatch) -> list[tuple[Any, ...]]:
    """Return everything that the check says of every row."""
    rows = batch.rows.order_by("number").values_list("number", "outcome", "identity", "place", "leader", "why")
    found: dict[int, list[tuple[str, str, str]]] = {}
    for row, *finding in batch.findings.order_by("id").values_list("row", "field", "kind", "detail"):
        found.setdefault(row, []).append(tuple(finding))  # type: ignore[arg-type]
    return [(*row, found.get(row[0], [])) for row in rows]


def _csv_of_our_own() -> bytes:
    return csv_file([("'=1+1 กลุ่มทอผ้า", *WEAVERS[1:]), ("'+กลุ่มขนม", *BAKERS[1:])])


@pytest.mark.parametrize("make", [_csv_of_our_own, _csv_with_titles, _csv_without_heading, _typed_workbook])
@pytest.mark.parametrize("language", ["th", "en"])
def test_it_comes_again_with_the_same_outcomes(make: Callable[[], bytes], language: str) -> None:
    first = _checked(make(), "first.csv" if make is not _typed_workbook else "first.xlsx")
    assert first.stage == "review"
    with translation.override(language), annotated_workbook(first) as file:
        again = _checked(file.read(), "again.xlsx")
    assert _told(again) == _told(first)
    assert again.layout["columns"] == first.layout["columns"]
    with translation.override(language), annotated_workbook(again) as file:
        sheet = openpyxl.load_workbook(io.BytesIO(file.read())).worksheets[0]
    assert sheet.max_column == len(first.layout["columns"]) + 2


@pytest.mark.slow
def test_a_real_list_comes_again_with_the_same_outcomes() -> None:
    path = DATA / "community_products" / "community_products_40_provinces.xlsx"
    if not path.exists():
        pytest.skip("The real lists of ../shared/data are not here.")
    first = _checked(path.read_bytes(), path.name)
    with annotated_workbook(first) as file:
        again = _checked(file.read(), path.name)
    assert _told(again) == _told(first)
