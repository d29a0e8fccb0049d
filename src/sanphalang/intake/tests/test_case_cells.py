"""Cells of cases: goals however they are written, texts that may name somebody, kinds in people's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.intake.case_cells import LONGEST_TEXT, case_cleaners, finish_case
from sanphalang.intake.case_sameness import CaseDoubles, likeness
from sanphalang.intake.sameness import SURE
from sanphalang.knowledge.from_lists import KnownItem, joined_texts, texts_of
from sanphalang.thai.digits import to_thai

READ = case_cleaners(date(2026, 1, 1))
HERE: dict[str, Any] = {"place": 30010100, "place_level": "subdistrict"}


@given(
    st.lists(st.sampled_from(["1", "3", "5.b", "13.1", "17"]), unique=True, min_size=1), st.booleans(), st.booleans()
)
def test_goals_are_read_however_they_are_written(codes: list[str], thai: bool, named: bool) -> None:
    text = " / ".join(f"SDG {code}" if named else code for code in codes)
    read, noticed = READ["goals"](to_thai(text) if thai else text)
    assert (str(read).split(), noticed) == (codes, ())


@pytest.mark.parametrize(("text", "codes"), [("เป้าหมายที่ 3: สุขภาพดี", "3"), ("SDG 5.b: x; 13: y", "5.b 13")])
def test_a_goal_is_read_before_the_words_that_tell_of_it(text: str, codes: str) -> None:
    assert READ["goals"](text)[0] == codes


@pytest.mark.parametrize("text", ["นายกเทศมนตรีเป็นประธาน", "นายอำเภอมาเปิดงาน", "ที่อำเภอนางรอง", "แม่บ้าน 12 คน"])
def test_posts_and_places_are_no_names(text: str) -> None:
    assert READ["situation"](text) == (text, ())


@pytest.mark.parametrize("text", ["นายสมชายเป็นคนเริ่ม", "ริเริ่มโดย นาง มาลี", "(น.ส.ปราณี)"])
def test_a_name_is_told_and_not_quoted(text: str) -> None:
    assert READ["who"](text) == (text, (("names_somebody", ""),))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ชุมชนสุขภาวะ", "healthy_community"),
        ("ด้านเศรษฐกิจฐานราก", "grassroots_economy"),
        ("นวัตกรรมเพื่อสังคมเข้มแข็ง", "strong_society"),
        ("อื่นๆ", "other"),
        ("healthy_community", "healthy_community"),
    ],
)
def test_kinds_are_read_in_people_s_words(text: str, kind: str) -> None:
    assert READ["case_kind"](text) == ({"kind": kind}, ())


@given(st.text(max_size=300) | st.integers() | st.floats() | st.booleans())
def test_no_cell_is_too_strange(cell: Any) -> None:
    for read in READ.values():
        read(cell)


def test_a_text_that_is_too_long_is_shortened_and_told() -> None:
    text, noticed = READ["situation"]("น้ำ" * LONGEST_TEXT)
    assert (len(text), noticed[0][0]) == (LONGEST_TEXT, "text_shortened")


def test_texts_are_kept_in_one_column_and_joined_text_by_text() -> None:
    values: dict[str, Any] = {"name": "ก", "situation": "น้ำแล้ง", "goals": "6"}
    assert finish_case(values, []) == []
    joined = joined_texts(values["told"], joined_texts("", '{"result":"มีน้ำ"}'))
    assert texts_of(joined) == {"situation": "น้ำแล้ง", "goals": "6", "result": "มีน้ำ"}


@given(
    st.sampled_from([None, 2015, 2016]),
    st.sampled_from([None, 2015, 2016]),
    st.booleans(),
    st.sampled_from(["ธนาคารน้ำใต้ดิน", "ธนาคารน้ำใต้ดินบ้านโคก"]),
    st.sampled_from([30010100, 30010200, None]),
)
def test_only_the_same_title_place_and_year_of_a_list_is_sure(
    year: int | None, other: int | None, is_listed: bool, identity: str, place: int | None
) -> None:
    known = KnownItem(1, "ธนาคารน้ำใต้ดิน", "ธนาคารน้ำใต้ดิน", place, "subdistrict" if place else "", other, is_listed)
    answer = likeness({**HERE, "year": year}, identity, known)
    agree = year is None or other is None or year == other
    expected = identity == known.identity and place == HERE["place"] and is_listed and agree
    assert (answer.score >= SURE) == expected


def test_rows_of_a_file_are_one_case_by_title_place_and_year() -> None:
    doubles = CaseDoubles()
    rows = [
        {**HERE, "year": 2015, "told": "a"},
        {**HERE, "year": 2015, "told": "b"},
        {**HERE, "year": 2016, "told": "a"},
        {"place": 30000000, "place_level": "province", "year": 2015, "told": "a"},
        {"place": 30000000, "place_level": "province", "year": 2015, "told": "b"},
    ]
    leaders = [doubles.leader_of(number, CaseDoubles.key_of(row, "น้ำ")) for number, row in enumerate(rows)]
    assert leaders == [0, 0, 2, 3, 4]
