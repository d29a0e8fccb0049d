"""Spellings that sound the same, and slips of the finger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.alike import Slips, alike_key, slips
from sanphalang.thai.key import match_key

_THAI = st.text(alphabet="กขคฆงจชซญฐทธนณพภรลวสศษอะาิีุูเแโใไ่้๊๋์ำั", max_size=16).map(match_key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ณรงค์", "นรงค์"),
        ("ทองใบ", "ทองไบ"),
        ("ธรรมรักษ์", "ทัมรัก"),
        ("แม่บ้าน", "แมบาน"),
        ("ปุ๋ยอินทรีย์", "ปุยอินซี"),
        ("ประเสริฐ", "ประเสริถ"),
        ("ศรีษะ", "ศรีสะ"),
        ("วังหงษ์", "วังหงส์"),
        ("โคกกะเทียม", "โคกกเทียม"),
        ("ไทรย์", "ไทร"),
        ("ซับ", "ทรับ"),
        ("phuket", "puket"),
    ],
)
def test_what_sounds_the_same_is_folded_the_same(one: str, other: str) -> None:
    assert alike_key(match_key(one)) == alike_key(match_key(other))


@pytest.mark.parametrize(("one", "other"), [("สมชาย", "สมไชย"), ("บัว", "บ่อ"), ("ชัย", "ชาย"), ("กลุ่ม 1", "กลุ่ม 2")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert alike_key(match_key(one)) != alike_key(match_key(other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("หนองบัว", "หนองบัว", Slips(0, True)),
        ("หนองบัว", "หนอบัว", Slips(1, False)),
        ("หนองบัว", "หนอบงัว", Slips(1, False)),
        ("ใต้", "ไต้", Slips(1, True)),
        ("นา", "ตา", None),
        ("หนองบัว", "หนองแวง", None),
        ("บ้านหนองบัวเหนือ", "บ้านหนองบัวใต้", None),
        ("กลุ่มทอผ้า1", "กลุ่มทอผ้า2", None),
    ],
)
def test_slips(one: str, other: str, expected: Slips | None) -> None:
    assert slips(match_key(one), match_key(other)) == expected


@given(_THAI, _THAI)
def test_slips_are_the_same_both_ways(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
