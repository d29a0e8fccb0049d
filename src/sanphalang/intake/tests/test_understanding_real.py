"""Real lists, as they came and as people change them: the same columns, and every row accounted for.

They lie beside the repository, never in it; where they are absent these tests say so and are skipped.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path

import geothai
import pytest

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.reading.workbook import open_table_file
from sanphalang.intake.tests.tables import NONSENSE, Table, sample, shuffled, synonyms
from sanphalang.intake.understanding.naming import NameRule, choose_name
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.intake.understanding.place_lists import VILLAGES
from sanphalang.intake.understanding.places import PlaceNames
from sanphalang.intake.understanding.rows import classify_row
from sanphalang.intake.understanding.sheets import understand

_DATA = Path(__file__).parents[4].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not _DATA.is_dir(), reason=f"The real lists are not at {_DATA}; nothing was checked on them."
)

_BUSINESS = ("sequence", "registration_no", "name", "founded", None, "activity", "address")
_SCHOOLS = ("name", "subdistrict", "district", "province", None)
_PRODUCTS = (
    "activity",
    "local_authority",
    "district",
    "province",
    "name",
    "address",
    "telephone",
    "latitude",
    "longitude",
)
_AUTHORITIES = ("place_code", "province", "kind", "name", None, None, "source_ref", None, None)
FILES: dict[str, tuple[tuple[str | None, ...], int]] = {
    "community_products/community_products_40_provinces.xlsx": (_PRODUCTS, 1),
    "business_registrations/99_201501.csv": (_BUSINESS, 3),
    "business_registrations/99_201504.csv": (_BUSINESS, 3),
    "business_registrations/99_201507.csv": (_BUSINESS, 3),
    "business_registrations/99_201510.csv": (_BUSINESS, 3),
    "schools/ลำพูน.csv": (_SCHOOLS, 1),
    "schools/กรุงเทพมหานคร.csv": (_SCHOOLS, 1),
    "schools/นครราชสีมา.csv": (_SCHOOLS, 1),
    "local_authorities/lao_dola_2560-03.csv": (_AUTHORITIES, 1),
    "temples/kalasin.csv": (("name",), 0),
}
"""File -> the fields of its columns, and the row of its header."""


@cache
def _places() -> PlaceNames:
    provinces = geothai.provinces()
    districts = [district for province in provinces for district in geothai.districts(province.code)]
    subdistricts = [subdistrict for district in districts for subdistrict in geothai.subdistricts(district.code)]
    return PlaceNames.of(
        provinces=[each.name_th for each in provinces],
        districts=[each.name_th for each in districts],
        subdistricts=[each.name_th for each in subdistricts],
        codes=[each.code for level in (provinces, districts, subdistricts) for each in level],
    )


@cache
def _rows(name: str) -> tuple[tuple[Cell, ...], ...]:
    """Return the file's first rows, from the header on."""
    fields, header = FILES[name]
    with open_table_file(_DATA / name, original_name=name) as book:
        rows = [row.cells for row in islice(book.rows(0), 400) if row.number >= header]
    return tuple((*cells, *[None] * (len(fields) - len(cells)))[: len(fields)] for cells in rows)


def _body(name: str) -> Table:
    return [list(cells) for cells in _rows(name)[bool(FILES[name][1]) :]]


def _found(table: Table) -> list[str | None]:
    fields = [guess.field for guess in understand([sample(table)], ORGANISATIONS, _places()).tables[0].columns]
    return fields + [None] * (max(map(len, table)) - len(fields))


def _said_by_contents(name: str) -> list[str | None]:
    """Return the fields that can be known without headers: a foreign code looks like any number."""
    return [field if field != "source_ref" else None for field in FILES[name][0]]


@pytest.mark.parametrize("name", FILES)
def test_as_it_came(name: str) -> None:
    fields, header = FILES[name]
    with open_table_file(_DATA / name, original_name=name) as book:
        table = understand(book.samples(), ORGANISATIONS, _places()).tables[0]
    found = [guess.field for guess in table.columns]
    assert tuple(found) == fields[: len(found)]
    assert set(fields[len(found) :]) <= {None}
    assert table.header.rows == ((header,) if header else ())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FILES)
def test_columns_shuffled(name: str, seed: int) -> None:
    table, order = shuffled([list(cells) for cells in _rows(name)], seed)
    assert _found(table) == [FILES[name][0][column] for column in order]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FILES)
def test_headers_in_other_words(name: str, seed: int) -> None:
    fields = FILES[name][0]
    assert _found([synonyms(ORGANISATIONS, fields, seed), *_body(name)]) == list(fields)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FILES)
def test_headers_that_say_nothing(name: str, seed: int) -> None:
    fields = _said_by_contents(name)
    table, order = shuffled([list(NONSENSE[: len(fields)]), *_body(name)], seed)
    assert _found(table) == [fields[column] for column in order]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FILES)
def test_no_header(name: str, seed: int) -> None:
    fields = _said_by_contents(name)
    table, order = shuffled(_body(name), seed)
    assert _found(table) == [fields[column] for column in order]


def _padded(width: int, *cells: Cell) -> list[Cell]:
    return [*cells, *[None] * (width - len(cells))][:width]


@pytest.mark.parametrize("name", FILES)
def test_titles_repeated_headers_sections_totals_and_notes(name: str) -> None:
    fields, header_row = FILES[name]
    width, name_column = len(fields), fields.index("name")
    header: list[Cell] = list(_rows(name)[0]) if header_row else ["ชื่อวัด"]
    blank = _padded(width)
    marked: list[tuple[list[Cell], str]] = [
        (_padded(width, *["รายชื่อประจำปี 2566"] * width), "note"),
        (_padded(width, "ทั่วประเทศ"), "note"),
        (blank, "blank"),
        (header, "header"),
    ]
    for at, cells in enumerate(_body(name), 1):
        marked.append((cells, "data"))
        marked += [(header, "header")] * (at % 40 == 0) + [(blank, "blank")] * (at % 30 == 0)
        marked += [(_padded(width, "จังหวัดเลย"), "section")] * (at % 25 == 0)
    marked.append((_padded(width, *[None] * name_column, "รวมทั้งสิ้น 396 แห่ง"), "total"))
    marked.append((_padded(width, "หมายเหตุ ข้อมูล ณ วันที่ 1 มกราคม 2566"), "note"))
    marked.append(([*[None] * (width - 1), "(นายดำ แสงทอง)"], "note"))
    table = understand([sample([cells for cells, _ in marked])], ORGANISATIONS, _places()).tables[0]
    assert [guess.field for guess in table.columns][: len(fields)] == list(fields)[: len(table.columns)]
    wrong = [
        (number, kind, found, cells)
        for number, (cells, kind) in enumerate(marked, 1)
        if (found := classify_row(number, cells, table.rules).kind) != kind
    ]
    assert wrong == []


_JOINED: dict[str, Callable[[list[Cell]], str]] = {
    "marked": lambda cells: f"ต.{cells[1]} อ.{cells[2]} จ.{cells[3]}",
    "bare": lambda cells: f"{cells[1]} {cells[2]} {cells[3]}",
    "commas": lambda cells: f"{cells[1]}, {cells[2]}, {cells[3]}",
}


@pytest.mark.parametrize("header", [["name", "ที่อยู่"], ["aaa", "bbb"], None])
@pytest.mark.parametrize("form", _JOINED)
def test_places_of_schools_joined(form: str, header: list[Cell] | None) -> None:
    rows: Table = [[cells[0], _JOINED[form](cells)] for cells in _body("schools/ลำพูน.csv")]
    assert _found([header, *rows] if header else rows) == ["name", "address"]


_ADDRESS = re.compile(r"^(.*?)\s*(?:ต\.|แขวง)(\S+) (?:อ\.|เขต)(\S+) (?:จ\.)?(\S+) (\d{5})$")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("header", [True, False])
def test_places_of_businesses_split(seed: int, header: bool) -> None:
    rows: Table = [
        [*cells[:6], *match.groups()]
        for cells in _body("business_registrations/99_201501.csv")
        if (match := _ADDRESS.match(str(cells[6])))
    ]
    assert len(rows) > 300
    fields = [*_BUSINESS, "subdistrict", "district", "province", "postal_code"]
    table, order = shuffled([list(NONSENSE[: len(fields)]), *rows] if header else rows, seed)
    assert _found(table) == [fields[column] for column in order]


_ROWS = {"schools": 36_249, "business_registrations": 21_163, "temples": 2_664, "community_products": 3_372}
_ROWS["local_authorities"] = 7_852


@pytest.mark.parametrize("folder", _ROWS)
def test_every_row_is_accounted_for(folder: str) -> None:
    kinds: Counter[str] = Counter()
    for path in sorted(_DATA.joinpath(folder).iterdir()):
        if path.suffix in (".csv", ".xlsx"):
            with open_table_file(path, original_name=path.name) as book:
                table = understand(book.samples(), ORGANISATIONS, _places()).tables[0]
                kinds.update(classify_row(row.number, row.cells, table.rules).kind for row in book.rows(0))
    assert kinds["data"] == _ROWS[folder]
    assert set(kinds) <= {"data", "header", "note"}


def test_villages() -> None:
    path = _DATA / "villages" / "bmn59.village_name.csv"
    with open_table_file(path, original_name=path.name) as book:
        table = understand(book.samples(), VILLAGES, _places()).tables[0]
        rows = sum(classify_row(row.number, row.cells, table.rules).kind == "data" for row in book.rows(0))
    assert [guess.field for guess in table.columns] == ["code", "name"]
    assert rows == 92_622


def test_products_are_named_by_the_group_that_makes_them() -> None:
    """The name is where groups are named most; the product stands in where nothing else names anybody."""
    path = _DATA / "community_products" / "community_products_40_provinces.xlsx"
    with open_table_file(path, original_name=path.name) as book:
        table = understand(book.samples(), ORGANISATIONS, _places()).tables[0]
        assert table.name_rule == NameRule(column=4, other=0)
        reasons = Counter(choose_name(row.cells, table.name_rule).reason for row in book.rows(0))
        nameless = sum(not choose_name(row.cells, table.name_rule).text for row in book.rows(0))
    print(f"community_products: names by reason {dict(reasons)}, rows without a name {nameless}")  # noqa: T201
    assert nameless / reasons.total() < 0.001
