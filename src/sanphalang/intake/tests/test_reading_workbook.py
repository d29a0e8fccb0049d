"""Workbooks of every format give the same rows, and what the file stores is kept."""

import datetime
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from sanphalang.intake.reading import limits
from sanphalang.intake.reading.cells import Cell, is_error, lost_digits
from sanphalang.intake.reading.workbook import SheetInfo, open_table_file
from sanphalang.intake.tests.hostile_files import TABLE, number_cell, text_cell, workbook, workbook_parts, write, zipped


def _read(path: Path, sheet: int = 0) -> list[tuple[Cell, ...]]:
    with open_table_file(path, original_name=path.name) as book:
        return [row.cells for row in book.rows(sheet)]


def _saved(path: Path, fill: Callable[[openpyxl.Workbook], object]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def test_cells_keep_their_types(tmp_path: Path) -> None:
    day, moment = datetime.date(2015, 2, 14), datetime.datetime(2015, 2, 14, 9, 30)  # noqa: DTZ001  # a cell has no zone
    row = ["กลุ่มทอผ้า", 878947901, 13.5, True, day, moment, None, "007"]
    path = _saved(tmp_path / "list.xlsx", lambda book: book.active.append(row))
    cells = _read(path)[0]
    assert cells == tuple(row)
    assert [type(cell) for cell in cells[:4]] == [str, int, float, bool]


def test_rows_and_columns_are_counted_from_the_corner_of_the_sheet(tmp_path: Path) -> None:
    path = write(tmp_path, "list.xlsx", workbook(f'<row r="3">{text_cell("C3", "กลุ่ม")}{number_cell("D3", "2")}</row>'))
    with open_table_file(path, original_name="list.xlsx") as book:
        assert [tuple(row) for row in book.rows(0)] == [(3, (None, None, "กลุ่ม", 2))]


def test_whole_numbers_become_whole_only_while_their_digits_are_certain(tmp_path: Path) -> None:
    values = ["878947901.0", "1234567890123", "1.2345678901234567E+17"]
    rows = "".join(f'<row r="{at}">{number_cell(f"A{at}", value)}</row>' for at, value in enumerate(values, 1))
    cells = [row[0] for row in _read(write(tmp_path, "list.xlsx", workbook(rows)))]
    assert cells[:2] == [878947901, 1234567890123]
    assert [lost_digits(cell) for cell in cells] == [False, False, True]


@pytest.mark.parametrize(
    ("cell", "lost"),
    [("8.78948E+08", True), (" 8.78948e+08 ", True), ("0878947901", False), (None, False), (1e15, True), (0.5, False)],
)
def test_lost_digits(cell: Cell, lost: bool) -> None:
    assert lost_digits(cell) is lost


def test_spreadsheet_errors_are_known() -> None:
    assert is_error("#N/A")
    assert not is_error("#1")


def test_sheets_are_listed_with_their_visibility(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "รายชื่อ"
        book.create_sheet("ซ่อน").sheet_state = "hidden"
        book["ซ่อน"]["A1"] = "x"

    with open_table_file(_saved(tmp_path / "list.xlsx", fill), original_name="list.xlsx") as book:
        assert book.sheets == (SheetInfo(0, "รายชื่อ"), SheetInfo(1, "ซ่อน", hidden=True))
        assert [row.cells for row in book.rows(1)] == [("x",)]


def test_formulas_without_results_are_counted(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["ชื่อ", "=1+1", "=A1"])

    with open_table_file(_saved(tmp_path / "list.xlsx", fill), original_name="list.xlsx") as book:
        assert [(each.kind, dict(each.details)) for each in book.findings] == [
            ("formulas_without_values", {"count": 2})
        ]
        assert [row.cells for row in book.rows(0)] == [("ชื่อ",)]


def test_formulas_with_results_are_no_finding(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>'
    with open_table_file(write(tmp_path, "list.xlsx", workbook(rows)), original_name="list.xlsx") as book:
        assert book.findings == []
        assert [row.cells for row in book.rows(0)] == [(2, "a")]


def test_macros_are_ignored_and_told(tmp_path: Path) -> None:
    path = write(tmp_path, "list.xlsm", zipped({**workbook_parts(), "xl/vbaProject.bin": b"\xd0\xcf"}))
    with open_table_file(path, original_name="list.xlsm") as book:
        assert [finding.kind for finding in book.findings] == ["macros_ignored"]
        assert len(list(book.rows(0))) == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("list.csv", workbook(), True),
        ("list.xls", workbook(), True),
        ("list.xlsx", "ชื่อ,จังหวัด\nกลุ่ม,เลย\n".encode(), True),
        ("LIST.XLSX", workbook(), False),
        ("list", workbook(), False),
        ("list.txt", "ชื่อ\tจังหวัด\n".encode(), False),
    ],
)
def test_contents_decide_and_a_wrong_name_is_told(name: str, content: bytes, told: bool, tmp_path: Path) -> None:
    with open_table_file(write(tmp_path, "kept", content), original_name=name) as book:
        assert [finding.kind for finding in book.findings] == ["wrong_extension"] * told
        assert next(iter(book.rows(0))).cells[0] in ("ชื่อ", "ชื่อกลุ่ม")


_PAGE = (
    "<html><head><meta http-equiv=Content-Type content='text/html; charset={charset}'></head><body><h1>รายงาน</h1>"
    "<table border=1><tr><th colspan=2>รายชื่อ</th><th>โทร</th></tr>"
    "<tr><td>1<td>กลุ่ม&nbsp;ทอผ้า<br>บ้านนา<td>0878947901</tr></table></body></html>"
)


@pytest.mark.parametrize(("charset", "encoding"), [("windows-874", "cp874"), ("TIS-620", "cp874"), ("utf-8", "utf-8")])
def test_a_web_page_saved_as_a_workbook_is_read(charset: str, encoding: str, tmp_path: Path) -> None:
    page = _PAGE.replace("{charset}", charset).replace("&nbsp;", " ").encode(encoding)
    with open_table_file(write(tmp_path, "list.xls", page), original_name="list.xls") as book:
        assert [finding.kind for finding in book.findings] == ["web_page_read"]
        assert [row.cells for row in book.rows(0)] == [
            ("รายชื่อ", None, "โทร"),
            ("1", "กลุ่ม ทอผ้า\nบ้านนา", "0878947901"),
        ]


def test_nul_inside_a_cell_is_removed(tmp_path: Path) -> None:
    page = "<table><tr><td>ก\0ข</td></tr></table>".encode()
    with open_table_file(write(tmp_path, "list.html", page), original_name="list.html") as book:
        assert [row.cells for row in book.rows(0)] == [("กข",)]


def test_a_workbook_can_be_read_twice_and_sampled(tmp_path: Path) -> None:
    rows = TABLE + "".join(f'<row r="{at}">{number_cell(f"A{at}", str(at))}</row>' for at in range(3, 1501))
    with open_table_file(write(tmp_path, "list.xlsx", workbook(rows)), original_name="list.xlsx") as book:
        sample = book.samples()[0]
        assert (sample.rows_about, sample.rows[199].number) == (1500, 200)
        assert 350 < len(sample.rows) < 450
        assert sum(1 for _ in book.rows(0)) == sum(1 for _ in book.rows(0)) == 1500


def test_a_value_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in [["รายชื่อ"], ["จังหวัด", "ชื่อ"], ["เลย", "ก"], [None, "ข"], [None, None], ["ตาก", "ค"]]:
            book.active.append(row)
        for cells in ("A1:B1", "A3:A5"):
            book.active.merge_cells(cells)

    rows = _read(_saved(tmp_path / "list.xlsx", fill))
    assert rows == [("รายชื่อ", None), ("จังหวัด", "ชื่อ"), ("เลย", "ก"), ("เลย", "ข"), ("ตาก", "ค")]


def test_cells_of_a_web_page_that_span_rows_keep_the_columns_apart(tmp_path: Path) -> None:
    page = (
        "<table><tr><th rowspan=2>จังหวัด<th colspan=2>กลุ่ม<tr><th>ชื่อ<th>โทร"
        "<tr><td rowspan=2>เลย<td>ก<td>1<tr><td>ข<td>2<tr><td>ตาก<td>ค<td>3</table>"
    )
    assert _read(write(tmp_path, "list.html", page.encode())) == [
        ("จังหวัด", "กลุ่ม", None),
        ("จังหวัด", "ชื่อ", "โทร"),
        ("เลย", "ก", "1"),
        ("เลย", "ข", "2"),
        ("ตาก", "ค", "3"),
    ]


def test_a_slow_taker_of_rows_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0.6)
    rows = TABLE + "".join(f'<row r="{at}">{number_cell(f"A{at}", str(at))}</row>' for at in range(3, 40))
    with open_table_file(write(tmp_path, "list.xlsx", workbook(rows)), original_name="list.xlsx") as book:
        book.samples()
        time.sleep(0.7)
        count = 0
        for _ in book.rows(0):
            time.sleep(0.03)
            count += 1
    assert count == 39


def test_an_old_workbook_is_read() -> None:
    path = Path(__file__).parents[4].parent / "shared" / "data" / "xlsforms" / "hot_education.xls"
    if not path.is_file():
        pytest.skip(f"No old workbook lies at {path}; reading .xls was not checked.")
    with open_table_file(path, original_name=path.name) as book:
        assert book.format == "xls"
        assert [sheet.name for sheet in book.sheets] == ["survey", "choices", "settings"]
        assert next(iter(book.rows(0))).cells[:2] == ("type", "name")
