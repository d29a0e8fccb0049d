"""A list that was taken home and comes back unchanged changes nothing: CSV and workbook, Thai and English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation

from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.demo.actions import make_country
from sanphalang.demo.country import Scale
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import begin_bringing_in, start_import
from sanphalang.intake.bringing import bring_in_batch
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.organisations.exports import export_rows, headings
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.tests.factories import make_organisation, make_viewer
from sanphalang.web.exports import stream_csv, write_xlsx
from tests.real_lists.files import DATA, PRODUCTS, needs_real_lists
from tests.real_lists.journeys import brought_in, checked

pytestmark = pytest.mark.django_db


def _registry() -> list[dict[str, Any]]:
    return [dict(row) for row in Organisation.objects.order_by("pk").values()]


def _changes(before: list[dict[str, Any]]) -> dict[str, list[tuple[Any, Any]]]:
    """Return by column what has changed, from what to what."""
    changes: dict[str, list[tuple[Any, Any]]] = {}
    for old, new in zip(before, _registry(), strict=True):
        for name in old.keys() - {"updated_at", "revision"}:
            if old[name] != new[name]:
                changes.setdefault(name, []).append((old[name], new[name]))
    return changes


def _taken_home(viewer: Viewer, file_format: str, language: str) -> bytes:
    with translation.override(language):
        rows: Iterator[Any] = export_rows(viewer, Organisation.objects.order_by("name_sort", "id"))
        if file_format == "csv":
            return "".join(stream_csv(headings(), rows)).encode()
        with write_xlsx(headings(), rows) as book:
            return book.read()


def _brought_back(content: bytes, file_format: str, viewer: Viewer = OPERATOR) -> ImportBatch:
    name = f"รายชื่อองค์กร.{file_format}"
    batch = start_import(viewer, kind="organisations", file=keep_file([content]), file_name=name, source="ส่งกลับ")
    read_and_check(batch)
    begin_bringing_in(viewer, batch.pk)
    bring_in_batch(viewer, batch.pk)
    batch.refresh_from_db()
    return batch


def _nothing_changes(file_format: str, language: str) -> None:
    before = _registry()
    batch = _brought_back(_taken_home(OPERATOR, file_format, language), file_format)
    assert [(row.number, row.outcome, row.why) for row in batch.rows.filter(outcome="doubtful")] == []
    assert _changes(before) == {}
    assert batch.counts["unchanged"] == len(before) == sum(batch.counts.values())
    assert _registry() == before


@pytest.fixture
def awkward() -> None:
    """Organisations whose values are easily spoilt on the way."""
    make_organisation(
        "=กลุ่มทอผ้าไหมบ้านหนองบัว",
        place="302105",
        registration_no="0012345",
        village_no="3",
        address="-12/4 ถนนมิตรภาพ ต.ในเมือง อ.เมือง จ.ขอนแก่น",
        telephone="0000-123-456, 0000-123-457",
        contact_name="'นางสาวใจดี มีสุข",
        email="group@private.example",
        website="https://example.org/?a=1&b=2",
        latitude=14.52123456789,
        longitude=101.4,
        members=0,
        founded_year=2015,
        status="active",
        confirmed_on=date(2025, 2, 14),
        activity='ทอผ้า\n-ย้อมสีธรรมชาติ\n"ตะกร้า"; 1,5',
    )
    make_organisation("กลุ่มไม่ทราบอะไรเลย")
    make_organisation("กลุ่มไม่ทราบอะไรเลย")
    make_organisation("๑. กลุ่มออมทรัพย์ (สาขา ๒)", place="30", status="closed", founded_year=1957)
    make_organisation("รวมใจ", place="1001", members=1)
    make_organisation("2567", place="100101", village_no="01")
    make_organisation("กลุ่มทอผ้า", kind="temple", place="30010101", latitude=0.0, longitude=0.0)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.usefixtures("awkward")
def test_awkward_values(file_format: str, language: str) -> None:
    _nothing_changes(file_format, language)


@pytest.mark.parametrize(("file_format", "language"), [("csv", "th"), ("xlsx", "en")])
def test_a_country(file_format: str, language: str) -> None:
    make_country(OPERATOR, scale=Scale.SMALL, seed=7, today=timezone.localdate())
    _nothing_changes(file_format, language)


@needs_real_lists
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_a_real_list_became(file_format: str) -> None:
    brought_in(checked(Path(DATA / PRODUCTS)))
    _nothing_changes(file_format, "th")


@pytest.mark.usefixtures("awkward")
def test_a_list_without_the_contacts_that_its_reader_may_not_see() -> None:
    """Cells that are empty because they were not shown say nothing."""
    national = make_viewer(Role.NATIONAL_ADMINISTRATOR)
    content = _taken_home(national, "csv", "th")
    assert "0000-123" not in content.decode()
    before = _registry()
    assert _brought_back(content, "csv", national).counts["unchanged"] == len(before)
    assert _registry() == before


@pytest.mark.usefixtures("awkward")
def test_once_it_has_come_back_it_can_come_again() -> None:
    content = _taken_home(OPERATOR, "xlsx", "th")
    _brought_back(content, "xlsx")
    claims = list(Claim.objects.values_list("pk", "revision"))
    _brought_back(content, "xlsx")
    assert list(Claim.objects.values_list("pk", "revision")) == claims


@pytest.mark.usefixtures("awkward")
def test_control_one_changed_cell_is_one_change() -> None:
    content = _taken_home(OPERATOR, "csv", "th").decode().replace("0012345", "0012346")
    assert _brought_back(content.encode(), "csv").counts["updated"] == 1
    assert Organisation.objects.filter(registration_no="0012346").count() == 1
