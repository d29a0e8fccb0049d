"""An untidy list: what makes real ones hard, once each or by chance, and every row still readable to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random
from typing import Any

from sanphalang.demo import spelling
from sanphalang.demo.country import Subdistrict
from sanphalang.demo.invention import Invented
from sanphalang.thai.digits import to_thai

Cell = str | int | float | date | None
Line = list[Cell]

MESSY_GROUPS: tuple[tuple[str, int], ...] = (("", 1), ("ข้อมูลองค์กร", 2), ("ที่ตั้ง", 3), ("ผู้ประสานงาน", 2), ("ข้อมูลทั่วไป", 4))
"""The upper line of the header: a title over so many columns."""

MESSY_HEADER: tuple[str, ...] = (
    *("ที่", "ชื่อกลุ่ม/\nองค์กร", "ประเภทกลุ่ม", "ที่อยู่", "อำเภอ", "จังหวัด", "ชื่อ-สกุล", "เบอร์โทร"),
    *("สมาชิก\n(คน)", "ก่อตั้งเมื่อ", "กิจกรรม/ผลิตภัณฑ์", "ข้อมูล ณ วันที่"),
)
_SLIPS, _AGAIN, _RETYPED, _NOTHING = 0.03, 0.03, 0.08, 0.06


def messy_rows(
    entries: Iterable[tuple[Subdistrict, Invented]], kind_names: dict[str, str], *, rows: int, chance: Random
) -> Iterator[Line]:
    """Yield lines: ``rows`` rows of data, of which some say an earlier one again, with a total after each district."""
    district, in_district, number = "", 0, 0
    for place, invented in entries:
        if district and place.code[:4] != district:
            yield total("รวม", in_district)
            in_district = 0
        district = place.code[:4]
        for _again in range(1 + (chance.random() < _AGAIN)):
            if number == rows:
                break
            number += 1
            in_district += 1
            yield _row(number, place, invented.values, kind_names, chance)
    yield total("รวม", in_district)
    yield total("รวมทั้งสิ้น", number)


def total(words: str, count: int, width: int = 12) -> Line:
    """Return the line of a total, in a list of so many columns."""
    return [None, words, *[None] * (width - 6), count, *[None] * 3]


def _row(number: int, place: Subdistrict, said: dict[str, Any], kind_names: dict[str, str], chance: Random) -> Line:
    confirmed_on = said.get("confirmed_on")
    return [
        number,
        spelling.retyped(said["name"], chance) if chance.random() < _RETYPED else said["name"],
        kind_names[said["kind_id"]],
        _address(place, said, chance),
        spelling.district(maybe_slipped(place.district, chance), chance),
        spelling.province(place.province, chance),
        said.get("contact_name", "-"),
        _telephones(said, chance),
        spelling.count(said["members"], chance) if "members" in said else None,
        spelling.year(said["founded_year"], chance) if "founded_year" in said else "-",
        said["activity"],
        spelling.day(date.fromisoformat(confirmed_on), chance) if confirmed_on else None,
    ]


def _address(place: Subdistrict, said: dict[str, Any], chance: Random) -> str | None:
    """Return house, village, subdistrict, district and province in one cell, with or without spaces; rarely nothing."""
    if chance.random() < _NOTHING:
        return None
    number = str(10 + int(chance.random() * 300))
    village = said.get("village_no", "")
    moo = chance.choice(("หมู่ที่ ", "หมู่ ", "ม.", "ม. ")) + village if village else ""
    if moo and chance.random() < 0.2:
        moo = to_thai(moo)
    tambon, amphoe = (
        ("แขวง", "เขต") if place.in_bangkok else chance.choice((("ต.", "อ."), ("ตำบล", "อำเภอ"), ("ต. ", "อ. ")))
    )
    parts = [number, moo, tambon + maybe_slipped(place.name, chance), amphoe + place.district]
    if chance.random() < 0.7:
        parts.append(spelling.province(place.province, chance))
    gap = chance.choice((" ", " ", " ", "  ", "\n"))
    return gap.join(part for part in parts if part)


def _telephones(said: dict[str, Any], chance: Random) -> str | int | None:
    if "telephone" not in said:
        return chance.choice((None, "-", "ไม่มี"))
    one = spelling.telephone(said["telephone"], chance)
    if chance.random() < 0.05:
        return f"{one}, {spelling.telephone(said['telephone'][:-1] + '0', chance)}"
    return one


def maybe_slipped(name: str, chance: Random) -> str:
    """Return the name, rarely with a slip of the finger."""
    return spelling.slip(name, chance) if chance.random() < _SLIPS else name
