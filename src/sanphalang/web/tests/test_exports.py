"""Exports are safe to open and come back unchanged."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.web import exports
from sanphalang.web.exports import Value, escape_cell, stream_csv, unescape_cell, write_xlsx

DANGEROUS = [
    "=1+1",
    "+66812345678",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "'=1",
    "''=1",
    "'",
    "=HYPERLINK(1)",
]
HARMLESS = ["กลุ่มทอผ้า", "", "0812345678", "30010101", "กลุ่ม 'สตรี'", "a=b", "x;=1+1", 'ชื่อ "เล่น"', "บรรทัด\nสอง"]

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
texts = texts | st.builds(lambda start, rest: start + rest, st.sampled_from(DANGEROUS), texts)


def _csv(columns: list[str], rows: list[list[Value]]) -> list[list[str]]:
    text = "".join(stream_csv(columns, rows))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(texts)
def test_escaping_is_undone_exactly(text: str) -> None:
    assert unescape_cell(escape_cell(text)) == text


@given(texts)
def test_no_escaped_cell_begins_a_formula(text: str) -> None:
    assert not escape_cell(text).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_csv_comes_back_unchanged(rows: list[list[str]]) -> None:
    header, *read = _csv(["ชื่อ", "โทร"], [list(row) for row in rows])
    assert header == ["ชื่อ", "โทร"]
    assert [[unescape_cell(cell) for cell in row] for row in read] == rows


@pytest.mark.parametrize("text", ["'ชื่อ", "'60", "ไม่มีเครื่องหมาย"])
def test_an_apostrophe_that_was_typed_stays(text: str) -> None:
    assert unescape_cell(text) == text


def test_csv_quotes_text_so_that_a_semicolon_starts_no_cell() -> None:
    assert list(stream_csv(["ก"], [["x;=1+1"]]))[1] == '"x;=1+1"\r\n'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234, "1234"),
        (-5, "-5"),
        (Decimal("12.50"), "12.50"),
        (True, '"True"'),
        (None, '""'),
        ("081", '"081"'),
        (dt.date(2015, 2, 14), '"2015-02-14"'),
        (dt.datetime(2015, 2, 14, 8, 30, tzinfo=dt.UTC), '"2015-02-14T08:30:00+00:00"'),
    ],
)
def test_csv_numbers_are_numbers_and_the_rest_is_text(value: Value, written: str) -> None:
    assert list(stream_csv(["ก"], [[value]]))[1] == f"{written}\r\n"


def test_csv_is_streamed_row_by_row() -> None:
    asked = []

    def rows() -> object:
        for number in range(3):
            asked.append(number)
            yield [number]

    lines = stream_csv(["ก"], rows())  # type: ignore[arg-type]
    next(lines)
    next(lines)
    assert asked == [0]


def _xlsx(columns: list[str], rows: list[list[Value]]) -> openpyxl.Workbook:
    with write_xlsx(columns, rows) as file:
        return openpyxl.load_workbook(file)


@pytest.mark.parametrize("text", [*DANGEROUS, *filter(None, HARMLESS)])
def test_xlsx_text_is_text_and_never_a_formula(text: str) -> None:
    with write_xlsx(["ก"], [[text]]) as file:
        sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b't="inlineStr"' in sheet
        read = openpyxl.load_workbook(file).active["A2"]
    assert str(read.value).replace("_x000D_", "\r") == text


def test_xlsx_keeps_zeros_numbers_and_dates() -> None:
    sheet = _xlsx(["รหัส", "สมาชิก", "วันที่"], [["0301", 62, dt.date(2015, 2, 14)], ["", 1.5, None]]).active
    assert [cell.value for cell in sheet[2]] == ["0301", 62, "2015-02-14"]
    assert sheet["B2"].data_type == "n"
    assert [cell.value for cell in sheet[3]][:2] == [None, 1.5]


def test_xlsx_header_is_frozen_and_columns_have_room() -> None:
    sheet = _xlsx(["รหัส", "ชื่อองค์กรชุมชนที่ยาวกว่าปกติ"], [["1", "ก"]]).active
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


@given(st.lists(texts.filter(lambda text: text.strip() == text and "_x" not in text), min_size=1, max_size=4))
def test_xlsx_of_any_text_opens(row: list[str]) -> None:
    sheet = _xlsx(["ก"] * len(row), [list(row)]).active
    assert sheet.max_column == len(row)


def test_text_that_looks_like_markup_stays_text() -> None:
    markup = "<r><t>x</t></r><f>1</f><r></r>"
    sheet = _xlsx(["ก"], [[markup]]).active
    assert str(sheet["A2"].value).strip() == markup


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_SHEET_ROWS", 3)
    with pytest.raises(ValueError, match="at most 2 rows"):
        write_xlsx(["ก"], [["1"], ["2"], ["3"]])
