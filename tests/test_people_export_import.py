"""People who were taken home and come back unchanged change nothing: CSV and workbook, Thai and English."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import begin_bringing_in, start_import
from sanphalang.intake.bringing import bring_in_batch
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.people.actions import create_person
from sanphalang.people.exports import export_rows, exported, headings
from sanphalang.people.models import Person
from sanphalang.people.narrowing import Wanted
from sanphalang.web.exports import stream_csv, write_xlsx

pytestmark = pytest.mark.django_db

AWKWARD: tuple[dict[str, Any], ...] = (
    {"title": "นาง", "given_name": "สมศรี", "surname": "สมมติ", "place": 30010100, "place_level": "subdistrict"},
    {"title": "", "given_name": "สมศรี", "surname": "สมมติ", "place": 30010200, "place_level": "subdistrict"},
    {
        "title": "ว่าที่ ร.ต.",
        "given_name": "พลเอก",
        "surname": "ณ ตัวอย่าง",
        "nickname": "แดง",
        "telephone": "0000-123-456, 0000-234-567",
        "home_address": "99 หมู่ 4 ต.โนนสูง อ.โนนสูง ลับเฉพาะ",
        "birth_date": date(1967, 1, 12),
        "birth_year": 1967,
        "roles": " facilitator sage ",
        "occupation": "=ประธานกลุ่มทอผ้า, กรรมการ",
        "confirmed_on": date(2026, 2, 3),
        "status": "active",
        "place": 30210000,
        "place_level": "district",
    },
    {"given_name": "มาเรีย แอนนา", "surname": "ทดลอง", "birth_year": 1980, "place": 30000000, "place_level": "province"},
    {"title": "พระครู", "given_name": "สมชาย", "monastic_name": "ธมฺมโชโต", "place": 30210501, "place_level": "village"},
    {"given_name": "แดง", "line_id": "daeng-private", "email": "daeng@private.example", "place": None},
)


def _registry() -> list[dict[str, Any]]:
    return [dict(row) for row in Person.objects.order_by("pk").values()]


def _taken_home(file_format: str) -> bytes:
    taken = exported(OPERATOR, Wanted(), "name", reason="ทดสอบการส่งออกและนำเข้ากลับ", file_format=file_format)
    rows = export_rows(OPERATOR, taken.ids)
    if file_format == "csv":
        return "".join(stream_csv(headings(), rows, above=taken.lines)).encode()
    with write_xlsx(headings(), rows, above=taken.lines) as book:
        return book.read()


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_it_changes_nothing(file_format: str, language: str) -> None:
    for values in AWKWARD:
        create_person(OPERATOR, values=values)
    before = _registry()
    with translation.override(language):
        content = _taken_home(file_format)
    batch: ImportBatch = start_import(
        OPERATOR, kind="people", file=keep_file([content]), file_name=f"คน.{file_format}", source="ส่งกลับ"
    )
    read_and_check(batch)
    assert {row.number: (row.outcome, row.why) for row in batch.rows.exclude(outcome="unchanged")} == {}
    assert sum(batch.counts.values()) == len(AWKWARD)
    begin_bringing_in(OPERATOR, batch.pk)
    bring_in_batch(OPERATOR, batch.pk)
    assert _registry() == before
