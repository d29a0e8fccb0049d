"""Columns are recognised by their headers and by their contents, in any order and under any words."""

import pytest

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.tests.tables import FIELDS, HEADERS, NONSENSE, PLACES, made_up, sample, shuffled, synonyms
from sanphalang.intake.understanding.columns import ColumnGuess, header_likeness, remembered_keys
from sanphalang.intake.understanding.fields import FieldSet
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.intake.understanding.place_lists import LOCAL_AUTHORITIES, VILLAGES
from sanphalang.intake.understanding.places import PlaceNames
from sanphalang.intake.understanding.sheets import Table, understand
from sanphalang.thai.key import match_key

_SEEDS = range(8)


def _table(rows: list[list[Cell]], fields: FieldSet = ORGANISATIONS, places: PlaceNames = PLACES) -> Table:
    return understand([sample(rows)], fields, places).tables[0]


def _fields(rows: list[list[Cell]], fields: FieldSet = ORGANISATIONS, places: PlaceNames = PLACES) -> list[str | None]:
    return [guess.field for guess in _table(rows, fields, places).columns]


@pytest.mark.parametrize("seed", _SEEDS)
def test_columns_in_any_order(seed: int) -> None:
    rows, order = shuffled([list(HEADERS), *made_up(seed=seed)], seed)
    assert _fields(rows) == [FIELDS[column] for column in order]


@pytest.mark.parametrize("seed", _SEEDS)
def test_headers_in_other_words(seed: int) -> None:
    assert _fields([synonyms(ORGANISATIONS, FIELDS, seed), *made_up()]) == list(FIELDS)


@pytest.mark.parametrize("seed", _SEEDS)
def test_headers_that_say_nothing(seed: int) -> None:
    rows, order = shuffled([list(NONSENSE), *made_up(seed=seed)], seed)
    table = _table(rows)
    assert table.header.rows == (1,)
    assert [guess.field for guess in table.columns] == [FIELDS[column] for column in order]
    assert {reason.kind for guess in table.columns for reason in guess.reasons} == {"contents"}


@pytest.mark.parametrize("seed", _SEEDS)
def test_no_header(seed: int) -> None:
    rows, order = shuffled(made_up(seed=seed), seed)
    table = _table(rows)
    assert table.header.rows == ()
    assert [guess.field for guess in table.columns] == [FIELDS[column] for column in order]


@pytest.mark.parametrize("header", [["ชื่อกลุ่ม", "ที่อยู่"], ["aaa", "bbb"], ["ชื่อ", "ตำบล อำเภอ จังหวัด"], None])
@pytest.mark.parametrize("form", ["ต.{} อ.{} จ.{}", "{} {} {}", "{}, {}, {}", "ตำบล{}\nอำเภอ{}\nจังหวัด{}"])
def test_places_joined_in_one_column_are_an_address(form: str, header: list[Cell] | None) -> None:
    rows: list[list[Cell]] = [[cells[1], form.format(*cells[3:6])] for cells in made_up()]
    assert _fields([header, *rows] if header else rows) == ["name", "address"]


@pytest.mark.parametrize("header", [["ชื่อ", "ต.", "อ.", "จ."], None])
def test_places_with_their_markers_need_no_names_of_places(header: list[Cell] | None) -> None:
    rows: list[list[Cell]] = [[cells[1], f"ต.{cells[3]}", f"อ. {cells[4]}", f"จังหวัด{cells[5]}"] for cells in made_up()]
    found = _fields([header, *rows] if header else rows, places=PlaceNames())
    assert found == ["name", "subdistrict", "district", "province"]


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("โทรศัพท์", ["ไม่ทราบแน่ชัด", "สอบถามที่ อบต.", "ดูในแฟ้ม", "รอข้อมูล", "ยังไม่มีเลข"], None),
        ("อีเมล", ["a@b.co.th", "-", None, "c@d.com", "e@f.org"], "email"),
        ("หมู่ที่", [1, 5, 3, 12, 7], "village_no"),
        ("หมู่", ["ม.1", "หมู่ 2", "ม.4", "หมู่ที่ 9", "ม.2"], "village_no"),
        ("พิกัด", ["17.4861, 101.7223", "8.0862,98.9063", "14.97 102.08", "17.5,101.7", "8.1, 98.9"], "lat_lon"),
        ("จำนวนสมาชิก (คน)", [12, 35, "20 คน", 7, 110], "members"),
        ("ปีที่จัดตั้ง", [2548, 2550, "พ.ศ. 2561", 2539, 2555], "founded"),
        ("ทุนจดทะเบียน", [100000, 500000, 20000, 1000000, 30000], None),
        ("รหัสในสานพลัง", [1, 2, 5, 9, 14], "id"),
        ("Sanphalang ID", [1, 2, 5, 9, 14], "id"),
        ("id", [1, 2, 5, 9, 14], "source_ref"),
        ("รหัสในระบบ", [1, 2, 5, 9, 14], "source_ref"),
        ("Website", ["www.a.com", "https://b.or.th", "facebook.com/c", "-", "d.go.th"], "website"),
        ("สถานะ", ["ดำเนินการอยู่", "เลิกแล้ว", "ดำเนินการ", "ดำเนินการ", "ปกติ"], "status"),
        ("หมายเหตุ", ["เข้มแข็ง", None, None, None, "รอเยี่ยม"], "note"),
    ],
)
def test_one_column(header: str, values: list[Cell], field: str | None) -> None:
    names = [cells[1] for cells in made_up(len(values))]
    assert _fields([["ชื่อกลุ่ม", header], *([name, value] for name, value in zip(names, values, strict=True))]) == [
        "name",
        field,
    ]


def test_contents_that_contradict_a_header_are_told() -> None:
    rows: list[list[Cell]] = [["ชื่อกลุ่ม", "โทรศัพท์"], *([cells[1], "ดูในแฟ้ม"] for cells in made_up(10))]
    guess = _table(rows).columns[1]
    assert (guess.field, guess.confidence) == (None, 0.0)


def test_codes_are_not_taken_for_telephones() -> None:
    rows: list[list[Cell]] = [[f"42010{1 + row % 9}{row % 9 + 1:02d}", f"บ้านหนอง{row}"] for row in range(30)]
    assert _fields([["village_ID", "village_name"], *rows], VILLAGES) == ["code", "name"]


def test_local_authorities_have_fields_of_their_own() -> None:
    rows: list[list[Cell]] = [
        ["42", "เลย", "TAO", "นาซ่าว", "420301", "6420301"],
        ["81", "กระบี่", "PAO", "กระบี่", "810050", "2810101"],
    ]
    headers: list[Cell] = ["province_code", "province_th", "type", "name_th", "geocode", "dola_code"]
    assert _fields([headers, *rows], LOCAL_AUTHORITIES) == [
        "province_code",
        "province",
        "kind",
        "name",
        "geocode",
        "code",
    ]


def test_names_that_are_names_of_places_still_name_the_list() -> None:
    rows: list[list[Cell]] = [
        ["กุดป่อง", "เลย"],
        ["นาซ่าว", "เลย"],
        ["ด่านซ้าย", "เลย"],
        ["ปากน้ำ", "กระบี่"],
        ["หนองสาหร่าย", "เลย"],
    ]
    assert _fields(rows) == ["name", "province"]


_HEADERS = {
    "ชื่อสภาองค์กรชุมชนตำบล": "name",
    "ชื่อวิสาหกิจชุมชน/เครือข่าย": "name",
    "ตำบล/แขวง": "subdistrict",
    "อำเภอ/เขต": "district",
    "จังหวัดที่ตั้ง": "province",
    "หมู่บ้าน/ชุมชน": "village",
    "เบอร์โทรประธาน": "telephone",
    "โทร.": "telephone",
    "ชื่อหัวหน้ากลุ่ม": "contact_name",
    "ผู้ประสานงานกลุ่ม": "contact_name",
    "กิจกรรม/ผลิตภัณฑ์": "activity",
    "รหัสทะเบียนวิสาหกิจชุมชน": "registration_no",
    "จำนวนสมาชิก(คน)": "members",
    "วัน เดือน ปี ที่จดทะเบียน": "founded",
    "พิกัดละติจูด": "latitude",
    "หมายเหตุ/ข้อสังเกต": "note",
    "สังกัด อปท.": "local_authority",
    "เลขประจำตัวประชาชน": None,
    "งบประมาณ": None,
    "ทุนจดทะเบียน": None,
    "เขตเลือกตั้ง": None,
}


@pytest.mark.parametrize(("header", "field"), _HEADERS.items())
def test_headers_that_agencies_write(header: str, field: str | None) -> None:
    likeness = {each.name: header_likeness(header, each) for each in ORGANISATIONS.fields}
    best = max(likeness, key=lambda name: likeness[name])
    assert (best if likeness[best] else None) == field


def test_a_choice_made_before_comes_first() -> None:
    keys = remembered_keys([str(header) for header in HEADERS])
    chosen = {keys[2]: "note", keys[8]: None}
    table = understand([sample([list(HEADERS), *made_up()])], ORGANISATIONS, PLACES, chosen).tables[0]
    assert table.columns[2].field == "note"
    assert table.columns[8] == ColumnGuess(8, "โทรศัพท์", None, 1.0, table.columns[8].reasons)
    assert [reason.kind for reason in table.columns[8].reasons] == ["chosen_before"]


def test_a_choice_for_a_column_without_header_goes_by_its_position() -> None:
    table = understand([sample(made_up())], ORGANISATIONS, PLACES, {"#3": "note"}).tables[0]
    assert table.columns[2].field == "note"


@pytest.mark.parametrize("fields", [ORGANISATIONS, LOCAL_AUTHORITIES, VILLAGES], ids=lambda fields: str(fields.kind))
def test_no_word_says_two_fields(fields: FieldSet) -> None:
    words = [match_key(word) for each in fields.fields for word in each.words]
    assert "" not in words
    shared = {
        key for each in fields.fields for key in each.keys if sum(key in other.keys for other in fields.fields) > 1
    }
    assert shared == set()


_REGISTERED = [f"{day}/5/2566" for day in range(1, 13)]
_FOUNDED = [str(2540 + year) for year in range(12)]


def _dated(*columns: tuple[str, list[str]]) -> dict[str, str | None]:
    rows: list[list[Cell]] = [["ชื่อกลุ่ม", *(header for header, _cells in columns)]]
    rows += [[f"กลุ่มจักสานบ้านใหม่ {at}", *(cells[at] for _header, cells in columns)] for at in range(12)]
    return {guess.header: guess.field for guess in _table(rows).columns[1:]}


@pytest.mark.parametrize("founded", ["ปีที่ก่อตั้ง", "ปี พ.ศ. ที่จัดตั้ง", "ปีที่ก่อตั้งกลุ่ม", "ก่อตั้งเมื่อ"])
@pytest.mark.parametrize("registered", ["วันที่จดทะเบียน", "วันที่อนุมัติ", "วันจดแจ้ง"])
def test_a_founding_year_is_taken_before_a_registration_date(founded: str, registered: str) -> None:
    assert _dated((registered, _REGISTERED), (founded, _FOUNDED)) == {registered: None, founded: "founded"}
    assert _dated((founded, _FOUNDED), (registered, _REGISTERED)) == {registered: None, founded: "founded"}


def test_a_registration_date_is_taken_before_an_approval_and_where_no_founding_year_is() -> None:
    assert _dated(("วันที่อนุมัติ", _REGISTERED), ("วันที่จดทะเบียน", _REGISTERED)) == {
        "วันที่อนุมัติ": None,
        "วันที่จดทะเบียน": "founded",
    }
    assert _dated(("วันที่อนุมัติ", _REGISTERED)) == {"วันที่อนุมัติ": "founded"}
    assert _dated(("วันที่จดทะเบียน", _REGISTERED), ("ปีที่ก่อตั้ง", [""] * 12)) == {
        "วันที่จดทะเบียน": "founded",
        "ปีที่ก่อตั้ง": None,
    }
    wrong = ["ไม่ใช่ปี"] * 12
    assert _dated(("วันที่จดทะเบียน", _REGISTERED), ("ปีที่ก่อตั้ง", wrong))["วันที่จดทะเบียน"] == "founded"


def test_a_column_that_is_left_out_for_another_says_so() -> None:
    rows: list[list[Cell]] = [["ชื่อกลุ่ม", "โทรศัพท์", "โทรศัพท์", "ว่าง ๆ"]]
    rows += [[f"กลุ่มจักสาน {at}", f"08{at:08d}", f"09{at:08d}", f"ดี{at}"] for at in range(12)]
    reasons = [[(reason.kind, reason.detail) for reason in guess.reasons] for guess in _table(rows).columns]
    assert reasons[2] == [("other_column", "telephone")]
    assert reasons[3] == []
