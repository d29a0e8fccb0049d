"""How rows of lists of local authorities and villages are read: code, kind, place, and what is doubtful."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanphalang.intake.reference_kinds import local_authorities_reference, villages_reference
from sanphalang.intake.reference_lists import ReferenceList

pytestmark = pytest.mark.django_db

MUEANG_KORAT = {"district": "เมืองนครราชสีมา", "province": "นครราชสีมา"}


@pytest.mark.parametrize(
    ("cells", "columns", "doubts"),
    [
        (
            {"code": "6300101", "kind": "อบต.", "name": "โพธิ์กลาง", "geocode": "300102"},
            {"name": "โพธิ์กลาง", "kind": "sao", "place": 30010200, "place_level": "subdistrict"},
            [],
        ),
        (
            {"code": "6300101", "kind": "TAO", "name": "โพธิ์กลาง", "geocode": "300160"},
            {"name": "โพธิ์กลาง", "kind": "sao", "place": 30010200, "place_level": "subdistrict"},
            [],
        ),
        (
            {"code": "2300101", "kind": "อบจ.", "name": "นครราชสีมา", "geocode": "300150"},
            {"name": "นครราชสีมา", "kind": "pao", "place": 30000000, "place_level": "province"},
            [],
        ),
        (
            {"name": "เทศบาลนครนครราชสีมา", **MUEANG_KORAT},
            {"name": "เทศบาลนครนครราชสีมา", "kind": "city", "place": 30010000, "place_level": "district"},
            [],
        ),
        ({"code": "1", "kind": "ศาลากลาง", "name": "โพธิ์กลาง", **MUEANG_KORAT}, None, ["authority_kind_unknown"]),
        ({"code": "1", "kind": "อบต.", "name": "ไม่มีที่ไหนเลย"}, None, ["place_unknown"]),
        ({"kind": "อบต.", "name": "ไม่มีที่ไหนเลย", "province_code": "30"}, None, ["authority_without_code"]),
        ({"kind": "อบจ.", "name": "นครราชสีมา", "province_code": "30"}, None, []),
        ({}, None, ["authority_kind_unknown", "place_unknown"]),
    ],
)
def test_an_authority_is_read(cells: dict[str, str], columns: dict[str, object] | None, doubts: list[str]) -> None:
    row = local_authorities_reference().read(cells)
    assert [kind for kind, _detail in row.doubts] == doubts
    assert columns is None or row.columns == columns


def test_authorities_without_codes_are_told_apart_and_known_again() -> None:
    read = local_authorities_reference().read
    names = ("โพธิ์กลาง", "หนองจะบก", "โคกสูง", "มะเริง", "หนองระเวียง", "ปรุใหญ่", "หมื่นไวย", "พลกรัง")
    rows = [read({"name": f"องค์การบริหารส่วนตำบล{name}", **MUEANG_KORAT}) for name in names]
    rows += [read({"name": f"เทศบาลตำบล{name}", **MUEANG_KORAT}) for name in names]
    codes = [row.code for row in rows]
    assert len(set(codes)) == len(codes)
    assert all(len(code) <= 12 and not code[0].isdigit() for code in codes)
    again = read({"name": f"องค์การบริหารส่วนตำบล {names[0]}", **MUEANG_KORAT})
    assert again.code == codes[0]


@pytest.mark.parametrize(
    ("code", "name", "doubts", "notes"),
    [
        ("30010102", "บ้านสอง", [], []),
        ("๓๐๐๑๐๑๐๒", "บ้านสอง *", [], []),
        ("11013001", "ชุมชนวัดโคก", [], ["village_under_district"]),
        ("2²010102", "บ้านสอง", ["code_malformed"], []),
        ("", "", ["code_malformed"], []),
    ],
)
def test_a_village_is_read(code: str, name: str, doubts: list[str], notes: list[str]) -> None:
    row = villages_reference().read({"code": code, "name": name})
    assert [kind for kind, _detail in row.doubts] == doubts
    assert [kind for kind, _detail in row.notes] == notes


@cache
def _references() -> tuple[ReferenceList, ReferenceList]:
    return local_authorities_reference(), villages_reference()


NAMES = ("code", "name", "kind", "geocode", "province_code", "subdistrict", "district", "province", "address")
TEXTS = st.one_of(st.text(max_size=30), st.text(alphabet="0123456789๑²½อบต. ", max_size=12))


@settings(max_examples=100, deadline=None)
@given(cells=st.dictionaries(st.sampled_from(NAMES), TEXTS))
def test_no_text_breaks_the_reading(cells: dict[str, str]) -> None:
    for reference in _references():
        row = reference.read(cells)
        assert row == reference.read(cells)
        assert row.code or row.doubts
