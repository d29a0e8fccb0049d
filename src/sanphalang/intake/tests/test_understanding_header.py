"""The header is found under titles, over two rows, with line breaks and merged cells, or not at all."""

import pytest

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.tests.tables import FIELDS, HEADERS, PLACES, made_up, sample
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.intake.understanding.sheets import SaidHeader, Table, understand

_WIDTH = len(HEADERS)


def _row(**cells: Cell) -> list[Cell]:
    """Return a row with cells at some columns: ``c0`` is the first."""
    return [cells.get(f"c{column}") for column in range(_WIDTH)]


def _table(rows: list[list[Cell]]) -> Table:
    return understand([sample(rows)], ORGANISATIONS, PLACES).tables[0]


def test_titles_above_are_kept_as_titles() -> None:
    rows: list[list[Cell]] = [
        _row(c0="รายชื่อกลุ่มองค์กรชุมชน"),
        _row(c0="จังหวัดเลย", c5="ปี 2566"),
        _row(),
        list(HEADERS),
        *made_up(),
    ]
    table = _table(rows)
    assert table.header.rows == (4,)
    assert table.header.titles == ("รายชื่อกลุ่มองค์กรชุมชน", "จังหวัดเลย ปี 2566")
    assert [guess.field for guess in table.columns] == list(FIELDS)


def test_a_title_merged_over_every_cell_is_said_once() -> None:
    rows: list[list[Cell]] = [["รายชื่อกลุ่มในจังหวัดเลย"] * _WIDTH, list(HEADERS), *made_up()]
    table = _table(rows)
    assert table.header.titles == ("รายชื่อกลุ่มในจังหวัดเลย",)
    assert table.header.rows == (2,)


def test_a_header_of_two_rows_with_merged_groups() -> None:
    upper = _row(c0="ลำดับ", c1="ชื่อกลุ่ม", c2="สินค้า", c3="ที่อยู่", c7="การติดต่อ", c9="วันที่จัดตั้ง", c10="พิกัด")
    lower = _row(c3="ตำบล", c4="อำเภอ", c5="จังหวัด", c6="รหัสไปรษณีย์", c7="ประธาน", c8="โทรศัพท์")
    lower[10:] = ["ละติจูด", "ลองจิจูด"]
    table = _table([_row(c0="รายชื่อกลุ่ม"), upper, lower, *made_up()])
    assert table.header.rows == (2, 3)
    assert table.header.texts == HEADERS
    assert [guess.field for guess in table.columns] == list(FIELDS)


def test_two_columns_of_one_name_are_told_apart_by_the_title_above() -> None:
    upper: list[Cell] = ["กลุ่ม", None, "ประธาน", None]
    lower: list[Cell] = ["ชื่อ", "โทรศัพท์", "ชื่อ", "โทรศัพท์"]
    rows: list[list[Cell]] = [[cells[1], cells[8], cells[7], cells[8]] for cells in made_up()]
    table = _table([upper, lower, *rows])
    assert table.header.texts == ("กลุ่ม ชื่อ", "กลุ่ม โทรศัพท์", "ประธาน ชื่อ", "ประธาน โทรศัพท์")
    assert [guess.field for guess in table.columns][::2] == ["name", "contact_name"]


@pytest.mark.parametrize(
    "ruin", [str.upper, lambda text: f" {text}\n(โปรดระบุ) ", lambda text: text[:2] + "\n" + text[2:]]
)
def test_line_breaks_and_remarks_in_headers(ruin: object) -> None:
    assert callable(ruin)
    table = _table([[ruin(header) for header in HEADERS], *made_up()])
    assert table.header.rows == (1,)
    assert [guess.field for guess in table.columns] == list(FIELDS)


def test_one_column_of_names_without_header() -> None:
    assert _table([["วัดกลาง"], ["วัดเหนือ"], ["วัดใต้"], ["วัดป่า"]]).header.rows == ()


def test_one_column_of_names_with_header() -> None:
    assert _table([["ชื่อวัด"], ["วัดกลาง"], ["วัดเหนือ"], ["วัดใต้"]]).header.rows == (1,)


def test_values_that_are_words_for_fields_make_no_header() -> None:
    """Kinds called กลุ่ม and เทศบาล stand in data; the rows above them must not be lost as titles."""
    rows: list[list[Cell]] = [
        [cells[1], ("กลุ่ม", "ชมรม")[at % 2], ("เทศบาล", "อบต.")[at % 3 > 0]] for at, cells in enumerate(made_up())
    ]
    assert _table(rows).header.rows == ()


def test_a_first_row_with_gaps_is_still_data() -> None:
    rows = made_up()
    rows[0][7:9] = ["-", None]
    assert _table(rows).header.rows == ()


def _said(rows: list[list[Cell]], row: int) -> Table:
    return understand([sample(rows)], ORGANISATIONS, PLACES, said=SaidHeader(0, row)).tables[0]


def test_a_row_pointed_at_is_the_header_although_another_has_more_words() -> None:
    """A form's own little table stands above the list, under better headings than the list has."""
    odd: list[Cell] = [f"ช่องที่ {column}" for column in range(1, _WIDTH + 1)]
    form: list[list[Cell]] = [list(HEADERS), _row(c1="กลุ่มตัวอย่าง", c3="กุดป่อง"), _row()]
    rows = [*form, odd, *made_up()]
    assert _table(rows).header.rows == (1,)
    table = _said(rows, 4)
    assert table.header.rows == (4,)
    assert table.header.texts == tuple(odd)
    assert table.column_of("telephone") == FIELDS.index("telephone")
    assert table.column_of("name") == 1


def test_a_list_said_to_have_no_header_begins_with_its_first_row() -> None:
    table = _said([list(row) for row in made_up()], 0)
    assert (table.header.rows, set(table.header.texts)) == ((), {""})
    assert table.column_of("name") == 1


def test_a_row_of_values_pointed_at_gives_no_headings() -> None:
    rows: list[list[Cell]] = [list(HEADERS), *made_up()]
    table = _said(rows, 3)
    assert table.header.rows == (3,)
    assert set(table.header.texts) == {""}
    assert table.column_of("telephone") == FIELDS.index("telephone")


def test_a_row_of_names_alone_pointed_at_gives_no_headings() -> None:
    people: list[list[Cell]] = [[f"สมศรี {word}ตัวอย่าง", "กุดป่อง"] for word in "กขคงจฉชซฌ"]
    rows: list[list[Cell]] = [["ใคร", "ที่ไหน"], *people]
    assert _said(rows, 1).header.texts == ("ใคร", "ที่ไหน")
    assert set(_said(rows, 2).header.texts) == {""}


def test_a_blank_row_pointed_at_divides_the_titles_from_the_list() -> None:
    rows: list[list[Cell]] = [_row(c0="รายชื่อกลุ่ม"), _row(), *made_up()]
    table = _said(rows, 2)
    assert table.header.rows == (2,)
    assert table.header.titles == ("รายชื่อกลุ่ม",)
