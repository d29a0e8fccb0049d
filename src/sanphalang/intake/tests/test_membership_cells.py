"""Cells of lists of the network: years and spans of them however they are written, names, trainings."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.intake import membership_cells
from sanphalang.intake.cleaning import ASKS_FIRST, jsonable
from sanphalang.intake.membership_cells import MembershipRows, membership_cleaners, years_of_headings
from sanphalang.intake.organisation_cells import year_cell
from sanphalang.intake.tests.tables import PLACES, sample
from sanphalang.intake.understanding.memberships import MEMBERSHIPS
from sanphalang.intake.understanding.sheets import understand
from sanphalang.organisations.local_authorities import read_authority_name
from sanphalang.organisations.network_facts import Value, fact_of, key_of, news, training
from sanphalang.thai.digits import to_thai
from sanphalang.thai.key import match_key

READ = membership_cleaners(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("cell", "joined"),
    [
        ("2557", [None, 2014]),
        ("๒๕๕๗", [None, 2014]),
        (2557, [None, 2014]),
        (2557.0, [None, 2014]),
        ("พ.ศ. 2557", [None, 2014]),
        ("ปี 2557", [None, 2014]),
        ("ตั้งแต่ปี พ.ศ. 2557 เป็นต้นมา", [None, 2014]),
        ("2014", [None, 2014]),
        ("พ.ศ. 2557–2560", [2014, 2017]),
        ("๒๕๕๗ - ๒๕๖๐", [2014, 2017]),
        ("2557-60", [2014, 2017]),
        ("2557/2560", [2014, 2017]),
        ("ปี 2557 ถึง ปี 2560", [2014, 2017]),
        ("2557-2557", [None, 2014]),
        ("ปี พ.ศ. 2557 - ปี พ.ศ. 2560", [2014, 2017]),
        ("2557 – 2560 รวม 4 ปี", [2014, 2017]),
        ("-", None),
        ("", None),
    ],
)
def test_years_and_spans_are_read(cell: Any, joined: Value | None) -> None:
    read, noticed = READ["joined"](cell)
    assert read == joined
    assert {kind for kind, _detail in noticed} <= {"year_common_era"}


@pytest.mark.parametrize("field", ["joined", "left", "training_year"])
@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (date(2010, 12, 1), 2010),
        (date(2014, 10, 1), 2014),
        (datetime(2014, 10, 1), 2014),  # noqa: DTZ001 (as spreadsheets have it)
        (date(2557, 10, 1), 2014),
        ("2010-12-01", 2010),
        ("2014-10-01", 2014),
        ("2557-10-01", 2014),
        ("2557/10/1", 2014),
        ("๒๕๕๗-๑๐-๐๑", 2014),
        ("1/10/2557", 2014),
        ("01-10-2014", 2014),
        ("1 ต.ค. 2557", 2014),
        ("10/2557", 2014),
    ],
)
def test_a_date_tells_its_year(field: str, cell: Any, year: int) -> None:
    read, _noticed = READ[field](jsonable([cell])[0])
    assert read == ([None, year] if field == "joined" else year)


@pytest.mark.parametrize(
    "cell",
    [
        *("2560-2557", "นานแล้ว", "2599", "พ.ศ. 2557–2599", "2010-12", "2553-12", "2510-12"),
        *("01/10/2557-30/09/2560", "2557-2560-2561"),
        f"2557-2560 {'แล้วก็มีเรื่องอื่นอีก' * 4}",
    ],
)
def test_what_is_no_year_that_has_been_is_told(cell: str) -> None:
    read, noticed = READ["joined"](cell)
    assert read is None
    assert noticed


@pytest.mark.parametrize("cell", ["1 ต.ค. 2510 - 30 ก.ย. 2560", "1 Oct 2014 - 30 Sep 2017", "2557 - 2560 - 2561"])
def test_what_begins_like_a_span_of_years_and_is_none_asks_first(cell: str) -> None:
    read, noticed = READ["joined"](cell)
    assert read is None or read[0] is None
    assert "date_range" in {kind for kind, _detail in noticed} & ASKS_FIRST


class _Measured:
    """A pattern that notes how many letters it is given."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.longest = 0

    def search(self, text: str) -> re.Match[str] | None:
        self.longest = max(self.longest, len(text))
        return self._pattern.search(text)

    def sub(self, new: str, text: str) -> str:
        self.longest = max(self.longest, len(text))
        return self._pattern.sub(new, text)


@pytest.mark.parametrize("field", ["joined", "left", "training_year"])
@pytest.mark.parametrize(
    ("cell", "is_year"),
    [
        (f"2560-{' ' * 30_000}x", False),
        (f"2560{chr(0xA0) * 30_000}2561", False),
        (f"{' ' * 30_000}2560{' ' * 30_000}", True),
        ("2560" * 8_000, False),
        ("t" * 32_000, False),
        ("ปี " * 10_000, False),
        ("2560-" * 6_000, False),
    ],
)
def test_a_hostile_cell_reaches_no_pattern_in_its_length(
    monkeypatch: pytest.MonkeyPatch, field: str, cell: str, is_year: bool
) -> None:
    span, before = _Measured(membership_cells._SPAN), _Measured(membership_cells._BEFORE_A_YEAR)
    given_to: list[int] = [0]

    def measured(text: Any, today: date) -> Any:
        given_to.append(len(str(text)))
        return year_cell(text, today)

    monkeypatch.setattr(membership_cells, "_SPAN", span)
    monkeypatch.setattr(membership_cells, "_BEFORE_A_YEAR", before)
    monkeypatch.setattr(membership_cells, "year_cell", measured)
    read, noticed = READ[field](cell)
    assert (read is not None) == is_year
    assert bool(noticed) != is_year
    assert max(span.longest, before.longest, *given_to) <= 60


@given(st.integers(2500, 2568), st.integers(1, 20), st.sampled_from("-–/"), st.booleans())
def test_every_span_is_read_in_either_digits(first: int, years: int, between: str, thai: bool) -> None:
    last = min(first + years, 2568)
    text = f"{first}{between}{last}"
    since = None if first == last else first - 543
    assert READ["joined"](to_thai(text) if thai else text)[0] == [since, last - 543]


@given(st.text(max_size=200) | st.integers() | st.floats() | st.booleans())
def test_no_cell_breaks_the_reading(cell: Any) -> None:
    for read in READ.values():
        read(cell)


@pytest.mark.parametrize(
    ("cell", "name", "where"),
    [
        ("อบต.โพธิ์กลาง", "อบต.โพธิ์กลาง", None),
        ("เทศบาลตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา", "เทศบาลตำบลหมูสี", "อ.ปากช่อง จ.นครราชสีมา"),
        ("ทต.หมูสี (อำเภอปากช่อง)", "ทต.หมูสี", "อำเภอปากช่อง"),
        ("องค์การบริหารส่วนจังหวัดนครราชสีมา", "องค์การบริหารส่วนจังหวัดนครราชสีมา", None),
    ],
)
def test_a_place_behind_the_name_is_told_apart(cell: str, name: str, where: str | None) -> None:
    read, noticed = READ["name"](cell)
    assert (read["name"], read.get("where"), noticed) == (name, where, ())


@pytest.mark.parametrize(
    ("name", "kind", "kinds", "key"),
    [
        ("อบต.โพธิ์กลาง", "", {"sao"}, "โพธิ์กลาง"),
        ("โพธิ์กลาง", "อบต.", {"sao"}, "โพธิ์กลาง"),
        ("เทศบาลหมูสี", "", {"city", "town", "subdistrict_municipality"}, "หมูสี"),
        ("หมูสี", "", set(), "หมูสี"),
        ("อบต.โพธิ์กลาง", "หน่วยงาน", {"sao"}, "โพธิ์กลาง"),
        ("หมูสี", "เทศบาล", {"city", "town", "subdistrict_municipality"}, "หมูสี"),
        ("เทศบาลหมูสี", "เทศบาล", {"city", "town", "subdistrict_municipality"}, "หมูสี"),
        ("เทศบาลหมูสี", "หน่วยงาน", {"city", "town", "subdistrict_municipality"}, "หมูสี"),
        ("ทต.หมูสี", "เทศบาล", {"subdistrict_municipality"}, "หมูสี"),
        ("อบต.หมูสี", "เทศบาล", {"city", "town", "subdistrict_municipality"}, "อบต.หมูสี"),
        ("เทศบาล", "", set(), "เทศบาล"),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: str, kinds: set[str], key: str) -> None:
    found, keys = read_authority_name(name, kind)
    assert {str(each) for each in found} == kinds
    assert keys[0] == match_key(key)


def test_a_kind_that_is_none_means_nobody() -> None:
    assert read_authority_name("หมูสี", "หน่วยงาน") == (frozenset(), ())


@pytest.mark.parametrize(
    ("what", "stored", "said", "expected"),
    [
        ("joined", None, [None, 2014], "more"),
        ("joined", [None, 2014], [None, 2014], "none"),
        ("joined", [None, 2015], [2014, 2017], "none"),
        ("joined", [2014, 2017], [None, 2015], "more"),
        ("joined", [2014, 2017], [2016, 2019], "other"),
        ("joined", [None, 2014], [None, 2015], "other"),
        ("left", [2020], [2021], "other"),
        ("camp 2019", [None], [12], "more"),
        ("camp 2019", [12], [None], "none"),
        ("camp 2019", [12], [13], "other"),
    ],
)
def test_a_list_tells_nothing_new_or_more_or_something_else(
    what: str, stored: Value | None, said: Value, expected: str
) -> None:
    assert news(what, stored, said) == expected


def test_a_key_is_read_back() -> None:
    assert fact_of(key_of(17, training("camp", 2019))) == (17, "camp", 2019)
    assert fact_of(key_of(17, "joined")) == (17, "joined", 0)


@pytest.mark.parametrize("field", ["camp_people", "top_people", "training_people"])
def test_too_many_people_are_told_as_people_who_were_trained(field: str) -> None:
    assert READ[field]("123,456 คน") == (None, (("people_too_many", "123456"),))


def test_trainings_take_their_year_from_the_row_or_the_heading() -> None:
    values = {"camp_people": 12, "top_people": 3, "joined": [None, 2014]}
    years = years_of_headings([("camp_people", "ค่ายผู้นำ ปี ๒๕๖๒"), ("top_people", "สุดยอดผู้นำ"), (None, "ปี 2563")])
    found: list[tuple[str, str, str]] = []
    assert MembershipRows(years)(values, found) == []
    assert values["facts"] == {"joined": [None, 2014], "camp 2019": [12]}
    assert found == [("top_people", "training_without_year", "")]


def test_the_year_above_a_number_of_people_goes_before_that_of_the_row_s_training() -> None:
    values = {"training_kind": "camp", "training_year": 2019, "training_people": 12, "top_people": 3}
    assert MembershipRows({"top_people": 2020})(values, []) == []
    assert values["facts"] == {"camp 2019": [12], "top_leader 2020": [3]}


def understood(*table: tuple[object, ...]) -> tuple[tuple[int, ...], list[str | None]]:
    found = understand([sample(table)], MEMBERSHIPS, PLACES).tables[0]  # type: ignore[arg-type]
    return found.header.rows, [column.field for column in found.columns]


def test_a_sheet_with_titles_and_merged_headings_is_understood() -> None:
    rows = [(n, f"อบต.ทดลอง{n}", "เชียงคาน", "เลย", f"255{n % 8}", 10 + n, n % 3) for n in range(1, 30)]
    header, fields = understood(
        ("รายชื่อ อปท.เครือข่าย ภาคอีสาน", None, None, None, None, None, None),
        ("ข้อมูล ณ ปี ๒๕๖๓", None, None, None, None, None, None),
        ("ที่", "ชื่อ อปท.", "อำเภอ", "จังหวัด", "ปีที่เข้าร่วม", "ผู้ผ่านการอบรม", None),
        (None, None, None, None, None, "ค่ายผู้นำ (คน)", "สุดยอดผู้นำ (คน)"),
        *rows,
    )
    assert header == (3, 4)
    assert fields == ["sequence", "name", "district", "province", "joined", "camp_people", "top_people"]


def test_a_sheet_of_trainings_with_a_column_of_kinds_is_understood() -> None:
    rows = [
        (("อบต.", "เทศบาลตำบล")[n % 2], f"ทดลอง{n}", "เลย", "พ.ศ. 2557–2560", "ค่ายผู้นำ", "2562", f"{n} คน")
        for n in range(1, 30)
    ]
    _header, fields = understood(("ประเภท", "อปท.", "จังหวัด", "เข้าร่วมเมื่อ", "หลักสูตร", "ปีที่อบรม", "จำนวนคน"), *rows)
    assert fields == [
        *("authority_kind", "name", "province", "joined"),
        *("training_kind", "training_year", "training_people"),
    ]
