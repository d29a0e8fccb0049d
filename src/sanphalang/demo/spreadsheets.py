"""Synthetic lists of an agency for trying the import: tidy, or as untidy as real ones are. Deterministic by seed.

With the seed of the demo's country the list tells of the same organisations, with another seed of others.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import xlsxwriter
from django.utils.translation import gettext as _

from sanphalang.demo import people_lists, spelling
from sanphalang.demo.country import Subdistrict, spread, subdistricts
from sanphalang.demo.invention import Invented, invent
from sanphalang.demo.messy import MESSY_GROUPS, MESSY_HEADER, Cell, Line, messy_rows
from sanphalang.thai.organisation_kinds import KINDS

ORGANISATIONS, PEOPLE = "organisations", "people"
"""What a list may name."""

TIDY_HEADER: tuple[str, ...] = (
    *("ลำดับ", "ชื่อองค์กร", "ประเภท", "เลขทะเบียน", "ที่อยู่", "หมู่ที่", "ตำบล", "อำเภอ", "จังหวัด", "รหัสไปรษณีย์"),
    *("ผู้ประสานงาน", "โทรศัพท์", "อีเมล", "จำนวนสมาชิก", "ปีที่ก่อตั้ง (พ.ศ.)", "กิจกรรม", "สถานะ", "วันที่ยืนยันข้อมูล"),
)
_STATUS_WORDS = {"active": "ดำเนินการ", "inactive": "หยุดชั่วคราว", "closed": "เลิก", "unknown": "ไม่ทราบ"}
_TITLES = ("บัญชีรายชื่อองค์กรชุมชน (ตัวอย่าง)", "สำหรับทดลองนำเข้าข้อมูล ไม่ใช่ข้อมูลจริง")


class _Sheet(NamedTuple):
    """What is written: titles and upper header of an untidy list, the header, and the lines below."""

    titles: tuple[str, str]
    groups: tuple[tuple[str, int], ...]
    header: tuple[str, ...]
    lines: Iterable[Line]


def write_spreadsheet(
    path: Path, *, rows: int, within: str, seed: int, messy: bool, today: date, kind: str = ORGANISATIONS
) -> int:
    """Write ``rows`` rows of data of a kind inside a place code (empty: the nation); return how many.

    The name's ending says what is written: ``.xlsx``, or ``.csv`` (UTF-8 with a byte-order mark when tidy,
    Windows-874 when messy). Raises ``OSError``, and ``ValueError`` with a sentence.
    """
    write = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(path.suffix.lower())
    if write is None:
        raise ValueError(_("The name of the list must end in .xlsx or .csv."))
    places = subdistricts(within)
    if not places:
        raise ValueError(_("There is no subdistrict within the place code %(code)s.") % {"code": within})
    if rows < 1:
        raise ValueError(_("A list has at least one row."))
    sheet = (_people if kind == PEOPLE else _organisations)(places, rows, within, seed, messy, today)
    write(path, sheet, messy=messy)
    return rows


def _organisations(places: list[Subdistrict], rows: int, within: str, seed: int, messy: bool, today: date) -> _Sheet:
    entries = _entries(places, rows, seed, today)
    kind_names = {code: kind.thai for code, kind in KINDS.items()}
    if not messy:
        return _Sheet(_TITLES, (), TIDY_HEADER, _tidy_rows(entries, kind_names))
    chance = Random(f"{seed}:{within}:list")  # noqa: S311 (nothing secret is made of it)
    lines = messy_rows(entries, kind_names, rows=rows, chance=chance)
    return _Sheet(_TITLES, MESSY_GROUPS, MESSY_HEADER, lines)


def _people(places: list[Subdistrict], rows: int, within: str, seed: int, messy: bool, today: date) -> _Sheet:
    people = people_lists.people_of(places, rows, seed, today)
    chance = Random(f"{seed}:{within}:people")  # noqa: S311 (nothing secret is made of it)
    if not messy:
        return _Sheet(
            people_lists.TITLES, (), people_lists.TIDY_HEADER, people_lists.tidy_people(people, chance=chance)
        )
    lines = people_lists.messy_people(people, rows=rows, chance=chance)
    return _Sheet(people_lists.TITLES, people_lists.GROUPS, people_lists.MESSY_HEADER, lines)


def _entries(places: list[Subdistrict], rows: int, seed: int, today: date) -> Iterator[tuple[Subdistrict, Invented]]:
    for place, count in spread(places, rows, seed):
        for invented in invent(place, count, seed=seed, today=today):
            yield place, invented


def _tidy_rows(entries: Iterable[tuple[Subdistrict, Invented]], kind_names: dict[str, str]) -> Iterator[Line]:
    for number, (place, invented) in enumerate(entries, start=1):
        yield [number, *_tidy_cells(place, invented.values, kind_names)]


def _tidy_cells(place: Subdistrict, said: dict[str, Any], kind_names: dict[str, str]) -> Iterator[Cell]:
    yield from (said["name"], kind_names[said["kind_id"]], said.get("registration_no"), said.get("address"))
    yield from (said.get("village_no"), place.name, place.district, place.province, place.postal_code)
    yield from (said.get("contact_name"), said.get("telephone"), said.get("email"), said.get("members"))
    yield said["founded_year"] + 543 if "founded_year" in said else None
    yield from (said["activity"], _STATUS_WORDS[said["status"]])
    yield spelling.tidy_day(date.fromisoformat(said["confirmed_on"])) if "confirmed_on" in said else None


def _write_csv(path: Path, sheet: _Sheet, *, messy: bool) -> None:
    with path.open("w", encoding="cp874" if messy else "utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        if messy:
            writer.writerows([title] for title in sheet.titles)
        writer.writerow(sheet.header)
        writer.writerows(sheet.lines)


def _write_xlsx(path: Path, said: _Sheet, *, messy: bool) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("รายชื่อ")
        at = _write_messy_head(sheet, said) if messy else 0
        sheet.write_row(at, 0, said.header)
        for number, line in enumerate(said.lines, start=at + 1):
            sheet.write_row(number, 0, line)


def _write_messy_head(sheet: xlsxwriter.worksheet.Worksheet, said: _Sheet) -> int:
    """Write a merged title, a note, a blank line and the upper line of the header; return the next line's number."""
    sheet.merge_range(0, 0, 0, len(said.header) - 1, said.titles[0])
    sheet.write_string(1, 0, said.titles[1])
    column = 0
    for title, width in said.groups:
        if width > 1:
            sheet.merge_range(3, column, 3, column + width - 1, title)
        column += width
    return 4
