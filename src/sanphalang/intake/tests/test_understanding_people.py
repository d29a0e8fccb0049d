"""The columns of lists of people are recognised: in any order, under other headings, under none, names in parts."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.tests.people_lists import citizen_id
from sanphalang.intake.tests.tables import PLACES, Table, sample, shuffled, synonyms
from sanphalang.intake.understanding.people import PEOPLE
from sanphalang.intake.understanding.sheets import understand

GIVEN, SURNAMES = ("สมศรี", "สมชาย", "มาลี", "ปราณี", "ดำรง", "บุญมี", "วิไล"), ("สมมติ", "ตัวอย่าง", "จำลอง", "ทดลอง")
TITLES = ("นาย", "นาง", "นางสาว", "ว่าที่ ร.ต.")
TOWNS = (("กุดป่อง", "เมืองเลย", "เลย"), ("นาซ่าว", "เชียงคาน", "เลย"), ("ปากน้ำ", "เมืองกระบี่", "กระบี่"))
HEADERS: tuple[str, ...] = ("ลำดับ", "ชื่อ-สกุล", "เลขบัตรประชาชน", "เบอร์โทร", "วันเดือนปีเกิด", "บทบาท", "ตำแหน่ง", "อายุ")
HEADERS += ("ที่อยู่", "ตำบล", "อำเภอ", "จังหวัด", "อีเมล", "หมายเหตุ")
FIELDS: tuple[str, ...] = ("sequence", "name", "citizen_id", "telephone", "birth_date", "role", "position", "age")
FIELDS += ("address", "subdistrict", "district", "province", "email", "note")


def _surname(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(("", "กุล", "วงศ์", "ทอง", "ดี")) + chance.choice(("", "งาม", "สกุล"))


def _given(chance: random.Random) -> str:
    return chance.choice(GIVEN) + chance.choice(("", "พร", "ศักดิ์", "ชัย", "ลักษณ์", "รัตน์"))


def made_up(count: int = 60, seed: int = 1) -> Table:
    chance = random.Random(seed)
    rows: Table = []
    for number in range(1, count + 1):
        subdistrict, district, province = chance.choice(TOWNS)
        name = f"{chance.choice(TITLES)}{_given(chance)} {_surname(chance)}"
        rows.append(
            [
                *(
                    number,
                    name,
                    citizen_id(number),
                    chance.choice((f"0000{number * 7919 % 10**6:06d}", 810000000 + number)),
                ),
                f"{number % 28 + 1}/{number % 12 + 1}/25{10 + number % 40}",
                chance.choice(("ผู้นำชุมชน", "จิตอาสา", "วิทยากรกระบวนการ")),
                chance.choice(("ผู้ใหญ่บ้าน", "กรรมการ", "", "ประธาน")),
                20 + number % 50,
                f"{number}/1 หมู่ {number % 9 + 1} ถนนลับเฉพาะ",
                *(subdistrict, district, province),
                f"p{number}@private.example",
                "",
            ]
        )
    return rows


def _fields(table: Sequence[Sequence[Cell]]) -> tuple[str | None, ...]:
    return tuple(guess.field for guess in understand([sample(table)], PEOPLE, PLACES).tables[0].columns)


@pytest.mark.parametrize("seed", range(5))
def test_in_any_order(seed: int) -> None:
    table, order = shuffled([list(HEADERS), *made_up(seed=seed)], seed)
    assert _fields(table) == tuple(FIELDS[column] for column in order)


@pytest.mark.parametrize("seed", range(5))
def test_under_other_words(seed: int) -> None:
    assert _fields([synonyms(PEOPLE, FIELDS, seed), *made_up(seed=seed)]) == FIELDS


def test_under_titles_and_with_totals() -> None:
    titles: Table = [["บัญชีรายชื่อผู้นำชุมชน จังหวัดเลย"], ["ข้อมูล ณ วันที่ 1 มกราคม 2569"], []]
    table: Table = [*titles, list(HEADERS), *made_up(20), [None, "รวม 20 คน"]]
    found = understand([sample(table)], PEOPLE, PLACES).tables[0]
    assert tuple(guess.field for guess in found.columns) == FIELDS
    assert found.header.rows == (4,)


@pytest.mark.parametrize("seed", range(5))
def test_without_headings_by_what_the_cells_look_like(seed: int) -> None:
    told = {"name", "citizen_id", "telephone", "role", "address", "subdistrict", "district", "province", "email"}
    found = _fields(made_up(seed=seed))
    assert {name for name in found if name} >= told
    assert [found.index(name) for name in sorted(told)] == [FIELDS.index(name) for name in sorted(told)]


def _split(row: Sequence[Cell]) -> list[Cell]:
    given, surname = str(row[1]).rsplit(" ", 1)
    title = next(title for title in TITLES if given.startswith(title))
    return [row[0], title, given.removeprefix(title), surname, *row[2:]]


@pytest.mark.parametrize("header", [("คำนำหน้า", "ชื่อ", "นามสกุล"), ("ยศ", "ชื่อตัว", "สกุล"), ("ชื่อ-สกุล", "", "")])
def test_a_name_in_three_columns(header: tuple[str, ...]) -> None:
    table: Table = [[HEADERS[0], *header, *HEADERS[2:]], *map(_split, made_up())]
    assert _fields(table)[1:4] == ("title", "name", "surname")


def test_a_name_in_three_columns_without_headings() -> None:
    assert _fields([*map(_split, made_up())])[1:4] == ("title", "name", "surname")
