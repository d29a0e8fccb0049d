"""What each field of an organisation makes of a cell: the value, the findings, and never an error."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanphalang.intake.cleaning import NAME_READING, Cleaner, jsonable
from sanphalang.intake.organisation_cells import kind_words, organisation_cleaners

KINDS = [("savings_group", "กลุ่มออมทรัพย์", "Savings group"), ("other", "อื่น ๆ", "Other")]
TODAY = date(2026, 3, 1)


@cache
def cleaners() -> dict[str, Cleaner]:
    return organisation_cleaners(kind_words(KINDS), TODAY)


@pytest.mark.parametrize(
    ("field", "cell", "value", "findings"),
    [
        ("id", "๑๒", 12, []),
        ("id", 7, 7, []),
        ("id", "2²", None, []),
        ("id", "1" * 30, None, []),
        ("id", True, None, []),
        ("registration_no", " 0405558000310 ", "0405558000310", []),
        ("registration_no", 4.05555e30, None, ["digits_lost"]),
        ("registration_no", "#REF!", None, ["spreadsheet_error"]),
        ("source_ref", "ไม่มี", None, []),
        ("source_ref", "ก" * 61, "ก" * 60, ["text_shortened"]),
        ("kind", "กลุ่มออมทรัพย์", "savings_group", []),
        ("kind", "savings_group", "savings_group", []),
        ("kind", "ดาวเทียม", None, ["kind_unknown"]),
        ("telephone", "000-012-3456", "0000-123-456", []),
        ("email", "a@b.th", "a@b.th", []),
        ("email", "a(at)b", None, ["email_not_understood"]),
        ("members", "๓๕ คน", 35, []),
        ("members", 2_000_001, None, ["count_too_large"]),
        ("members", -3, None, ["count_negative"]),
        ("founded", "2555", 2012, []),
        ("founded", "2599", None, ["year_in_future"]),
        ("confirmed_on", "1/2/2568", "2025-02-01", []),
        ("confirmed_on", "2025-02-01", "2025-02-01", []),
        ("activity", "ผ้าไหม\n-\n ผ้าฝ้าย ", "ผ้าไหม\nผ้าฝ้าย", []),
        ("activity", "-", None, []),
        ("status", "เลิกกิจการ", "closed", []),
        ("status", "ลอยตัว", None, ["status_unknown"]),
        ("latitude", "๑๔.๙๗°N", 14.97, []),
        ("latitude", 0, None, []),
        ("latitude", 102.1, None, ["coordinates_outside"]),
        ("longitude", "ตะวันออก", None, ["coordinates_not_understood"]),
        ("lat_lon", "14.97, 102.1", {"latitude": 14.97, "longitude": 102.1}, []),
        ("lat_lon", "14.97", None, ["coordinates_not_understood"]),
        ("lat_lon", "102.1 14.97", None, ["coordinates_outside", "coordinates_outside"]),
    ],
)
def test_a_cell_is_read(field: str, cell: Any, value: Any, findings: list[str]) -> None:
    read, noticed = cleaners()[field](cell)
    assert (read, [kind for kind, _detail in noticed]) == (value, findings)


def test_a_name_tells_its_kind() -> None:
    value, findings = cleaners()["name"](" กลุ่มออมทรัพย์บ้านดอนแก้ว ")
    assert value["name"] == "กลุ่มออมทรัพย์บ้านดอนแก้ว"
    assert value[NAME_READING][:2] == ["savings_group", "กลุ่มออมทรัพย์บ้านดอนแก้ว"]
    assert findings == ()


CELLS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789๐๑๒๙²½Ⅷ٣.,-/ ()+eE", max_size=24),
    st.sampled_from(["#N/A", "nan", "inf", "-inf", "1e999", "2²", "ⅳ/๑/2560", "0x10", "1_000", "๓๕ คน", "12:30"]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@settings(max_examples=150, deadline=None)
@given(cell=CELLS)
def test_no_cell_breaks_a_cleaner(cell: Any) -> None:
    (came,) = jsonable([cell])
    for field, cleaner in cleaners().items():
        value, findings = cleaner(came)
        assert all(isinstance(kind, str) and isinstance(detail, str) for kind, detail in findings), field
        assert value != "", field


@given(
    st.text(" -–.()[]/\u200b", max_size=4),
    st.sampled_from(["ไม่มี", "ไม่ระบุ", "ไม่ทราบ", "ไม่มีข้อมูล", "N/A", "None", "null", ""]),
    st.text(" -–.()[]/\u200b", max_size=4),
)
def test_what_says_that_there_is_nothing_is_nothing_however_it_is_decorated(before: str, word: str, after: str) -> None:
    assert cleaners()["contact_name"](f"{before}{word}{after}") == (None, ())
