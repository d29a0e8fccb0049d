"""What people do to a list does not change what becomes of its rows: the same outcome, place and name for each.

Some four hundred rows of each real list, written out as they came and as people change them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from sanphalang.files import originals
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.reading.workbook import open_table_file
from sanphalang.intake.tests.tables import NONSENSE, Table, shuffled, synonyms
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from tests.real_lists.files import AUTHORITIES, BUSINESSES, DATA, PRODUCTS, SOME_SCHOOLS, TEMPLES, needs_real_lists
from tests.real_lists.journeys import checked

pytestmark = [pytest.mark.django_db, needs_real_lists]

HEADER_ROWS = {
    PRODUCTS: 1,
    BUSINESSES[0]: 3,
    BUSINESSES[3]: 3,
    SOME_SCHOOLS[0]: 1,
    SOME_SCHOOLS[1]: 1,
    AUTHORITIES: 1,
    TEMPLES[1]: 0,
}
"""List -> the row of its header."""
_ROWS = 400

Said = list[tuple[str, int | None, int | None, str]]
"""Of each row of data its outcome, its place, the position of the row that it doubles, and its name."""


def _rows(name: str) -> tuple[list[Cell], Table]:
    """Return the header and some rows of a list: the first, and every so-manieth of the rest."""
    with open_table_file(DATA / name, original_name=name) as book:
        rows = [list(row.cells) for row in book.rows(0) if row.number >= HEADER_ROWS[name]]
    header, body = (rows[0], rows[1:]) if HEADER_ROWS[name] else ([], rows)
    width = max(map(len, [header, *body]))
    body = [cells + [None] * (width - len(cells)) for cells in body]
    few = body[: _ROWS // 2] + body[_ROWS // 2 :: max(1, len(body) * 2 // _ROWS)]
    return header + [None] * (width - len(header)), few


def _written(path: Path, *sheets: tuple[str, Table]) -> Path:
    book = openpyxl.Workbook(write_only=True)
    for name, table in sheets:
        sheet = book.create_sheet(name)
        for cells in table:
            sheet.append(cells)
    book.save(path)
    return path


def _said(batch: ImportBatch) -> Said:
    values = dict(originals.read(originals.Kind.VALUES, batch.pk))
    rows = list(batch.rows.order_by("number"))
    at = {row.number: position for position, row in enumerate(rows)}
    return [
        (row.outcome, row.place, None if row.leader is None else at[row.leader], values[row.number].get("name", ""))
        for row in rows
    ]


def _outcomes(folder: Path, *sheets: tuple[str, Table]) -> Said:
    return _said(checked(_written(folder / "รายชื่อ.xlsx", *sheets), source="ที่มา"))


def _other_words(header: list[Cell], body: Table, fields: list[str | None]) -> Table:
    return [synonyms(ORGANISATIONS, fields, seed=3), *body]


def _no_sense(header: list[Cell], body: Table, fields: list[str | None]) -> Table:
    return [list(NONSENSE[: len(header)]), *body]


def _no_header(header: list[Cell], body: Table, fields: list[str | None]) -> Table:
    return body


def _other_order(header: list[Cell], body: Table, fields: list[str | None]) -> Table:
    return shuffled([header, *body], 5)[0]


def _titles_and_totals(header: list[Cell], body: Table, fields: list[str | None]) -> Table:
    width, middle = len(header), len(body) // 2
    title: list[Cell] = ["บัญชีรายชื่อประจำปี 2567", *[None] * (width - 1)]
    blank: list[Cell] = [None] * width
    total: list[Cell] = [None, "รวมทั้งสิ้น", *[None] * width][:width] if width > 1 else ["รวมทั้งสิ้น 400 แห่ง"]
    return [title, blank, header, *body[:middle], header, blank, *body[middle:], total]


CHANGES: dict[str, Callable[[list[Cell], Table, list[str | None]], Table]] = {
    "other words": _other_words,
    "words without sense": _no_sense,
    "no header": _no_header,
    "other order": _other_order,
    "titles and totals": _titles_and_totals,
}


NEED_WORDS = {AUTHORITIES: ("words without sense", "no header")}
"""Nothing but its heading tells that a column of numbers is the list's own numbering, by which its rows differ."""


@pytest.mark.parametrize(
    ("name", "change"),
    [(name, change) for name in HEADER_ROWS for change in CHANGES if change not in NEED_WORDS.get(name, ())],
)
def test_the_same_becomes_of_each_row(name: str, change: str, tmp_path: Path) -> None:
    header, body = _rows(name)
    if not HEADER_ROWS[name]:
        header = ["ชื่อวัด"]
    as_it_came = checked(_written(tmp_path / "เดิม.xlsx", ("แผ่นที่ 1", [header, *body])), source="เดิม")
    found = {column["index"]: column["field"] for column in as_it_came.layout["columns"]}
    fields = [found.get(index) for index in range(len(header))]
    changed = _outcomes(tmp_path, ("แผ่นที่ 1", CHANGES[change](header, body, fields)))
    _same(_said(as_it_came), changed)


@pytest.mark.parametrize("name", [PRODUCTS, SOME_SCHOOLS[0], BUSINESSES[0]])
def test_continued_on_another_sheet_behind_a_sheet_of_notes(name: str, tmp_path: Path) -> None:
    header, body = _rows(name)
    middle = len(body) // 2
    notes: Table = [["คำชี้แจง"], ["โปรดตรวจสอบก่อนใช้"]]
    expected = _outcomes(tmp_path, ("ก", [header, *body]))
    sheets = (("คำชี้แจง", notes), ("ก", [header, *body[:middle]]), ("ข", [header, *body[middle:]]))
    _same(expected, _outcomes(tmp_path, *sheets))


@pytest.mark.parametrize("form", ["ต.{1} อ.{2} จ.{3}", "ตำบล{1} อำเภอ{2} จังหวัด{3}", "{1} {2} {3}"])
def test_place_columns_joined(form: str, tmp_path: Path) -> None:
    _header, body = _rows(SOME_SCHOOLS[0])
    apart: Table = [["ชื่อโรงเรียน", "ตำบล", "อำเภอ", "จังหวัด"], *[cells[:4] for cells in body]]
    joined: Table = [["ชื่อโรงเรียน", "ที่อยู่"], *[[cells[0], form.format(*cells)] for cells in body]]
    _same(_outcomes(tmp_path, ("ก", apart)), _outcomes(tmp_path, ("ก", joined)))


_ADDRESS = re.compile(r"^(.*?)\s*(?:ต\.|แขวง)(\S+) (?:อ\.|เขต)(\S+) (?:จ\.)?(\S+) (\d{5})$")


def test_place_columns_split(tmp_path: Path) -> None:
    _header, body = _rows(BUSINESSES[0])
    rows = [(cells, match) for cells in body if (match := _ADDRESS.match(str(cells[6])))]
    assert len(rows) > 300
    whole = [[cells[1], cells[2], cells[6]] for cells, _match in rows]
    split = [[cells[1], cells[2], *match.groups()] for cells, match in rows]
    head: list[Cell] = ["เลขทะเบียน", "ชื่อนิติบุคคล", "ที่อยู่"]
    expected = _outcomes(tmp_path, ("ก", [head, *whole]))
    changed = _outcomes(tmp_path, ("ก", [[*head, "ตำบล", "อำเภอ", "จังหวัด", "รหัสไปรษณีย์"], *split]))
    _same(expected, changed)


def _same(expected: Said, changed: Said) -> None:
    different = [pair for pair in zip(expected, changed, strict=True) if pair[0] != pair[1]]
    print(f"{len(expected)} rows, {len(different)} different")  # noqa: T201
    assert different == []
