"""Thai dictionary order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.key import clean_text
from sanphalang.thai.sort import KEY_BYTES, sort_key


@pytest.mark.parametrize(
    "run",
    [
        ["ก", "กก", "กด", "กระ", "กรุง", "กฤษณา", "กล", "กลม", "กลอง", "กวาง", "กะ", "กะทิ", "กัน", "กา", "กาง", "กำ"],
        ["กิน", "กีบ", "กึก", "กืก", "กุ้ง", "กูด", "เก", "เกม", "เกลา", "เกลียว", "แก", "แกง", "โก", "โกง", "ใกล้", "ไก่"],
        ["ขา", "ข่า", "ข้า", "ขาง", "ข่าง", "ข้าง", "ขาด"],
        ["ปลา", "ปล่า", "ปลาร้า", "แปล", "ไป"],
        ["นคร", "นา", "น่า", "น้า", "นาง", "น้ำ", "นี่", "เนย", "แนะ", "โน", "ใน"],
        ["ร้อยเอ็ด", "ระนอง", "ระยอง", "ราชบุรี", "ฤดู", "ลพบุรี", "ลำปาง", "ลำพูน", "เลย", "ฦๅชา", "วัด"],
        ["เก็ง", "เก่ง", "เก้ง", "เก๋ง"],
        ["รัก", "รักษ์", "รักษา"],
        ["จัน", "จันทน์", "จันทร์", "จันทรา"],
        ["2", "3", "apple", "Banana", "cat", "กา"],
        [
            "กระบี่",
            "กรุงเทพมหานคร",
            "กาญจนบุรี",
            "กาฬสินธุ์",
            "กำแพงเพชร",
            "ขอนแก่น",
            "จันทบุรี",
            "ฉะเชิงเทรา",
            "ชลบุรี",
            "ชัยนาท",
            "ชัยภูมิ",
            "ชุมพร",
            "เชียงราย",
            "เชียงใหม่",
            "ตรัง",
        ],
        ["หมู่ ๒", "หมู่ 3", "หมู่ ๔"],
    ],
)
def test_dictionary_order(run: list[str]) -> None:
    keys = [sort_key(word) for word in run]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("one", "other"), [("หมู่ 3", "หมู่ ๓"), ("OTOP", "otop"), ("บ้าน ดอน", "บ้านดอน"), ("Café", "cafe")]
)
def test_signs_decide_last(one: str, other: str) -> None:
    """Equal in everything a dictionary looks at, still in a fixed order, and anything longer comes after both."""
    assert sort_key(one) != sort_key(other)
    assert max(sort_key(one), sort_key(other)) < sort_key(one + "ก")


def test_signs_do_not_move_the_tone_marks() -> None:
    assert sort_key("กข่") < sort_key("ก ข้") < sort_key("ก-ข๊")


@given(st.text(max_size=300))
def test_any_text_has_a_short_key(text: str) -> None:
    assert len(sort_key(text)) <= KEY_BYTES
    assert sort_key(clean_text(text)) == sort_key(text)


@given(st.lists(st.text(alphabet="กขคง", max_size=4), min_size=2))
def test_plain_consonants_sort_as_written(words: list[str]) -> None:
    for one, other in pairwise(sorted(words, key=sort_key)):
        assert one <= other
