"""Rows that are no data are recognised, and rows that only look so are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.tests.tables import PLACES
from sanphalang.intake.understanding.rows import RowReading, RowRules, classify_row
from sanphalang.thai.key import match_key

_HEADER = ("ลำดับ", "ชื่อกลุ่ม", "ตำบล", "อำเภอ", "โทรศัพท์")
_WIDE = RowRules(tuple(map(match_key, _HEADER)), (3,), 1, 5, PLACES)
_ONE_COLUMN = RowRules((match_key("ชื่อวัด"),), (1,), 0, 1, PLACES)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ((1, "กลุ่มทอผ้า", "กุดป่อง", "เมืองเลย", "042811111"), "data"),
        ((None, "กลุ่มทอผ้า", None, None, None), "data"),
        ((None, "รวมใจพัฒนา", None, None, None), "data"),
        ((1, "รวมพลังสตรี", "กุดป่อง", "เมืองเลย", None), "data"),
        ((1, "กลุ่มรวม", "รวม", "เมืองเลย", None), "data"),
        ((7, "ที่มาของกลุ่ม", None, None, None), "data"),
        ((None, None, None, None, None), "blank"),
        (("", "  ", None, "\n", None), "blank"),
        (_HEADER, "header"),
        (("ลำดับ", "ชื่อ\nกลุ่ม", "ตำบล", "อำเภอ", None), "header"),
        (("(1)", "(2)", "(3)", "(4)", "(5)"), "header"),
        ((1, 2, 3, 4, 5), "header"),
        (("รวม", 60, None, None, None), "total"),
        (("รวม", "60 กลุ่ม", None, None, None), "total"),
        ((None, "รวมทั้งสิ้น 60 กลุ่ม", None, None, None), "total"),
        (("รวมทั้งหมด", None, 3, 4, 5), "total"),
        (("รวมอำเภอเชียงคาน", 12, None, None, None), "total"),
        ((None, "Total", 12, 13, 14), "total"),
        (("จังหวัดเลย", None, None, None, None), "section"),
        ((None, "อำเภอเชียงคาน", None, None, None), "section"),
        ((None, "เลย", None, None, None), "section"),
        (("เลย", "เลย", "เลย", None, None), "section"),
        (("กลุ่มอาชีพ", None, None, None, None), "section"),
        (("หมายเหตุ: ข้อมูลปี 2566", None, None, None, None), "note"),
        ((None, None, None, "ลงชื่อ..................", None), "note"),
        ((None, None, None, "(นายดำ แสงทอง)", None), "note"),
        ((None, None, "หน้า 2/5", None, None), "note"),
        (("ข้อมูล ณ วันที่ 1 มกราคม 2566", None, None, None, None), "note"),
    ],
)
def test_rows_of_a_wide_table(cells: tuple[Cell, ...], kind: str) -> None:
    assert classify_row(10, cells, _WIDE).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("วัดกลาง", "data"),
        ("เลย", "data"),
        ("รวมใจ", "data"),
        ("ชื่อวัด", "header"),
        ("รวม 382 วัด", "total"),
        ("จังหวัดเลย", "section"),
        ("หมายเหตุ มีวัดร้างด้วย", "note"),
    ],
)
def test_rows_of_one_column(text: str, kind: str) -> None:
    assert classify_row(10, (text,), _ONE_COLUMN).kind == kind


def test_rows_above_the_header_are_notes_or_blank() -> None:
    assert classify_row(1, ("รายชื่อกลุ่ม", None), _WIDE) == RowReading("note", "รายชื่อกลุ่ม")
    assert classify_row(2, (None, None), _WIDE).kind == "blank"
    assert classify_row(3, ("กลุ่ม", "ใดๆ"), _WIDE).kind == "header"


def test_a_section_tells_its_text() -> None:
    assert classify_row(9, ("อำเภอเชียงคาน", None), _WIDE) == RowReading("section", "อำเภอเชียงคาน")


_CELLS = st.none() | st.text(max_size=12) | st.integers() | st.floats(allow_nan=False) | st.booleans()


@given(st.lists(_CELLS, max_size=8), st.integers(1, 100))
def test_every_row_gets_a_kind(cells: list[Cell], number: int) -> None:
    assert classify_row(number, cells, _WIDE).kind in {"data", "blank", "header", "total", "note", "section"}


@given(st.lists(st.text("กขคงจฉชซ", min_size=2, max_size=8), min_size=5, max_size=5))
def test_full_rows_of_plain_words_are_data(cells: list[Cell]) -> None:
    assert classify_row(10, cells, _WIDE).kind == "data"
