"""Every way of typing one Thai word gives one key."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai import alike, key
from sanphalang.thai.digits import to_arabic, to_thai
from sanphalang.thai.key import clean_text, match_key

THAI_TEXT = st.text(alphabet=st.sampled_from("กขนมยรลวสหอะัาำิีึืุูเแโใไ็่้๊๋์ํฺๅๆฯ ๑๒ab1-.\u00a0\u200b\uf70a\n"), max_size=30)
ANY_TEXT = st.one_of(THAI_TEXT, st.text(max_size=30))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("เเม่น้ำ", "แม่น้ำ"),
        ("นํา", "นำ"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("น้าํ", "น้ำ"),
        ("นาํ", "นำ"),
        ("ที่ี่", "ที่"),
        ("ท่ี", "ที่"),
        ("หมู่่่", "หมู่"),
        ("ก้้าน", "ก้าน"),
        ("กา่", "ก่า"),
        ("นำา", "นำ"),
        ("มาา", "มาา"),
        ("เเเม่", "แม่"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("บ้าน\u00a0หนองบัว", "บ้าน หนองบัว"),
        ("บ้าน\u200bหนองบัว", "บ้านหนองบัว"),
        ("\ufeff  บ้าน \r\n หนองบัว\t", "บ้าน หนองบัว"),
        ("ป\uf705า", "ป่า"),
        ("วัดโพธ\uf701", "วัดโพธิ"),
        ("Café\x00 ร้าน", "Café ร้าน"),
        ("  hello   world ", "hello world"),
        ("พุทฺธํ", "พุทฺธํ"),
        ("๑๒ หมู่", "๑๒ หมู่"),
        ("", ""),
    ],
)
def test_clean_text_repairs_marks_and_spaces(typed: str, meant: str) -> None:
    assert clean_text(typed) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("เเม่บ้าน", "แม่บ้าน"),
        ("น้ําพริก", "น้ำพริก"),
        ("หมู่ที่ ๓", "หมู่ที่3"),
        ("กลุ่ม-ทอผ้า (บ้านดอน)", "กลุ่มทอผ้าบ้านดอน"),
        ("OTOP", "ｏｔｏｐ"),
        ("Café", "cafe"),
        ("１２", "12"),
        ("เก่า ๆ", "เก่า"),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("เ เม่", "แม่"),
        ("บ้าน_ใหม่", "บ้านใหม่"),
    ],
)
def test_two_spellings_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ป่า", "ป้า"), ("ขาว", "ข้าว"), ("นำ", "นา"), ("บ้าน 1", "บ้าน 2"), ("北京", "")]
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(ANY_TEXT)
def test_both_are_idempotent(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert match_key(match_key(text)) == match_key(text)


@given(ANY_TEXT)
def test_key_is_the_same_before_and_after_cleaning(text: str) -> None:
    assert match_key(clean_text(text)) == match_key(text)


@given(THAI_TEXT, st.integers(0, 30), st.sampled_from([" ", "\u200b", "-", ".", "\u00a0", "(", "\n", "/", "\u00ad"]))
def test_key_does_not_see_signs(text: str, at: int, sign: str) -> None:
    assert match_key(text[:at] + sign + text[at:]) == match_key(text)


@given(st.text(alphabet=st.sampled_from("0123456789๐๑๒๓๔๕๖๗๘๙กa ")))
def test_digits_there_and_back(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert not set(to_arabic(text)) & set("๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize("heap", ["่ํ", "ำ่", "่้", "ํา", "ิ่", "าํ", "่ิ"])
def test_heaps_of_marks_come_out_as_one_cluster(heap: str) -> None:
    """Linear in their length: put right neighbour by neighbour, a cell full of marks would take minutes."""
    assert len(clean_text("ก" + heap * 50_000)) <= 4


@pytest.mark.parametrize(
    ("function", "kept"),
    [(clean_text, key._cleaned_before), (match_key, key._keyed_before), (alike.alike_key, alike._made_before)],
)
def test_what_is_too_long_to_repeat_is_not_kept(function: Callable[[str], str], kept: Any) -> None:
    function("บ้านหนองบัว")
    before = kept.cache_info().currsize
    for number in range(5):
        assert function(f"{number}" + "ก" * 5_000)
    assert kept.cache_info().currsize == before
