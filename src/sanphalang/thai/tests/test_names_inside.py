"""Persons named inside names of organisations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.names_inside import find_persons_inside, person_names_inside


@pytest.mark.parametrize(
    ("text", "name", "certainty"),
    [
        ("กลุ่มนางสมศรี ใจดี", "นางสมศรี ใจดี", "sure"),
        ("กลุ่มเกษตรกรเลี้ยงแพะ นายสมชาย  ใจดี", "นายสมชาย ใจดี", "sure"),
        ("กลุ่มมะพร้าวเผา (นางเพ็ญจันทร์ ใจดี)", "นางเพ็ญจันทร์ ใจดี", "sure"),
        ("ร้านขนมจีน (คุณอำไพ ใจดี)", "คุณอำไพ ใจดี", "sure"),
        ("น.ส.สมศรี ใจดี", "น.ส.สมศรี ใจดี", "sure"),
        ("ฟาร์มเห็ด ร.ต.อ.สมชาย ใจดี", "ร.ต.อ.สมชาย ใจดี", "sure"),
        ("เมี่ยงคำ/นางสาวอัญชลี ณ นคร", "นางสาวอัญชลี ณ นคร", "sure"),
        ("ข้าวกล้องนายศิริ ใจดี", "นายศิริ ใจดี", "possible"),
        ("หจ.คุณลำใย การช่าง", "คุณลำใย การช่าง", "possible"),
        ("ไร่นายสมชาย", "นายสมชาย", "possible"),
        ("สวนลุงดำ", "ลุงดำ", "possible"),
        ("สวนนายดำบ้านหนองบัว", "นายดำ", "possible"),
        ("น้ำพริก ป้าแว่น", "ป้าแว่น", "possible"),
        ("ร้านคุณทิพย์", "คุณทิพย์", "possible"),
        ("สวนยายดา", "ยายดา", "possible"),
        ("กลุ่มนางสมศรี", "นางสมศรี", "possible"),
    ],
)
def test_persons_are_found(text: str, name: str, certainty: str) -> None:
    assert find_persons_inside(text) == [(name, certainty)]


def test_two_persons() -> None:
    assert person_names_inside("สวนนายสมชาย ใจดี และนางสมศรี ใจดี") == ["นายสมชาย ใจดี", "นางสมศรี ใจดี"]


@pytest.mark.parametrize(
    "text",
    [
        "กลุ่มนาหนองบัว",
        "นายาว",
        "กลุ่มนายูง",
        "กลุ่มทอผ้านายม",
        "อำเภอนางรอง",
        "กลุ่มทอผ้านางรอง",
        "กลุ่มนางแล",
        "กลุ่มแม่บ้านนางบวช",
        "กลุ่มนางัว",
        "กลุ่มกล้วยเล็บมือนางตำบลปากน้ำ",
        "กลุ่มเพาะเห็ดนางฟ้าบ้านดอน",
        "เห็ดนางรม ฮังการี",
        "ข้าวแต๋นนางเล็ด กล้วยทอด",
        "สมาคมนายกเทศมนตรี",
        "บ้านนายพล",
        "ผลิตภัณฑ์คุณภาพ",
        "กลุ่มครูภูมิปัญญา",
        "กลุ่มครูบ้านดอน",
        "กลุ่มทอผ้าป่าพะยอม พัทลุง",
        "ร้านป้ายโฆษณา",
        "นัมเบอร์นายน์",
        "สวนต.ตระกูล สับปะรด",
        "วัดพระนางสร้าง",
        "",
    ],
)
def test_what_only_begins_like_a_title_is_left_alone(text: str) -> None:
    assert find_persons_inside(text) == []


WORDS = st.sampled_from(
    ["นาย", "นาง", "คุณ", "ลุง", "น.ส.", "สมชาย", "ใจดี", " ", "กลุ่ม", "สวน", "บ้าน", "(", "์", ".", "ร."]
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=10).map("".join)))
def test_nothing_raises_and_names_are_not_empty(text: str) -> None:
    assert all(len(person.text) > 2 for person in find_persons_inside(text))
