"""Finds names of persons inside other text, first of all inside the name of an organisation.

"ไร่นายสมชาย" tells who owns it; "กลุ่มนางรอง" is named after a district. The two cannot be told apart in every case: a
name with a title and a surname is sure, everything else is only possible, and the words below keep out what merely
begins like a title.
"""

import re
from typing import Literal, NamedTuple

from sanphalang.thai.key import clean_text
from sanphalang.thai.title_words import NEW_SYLLABLE, written_short
from sanphalang.thai.titles import CIVIL_SHORT, RANKS_SHORT


class PersonInside(NamedTuple):
    """A name as it is written in the text; ``sure`` with title and surname, else ``possible``."""

    text: str
    certainty: Literal["sure", "possible"]


_TITLES = ("นางสาว", "นาง", "นาย", "คุณ", "ลุง", "ป้า", "เจ๊", "เจ้", "เฮีย", "ยาย", "ครู", "กำนัน")
_LETTERS = "[ก-ฮะ-ฺเ-ๅ็-๎]"
_SHORT = "|".join(written_short(short) for short in sorted({*CIVIL_SHORT, *RANKS_SHORT}, key=len, reverse=True))
_SHORT_AT = re.compile(rf"(?<!{_LETTERS})(?<!\.)(?={_SHORT})")
_PERSON = re.compile(
    rf"(?P<title>(?P<short>{_SHORT})|(?:{'|'.join(_TITLES)}){NEW_SYLLABLE})"
    rf"(?P<space>\s?)(?P<given>[ก-ฮเ-ไ](?!์){_LETTERS}+)(?:\s(?P<surname>(?:ณ\s)?[ก-ฮเ-ไ]{_LETTERS}+))?"
)
# Words that a person's things, not a place's, stand behind.
_OWNED = re.compile(r"(?:ร้าน|ร้านค้า|สวน|ไร่|ฟาร์ม|โรงสี|อู่|ครัว|ของ|โดย|โฮมสเตย์|โรงงาน|แปลง|คณะ|ซุ้ม|ศูนย์เรียนรู้)\s?$")
_GROUP = re.compile(r"(?:กลุ่ม|วิสาหกิจชุมชน|เครือข่าย|ชมรม)\s?$")
_BREAK = re.compile(r"(?:^|[\s(\[\"“'‘/,:;.-])$")
# The text goes on with a place or a purpose, not with a name.
_NOT_A_NAME = re.compile(
    "บ้าน|หมู่|ตำบล|อำเภอ|จังหวัด|ชุมชน|กลุ่ม|วิสาหกิจ|จำกัด|และ|เพื่อ|พัฒนา|เกษตร|ผลิต|แปรรูป|ทอผ้า|ทำ|ขนม|โทร|ร้าน|สวน|ไร่"
    "|ตลาด|ถนน|ซอย|เลขที่|สาขา|ผู้|ร่วมใจ|สามัคคี|เทศบาล|องค์การ|โอท|ฟาร์ม|โฮม|อุปถัมภ์"
)
_CUT = re.compile("บ้าน|หมู่|ตำบล|อำเภอ|จังหวัด|และนา[ยง]")
_ONLY_BEGINS_SO = {
    "นาย": re.compile(
        "ก(?:เทศ|อบ|องค์|สมาคม|ฯ|รัฐ|เมือง|สภา|สโมสร|เหล่า|กิตติมศักดิ์|$)|พราน|อำเภอ|ทุน|ช่าง|ร้อย|หน้า|จ้าง|ทะเบียน|สิบ|พล$|ด่าน"
        "|ประกัน|ตรวจ|ไปรษณีย์|เรือ|สถานี|แบบ|แพทย์|ตำรวจ|ท่า|หนัง|หัว|ไทย$"
    ),
    "นาง": re.compile(
        "รอง|รม|ฟ้า|พญา|พระยา|แอ่น|กวัก|เอก|ไม้|สนม|แบบ|พยาบาล|รำ|งาม|กำนัล|สงกรานต์|นพมาศ|โลม|เงือก|แล|บวช|ลือ|ตะเคียน|แดด"
        "|เลิ้ง|นวล$|มัจฉา|ใน|เธอ|สีดา|ยักษ์|อั้ว|หงส์|หงษ์|นาค|ใต้|เหนือ|ใหม่|ทราย|เลื้อง|เล็ด|เร็ด|เกล็ด|คำ$"
    ),
    "นางสาว": re.compile("ไทย"),
    "คุณ": re.compile(
        "ภาพ|ธรรม|ค่า|ประโยชน์|สมบัติ|หมอ|แม่|พ่อ|ยาย|ตา|ปู่|ย่า|ลุง|ป้า|นาย|หนู|ครู|หญิง|วุฒิ|ลักษณ์|พระ|หลวง|ไสย|วิเศษ|สรรพ"
    ),
    "ลุง": re.compile("ป้า"),
    "ป้า": re.compile("ย|น$|น[ก-ฮ]"),
    "ครู": re.compile("ภูมิ|ผู้|อาสา|ใหญ่|สอน|พันธุ์|และ|บ้าน|เกษียณ|ไทย|แห่ง|ใน|ช่าง|ศิลป์"),
    "กำนัน": re.compile("ผู้|และ|ตำบล|แห่ง"),
}
_PART_OF_ANOTHER_WORD = re.compile("(?:มือ|เห็ด|ขุน|เจ้า|แม่|บุญ|พระ|อ่าว|สรรพ|เนื้อ|พัท|กะ|อุป)$")
_LOOK_BACK = 20  # letters, more than the longest word asked for
_AFTER_TITLE_ONLY = ("ยาย", "ครู", "กำนัน")


def person_names_inside(text: str) -> list[str]:
    """The names of persons found in a text, sure and possible ones, as they are written there (spaces made single)."""
    return [person.text for person in find_persons_inside(text)]


def find_persons_inside(text: str) -> list[PersonInside]:
    """The persons named inside a text such as an organisation's name, with how certain that is. Never raises."""
    if not any(title in text for title in _TITLES) and "." not in text:
        return []
    cleaned = clean_text(text)
    found: list[PersonInside] = []
    behind = 0
    for start in _places_to_look(cleaned):
        match = _PERSON.match(cleaned, start) if start >= behind else None
        person = _judge(match, cleaned[max(0, start - _LOOK_BACK) : start]) if match else None
        if person:
            found.append(person)
            behind = start + len(person.text)
    return found


def _places_to_look(text: str) -> list[int]:
    """Where a title may begin. Looking for each in turn is many times faster than one pattern for all."""
    places = {match.start() for match in _SHORT_AT.finditer(text)} if "." in text else set()
    for title in _TITLES:
        at = text.find(title)
        while at >= 0:
            places.add(at)
            at = text.find(title, at + 1)
    return sorted(places)


def _judge(match: re.Match[str], before: str) -> PersonInside | None:
    title = "short" if match["short"] else match["title"]
    cut = _CUT.search(match["given"], 2)
    given = match["given"][: cut.start()] if cut else match["given"]
    surname = match["surname"]
    if _begins_like_another_word(title, given, before):
        return None
    if cut or not surname or len(surname) < 3 or _NOT_A_NAME.match(surname):
        surname = None
    name = match["title"] + match["space"] + given
    if surname and title in ("short", "นางสาว", "นาง", "นาย", "คุณ"):
        alone = bool(_BREAK.search(before) or _OWNED.search(before) or _GROUP.search(before))
        if title == "คุณ" and not alone:
            return None
        # คุณ is also a part of trade names: คุณลำใย การช่าง.
        sure = title == "short" or (alone and (title != "คุณ" or before[-1:] in ("", "(")))
        return PersonInside(f"{name} {surname}", "sure" if sure else "possible")
    return PersonInside(name, "possible") if _may_stand_alone(title, given, before) else None


def _begins_like_another_word(title: str, given: str, before: str) -> bool:
    if title == "short":
        return False
    other = _ONLY_BEGINS_SO.get(title)
    return bool((other and other.match(given)) or _NOT_A_NAME.match(given) or _PART_OF_ANOTHER_WORD.search(before))


def _may_stand_alone(title: str, given: str, before: str) -> bool:
    """A title and one word: behind a word of ownership always, elsewhere only where a place's name is unlikely."""
    if _OWNED.search(before):
        return len(given) > 1
    if title in _AFTER_TITLE_ONLY:
        return False
    if title in ("short", "นางสาว") or title in ("ลุง", "ป้า", "เจ๊", "เจ้", "เฮีย", "คุณ"):
        return bool(_BREAK.search(before) or _GROUP.search(before))
    # นาย, นาง: a longer word, because villages and subdistricts are called นางแดด and นายูง.
    return bool(_BREAK.search(before) or _GROUP.search(before)) and len(given) > 3
