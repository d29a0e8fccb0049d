"""Synthetic lists of people for trying the import: tidy, or as untidy as those that are sent in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random
from typing import Any

from sanphalang.demo import spelling
from sanphalang.demo.country import Subdistrict, spread
from sanphalang.demo.messy import Cell, Line, maybe_slipped, total
from sanphalang.demo.people_invention import citizen_id, invent_people
from sanphalang.demo.people_words import KINDS
from sanphalang.people.rules import PersonRole, roles_of
from sanphalang.thai.digits import to_thai
from sanphalang.thai.years import BUDDHIST_AHEAD

Person = tuple[Subdistrict, dict[str, Any]]

TITLES = ("บัญชีรายชื่อคนทำงานในชุมชน (ตัวอย่าง)", "สำหรับทดลองนำเข้าข้อมูล ไม่ใช่ข้อมูลจริง")
GROUPS: tuple[tuple[str, int], ...] = (("", 1), ("ข้อมูลบุคคล", 4), ("ที่อยู่", 3), ("การทำงาน", 3))
MESSY_HEADER: tuple[str, ...] = (
    *("ที่", "ชื่อ - สกุล", "เลขบัตร\nประชาชน", "ปีเกิด", "เบอร์โทร", "ที่อยู่", "อำเภอ", "จังหวัด"),
    *("บทบาท", "ตำแหน่ง", "หน่วยงาน"),
)
TIDY_HEADER: tuple[str, ...] = (
    *("ลำดับ", "คำนำหน้า", "ชื่อ", "นามสกุล", "ชื่อเล่น", "เลขประจำตัวประชาชน", "ปีเกิด (พ.ศ.)", "โทรศัพท์", "อีเมล"),
    *("บทบาท", "อาชีพ", "ที่อยู่", "ตำบล", "อำเภอ", "จังหวัด", "วันที่ยืนยันข้อมูล"),
)
_ROLE_WORDS = {
    PersonRole.FACILITATOR: ("วิทยากรกระบวนการ", "วิทยากร"),
    PersonRole.LEADER: ("ผู้นำชุมชน", "แกนนำชุมชน"),
    PersonRole.VOLUNTEER: ("จิตอาสา", "พลเมืองจิตอาสา"),
    PersonRole.SAGE: ("ปราชญ์ชุมชน", "ปราชญ์ชาวบ้าน"),
    PersonRole.CHANGE_LEADER: ("ผู้นำการเปลี่ยนแปลง",),
    PersonRole.COMMUNITY_RESEARCHER: ("นักวิจัยชุมชน",),
    PersonRole.DATA_MANAGER: ("นักจัดการข้อมูล",),
    PersonRole.EXECUTIVE: ("นักบริหาร",),
    PersonRole.TECHNICAL_OFFICER: ("นักวิชาการ",),
    PersonRole.ONLINE_OPERATOR: ("ผู้ปฏิบัติการชุมชนออนไลน์",),
}
_RANKS = ("ว่าที่ ร.ต.", "ร.ต.อ.", "จ.ส.อ.", "ดร.", "ผศ.ดร.")
_OFFICES = ("รพ.สต.", "อบต.", "เทศบาลตำบล", "กลุ่มสตรี", "ชมรมผู้สูงอายุ")
_AGAIN, _HAS_CARD, _RANKED, _SLIPPED_CARD = 0.03, 0.4, 0.04, 0.03


def people_of(places: list[Subdistrict], rows: int, seed: int, today: date) -> Iterator[Person]:
    """Yield so many people; with the seed of the demo's country they are the same ones."""
    for at, (place, count) in enumerate(spread(places, rows, seed)):
        for invented in invent_people(place, KINDS[at % len(KINDS)], count, seed=seed, today=today):
            yield place, invented.values


def messy_people(people: Iterable[Person], *, rows: int, chance: Random) -> Iterator[Line]:
    """Yield lines: ``rows`` rows of data, of which some say an earlier one again, with a total after each district."""
    district, in_district, number, width = "", 0, 0, len(MESSY_HEADER)
    for place, said in people:
        if district and place.code[:4] != district:
            yield total("รวม", in_district, width)
            in_district = 0
        district = place.code[:4]
        card = _card(said, chance)
        for _again in range(1 + (chance.random() < _AGAIN)):
            if number == rows:
                break
            number += 1
            in_district += 1
            yield _messy(number, place, said, card, chance)
    yield total("รวมทั้งสิ้น", number, width)


def tidy_people(people: Iterable[Person], *, chance: Random) -> Iterator[Line]:
    """Yield one careful line for each."""
    for number, (place, said) in enumerate(people, start=1):
        roles = ", ".join(_ROLE_WORDS[role][0] for role in PersonRole if role in roles_of(said["roles"]))
        year, confirmed_on = said.get("birth_year"), said.get("confirmed_on")
        yield [
            *(number, said["title"], said["given_name"], said["surname"], said["nickname"] or None),
            *(_card(said, chance), year + BUDDHIST_AHEAD if year else None),
            *(said.get("telephone"), said.get("email"), roles, said["occupation"] or None, said.get("home_address")),
            *(place.name, place.district, place.province),
            spelling.tidy_day(confirmed_on) if confirmed_on else None,
        ]


def _card(said: dict[str, Any], chance: Random) -> str | None:
    """Return a citizen ID for some of whom the demo's registry keeps none: it keeps no ID that could be written."""
    number = citizen_id(chance)
    return None if "citizen_id_digest" in said or chance.random() > _HAS_CARD else number


def _messy(number: int, place: Subdistrict, said: dict[str, Any], card: str | None, chance: Random) -> Line:
    year = said.get("birth_year")
    roles = [chance.choice(_ROLE_WORDS[role]) for role in PersonRole if role in roles_of(said["roles"])]
    tambon, amphoe = (
        ("แขวง", "เขต") if place.in_bangkok else chance.choice((("ต.", "อ."), ("ตำบล", "อำเภอ"), ("ต. ", "อ. ")))
    )
    address = f"{said.get('home_address', '')} {tambon}{maybe_slipped(place.name, chance)} {amphoe}{place.district}"
    return [
        number,
        _name(said, chance),
        _written_card(card, chance),
        spelling.year(year, chance) if year else "-",
        _telephones(said, chance),
        address.strip(),
        spelling.district(place.district, chance),
        spelling.province(place.province, chance),
        chance.choice((", ", "/", " และ")).join(roles),
        said["occupation"] or None,
        chance.choice(_OFFICES) + place.name if chance.random() < 0.2 else None,
    ]


def _name(said: dict[str, Any], chance: Random) -> str:
    title = chance.choice(_RANKS) if chance.random() < _RANKED else said["title"]
    if title == "นางสาว":
        title = chance.choice(("นางสาว", "น.ส.", "น.ส. "))
    gap = chance.choice((" ", " ", " ", "  ", "\n"))
    nickname = f" ({said['nickname']})" if said["nickname"] and chance.random() < 0.7 else ""
    return f"{title}{chance.choice(('', '', ' '))}{said['given_name']}{gap}{said['surname']}{nickname}"


def _written_card(card: str | None, chance: Random) -> Cell:
    if card is None:
        return chance.choice((None, "-", ""))
    if chance.random() < _SLIPPED_CARD:
        return card[:-1]
    dashed = f"{card[0]}-{card[1:5]}-{card[5:10]}-{card[10:12]}-{card[12]}"
    return chance.choice((card, dashed, dashed.replace("-", " "), to_thai(dashed), int(card)))


def _telephones(said: dict[str, Any], chance: Random) -> Cell:
    if "telephone" not in said:
        return chance.choice((None, "-", "ไม่มี"))
    one = spelling.telephone(said["telephone"], chance)
    if chance.random() < 0.08:
        return f"{one}, {spelling.telephone(said['telephone'][:-1] + '0', chance)}"
    return one
