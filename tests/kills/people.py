"""A made-up list of people all over the country."""

from __future__ import annotations

import csv
from pathlib import Path

import geothai

_GIVEN = ("สมศรี", "สมชาย", "มาลี", "บุญมี", "วิไล", "ดำรง", "ประนอม", "อุดม", "ทองใบ", "ถาวร")
_HEADER = ("ชื่อ-สกุล", "เลขประจำตัวประชาชน", "ปีเกิด", "โทรศัพท์", "บทบาท", "ตำบล", "อำเภอ", "จังหวัด")
_ROLES = ("ผู้นำชุมชน", "จิตอาสา", "วิทยากรกระบวนการ")


def write_people(path: Path, rows: int) -> None:
    """Write a list; every twelfth row is the person before it in another role, every fiftieth names no place."""
    places = [
        (subdistrict.name_th, district.name_th, province.name_th)
        for province in geothai.provinces()
        for district in geothai.districts(province.code)[:3]
        for subdistrict in geothai.subdistricts(district.code)[:4]
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(_HEADER)
        for number in range(rows):
            person = number - (number % 12 == 11)
            name = f"นาง{_GIVEN[person % 10]} สมมติ{_letters(person)}"
            where = places[person * 7 % len(places)] if number % 50 else ("", "", "")
            telephone, year = f"0000{person * 7919 % 1_000_000:06}", 2480 + person % 60
            lines.writerow((name, _citizen_id(person), year, telephone, _ROLES[number % 3], *where))


def _letters(number: int) -> str:
    return "".join("กขคงจชดตนบ"[int(digit)] for digit in str(number))


def _citizen_id(number: int) -> str:
    digits = f"9{number:011d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=True))
    return f"{digits}{(11 - total % 11) % 10}"
