"""A made-up list of groups all over the country."""

from __future__ import annotations

import csv
from pathlib import Path

import geothai

_THINGS = ("ทอผ้า", "ขนมไทย", "จักสาน", "เลี้ยงปลา", "ปลูกผัก", "น้ำพริก", "ทำนา", "เพาะเห็ด", "สมุนไพร", "ออมทรัพย์")
_VILLAGES = ("ดาว", "เดือน", "ฟ้า", "ทอง", "แก้ว", "บัว", "จันทร์", "ไผ่", "สัก", "ไทร", "โพธิ์", "มะขาม")
_HEADER = ("ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จังหวัด", "โทรศัพท์", "จำนวนสมาชิก", "ผลิตภัณฑ์")


def write_list(path: Path, rows: int) -> None:
    """Write a list; every twelfth row is another product of the group before it, every fiftieth names no place."""
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
            group = number - (number % 12 == 11)
            name = f"กลุ่ม{_THINGS[group % 10]}บ้านหนอง{_VILLAGES[group // 10 % 12]}"
            where = places[group * 7 % len(places)] if number % 50 else ("", "", "")
            telephone, members = f"0000{group * 7919 % 1_000_000:06}", group * 31 % 90 + 5
            lines.writerow((name, *where, telephone, members, f"ของ{number}"))
