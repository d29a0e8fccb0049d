"""From the cells of a row to values, findings and doubts; no row breaks the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanphalang.intake.cleaning import Answers, RowReader, jsonable, place_columns, place_words, spelling_of
from sanphalang.intake.organisation_cells import organisation_cleaners
from sanphalang.thai.places import Context, Gazetteer

FIELDS = ("name", "members", "telephone", "founded", "address", "subdistrict", "district", "province", "village_no")
MUEANG = {"subdistrict": "ในเมือง", "district": "เมืองนครราชสีมา", "province": "นครราชสีมา"}
IN_MUEANG = {"place": 30_010_100, "place_level": "subdistrict"}


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_geothai()


def reader(
    *,
    fields: Sequence[str] = FIELDS,
    within: str = "",
    places: Mapping[str, str] | None = None,
    guesses: Mapping[str, bool] | None = None,
    escaped: bool = False,
) -> RowReader:
    return RowReader(
        dict(enumerate(fields)),
        organisation_cleaners({}, date(2026, 3, 1)),
        gazetteer=gazetteer(),
        context=Context(within),
        answers=Answers(places or {}, guesses or {}),
        escaped=escaped,
    )


def cells(**said: Any) -> list[Any]:
    return [said.get(name) for name in FIELDS]


@pytest.mark.parametrize(
    ("said", "values", "findings", "doubts"),
    [
        (MUEANG, IN_MUEANG, [], []),
        ({**MUEANG, "village_no": "หมู่ ๒"}, {**IN_MUEANG, "village_no": "2"}, [], []),
        ({**MUEANG, "address": "12/3 ม.2"}, {**IN_MUEANG, "village_no": "2", "address": "12/3 ม.2"}, [], []),
        ({**MUEANG, "district": "เมืองโคราช"}, IN_MUEANG, [], []),
        ({"province": "โคราช"}, {"place": 30_000_000, "place_level": "province"}, ["place_nickname"], []),
        ({"province": "ดาวอังคาร"}, {}, ["place_unknown_name", "place_unknown"], ["place_unknown"]),
        ({}, {}, ["place_unknown"], ["place_unknown"]),
        ({**MUEANG, "members": "ประมาณ 30"}, IN_MUEANG, ["count_about"], []),
        ({**MUEANG, "members": 30}, {**IN_MUEANG, "members": 30}, [], []),
        ({**MUEANG, "founded": "ไม่ทราบ"}, IN_MUEANG, [], []),
    ],
)
def test_a_row_is_read(said: dict[str, Any], values: dict[str, Any], findings: list[str], doubts: list[str]) -> None:
    row = reader().read(2, cells(**said))
    found = [kind for _field, kind, _detail in row.findings]
    assert (row.values, found, row.doubts) == (values, findings, doubts)


def test_a_list_of_a_province_places_what_says_nothing_there() -> None:
    row = reader(within="30").read(2, cells(name="กลุ่มทอผ้าบ้านสวย"))
    assert (row.values["place"], row.values["place_level"], row.doubts) == (30_000_000, "province", [])
    assert ("place", "place_from_context", "30") in row.findings


def test_the_title_of_a_section_places_its_rows() -> None:
    read = reader().read
    assert read(2, cells(subdistrict="หมูสี"), section="อำเภอปากช่อง จังหวัดนครราชสีมา").values["place"] == 30_210_500


def test_an_answer_for_a_spelling_and_a_correction_of_a_row_are_believed() -> None:
    words, _village_no = place_words(place_columns(dict(enumerate(FIELDS))), cells(province="ดาวอังคาร"))
    answered = reader(places={spelling_of(words): "3001"}).read(2, cells(province="ดาวอังคาร"))
    assert (answered.values["place"], answered.doubts) == (30_010_000, [])
    corrected = reader().read(2, cells(province="ดาวอังคาร"), {"place": "300101", "members": "7"})
    assert (corrected.values, corrected.doubts) == ({**IN_MUEANG, "members": 7}, [])


@pytest.mark.parametrize(("accepted", "members"), [(None, None), (False, None), (True, 30)])
def test_a_guess_is_used_once_it_is_accepted(accepted: bool | None, members: int | None) -> None:
    guesses = {} if accepted is None else {"count_about": accepted}
    row = reader(guesses=guesses).read(2, cells(**MUEANG, members="ประมาณ 30"))
    assert row.values.get("members") == members
    assert ("members", "count_about") in {(field, kind) for field, kind, _detail in row.findings}


def test_a_finding_never_tells_a_private_cell() -> None:
    row = reader().read(2, cells(**MUEANG, telephone="0123"))
    assert [(field, detail) for field, _kind, detail in row.findings] == [("telephone", "")]


@pytest.mark.parametrize(("escaped", "name"), [(True, "=กลุ่มทอผ้า"), (False, "'=กลุ่มทอผ้า")])
def test_an_apostrophe_of_our_own_exports_is_taken_off_text_lists_only(escaped: bool, name: str) -> None:
    assert reader(escaped=escaped).read(2, cells(name="'=กลุ่มทอผ้า")).values["name"] == name


CELL = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.text(alphabet="ม.ตอจ 0123456789๐๑๙²½/-", max_size=24),
    st.sampled_from(["ต.ในเมือง", "อ.เมือง", "จ.ขอนแก่น", "หมู่ ²", "2²", "กทม.", "#REF!", "๑๒๓๔๕"]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
)


@settings(max_examples=120, deadline=None)
@given(row=st.lists(CELL, max_size=len(FIELDS) + 2), within=st.sampled_from(["", "30", "10"]))
def test_no_row_breaks_the_reader_and_a_second_reading_says_the_same(row: list[Any], within: str) -> None:
    came, read = jsonable(row), reader(within=within)
    first = read.read(2, came)
    assert read.read(2, came) == first
    assert ("place" in first.values) == ("place_level" in first.values)
