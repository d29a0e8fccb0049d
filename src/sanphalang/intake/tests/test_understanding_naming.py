"""Which cell names the organisation where products and groups share a list."""

import pytest

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.tests.tables import PLACES, made_up, sample
from sanphalang.intake.understanding.naming import NameChoice, NameRule, choose_name
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.intake.understanding.sheets import understand

_RULE = NameRule(1, 0)


@pytest.mark.parametrize(
    ("product", "seller", "choice"),
    [
        ("ไข่เค็ม", "กลุ่มแม่บ้านหนองบัว", NameChoice("กลุ่มแม่บ้านหนองบัว", 1, "named")),
        ("กลุ่มไข่เค็ม", "กลุ่มแม่บ้านหนองบัว", NameChoice("กลุ่มแม่บ้านหนองบัว", 1, "named")),
        ("กลุ่มไข่เค็ม", "ร้านค้าชุมชน", NameChoice("กลุ่มไข่เค็ม", 0, "other_column_names_group")),
        ("กลุ่มไข่เค็ม", None, NameChoice("กลุ่มไข่เค็ม", 0, "other_column_names_group")),
        ("ไข่เค็ม", "ร้านป้าชุ", NameChoice("ร้านป้าชุ", 1, "named")),
        ("ไข่เค็ม", "นางชุ ใจดี", NameChoice("นางชุ ใจดี", 1, "person")),
        ("ไข่เค็มป้าชุ", None, NameChoice("ไข่เค็มป้าชุ", 0, "other_column")),
        ("ไข่เค็มป้าชุ", "-", NameChoice("ไข่เค็มป้าชุ", 0, "other_column")),
        ("ไข่เค็มป้าชุ", "จำหน่ายตามงานแสดงสินค้า OTOP", NameChoice("ไข่เค็มป้าชุ", 0, "other_column")),
        ("ไข่เค็มป้าชุ", "บ้านหนองบัว ม.3 ต.กุดป่อง", NameChoice("ไข่เค็มป้าชุ", 0, "other_column")),
        ("ไข่เค็ม", "บ้านขนมแม่สวย", NameChoice("บ้านขนมแม่สวย", 1, "named")),
        (None, "  ", NameChoice("", 0, "other_column")),
    ],
)
def test_who_is_named(product: Cell, seller: Cell, choice: NameChoice) -> None:
    assert choose_name((product, seller), _RULE) == choice


def test_one_column_alone_names_as_it_stands() -> None:
    assert choose_name(("กลุ่ม", "  นางชุ  ใจดี "), NameRule(1)) == NameChoice("นางชุ ใจดี", 1, "named")


def _products(blank_every: int) -> list[list[Cell]]:
    return [
        [cells[2], None if blank_every and at % blank_every == 0 else cells[1], cells[4], cells[5]]
        for at, cells in enumerate(made_up())
    ]


@pytest.mark.parametrize("header", [["ชื่อสินค้า", "ชื่อสถานที่จัดจำหน่าย", "อำเภอ", "จังหวัด"], ["aa", "bb", "cc", "dd"], None])
@pytest.mark.parametrize(("blank_every", "rule"), [(4, NameRule(1, 0)), (0, NameRule(1))])
def test_the_column_that_holds_groups_names_them(blank_every: int, rule: NameRule, header: list[Cell] | None) -> None:
    rows = _products(blank_every)
    table = understand([sample([header, *rows] if header else rows)], ORGANISATIONS, PLACES).tables[0]
    assert table.name_rule == rule
    assert [guess.field for guess in table.columns] == ["activity", "name", "district", "province"]
