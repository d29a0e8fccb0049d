"""A person points at the row of the heading: the list is read from there, and stays so until it is said otherwise."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.storage import keep_file
from sanphalang.intake import actions
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import brought_in
from sanphalang.intake.tests.pages import signed_in, words, worked
from sanphalang.organisations.models import Organisation

pytestmark = pytest.mark.django_db

# As agencies send it: a form with a small table of its own stands above the list, under better words than the list's.
AWKWARD = (
    ("แบบสำรวจกลุ่มในพื้นที่ (จำลอง)",),
    ("ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จังหวัด", "โทรศัพท์", "จำนวนสมาชิก"),
    ("ตัวอย่างการกรอก", "ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา", "0000999999", "10"),
    (),
    ("ใคร", "อยู่ตรงไหน", "ขึ้นกับ", "", "ติดต่อ", "มีกี่คน"),
    ("กลุ่มทอผ้าตัวอย่างหนองบัว", "ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา", "0000123456", "35"),
    ("กลุ่มขนมตัวอย่างโนนสูง", "โนนสูง", "โนนสูง", "นครราชสีมา", "0000234567", "12"),
    ("กลุ่มจักสานตัวอย่างหมูสี", "หมูสี", "ปากช่อง", "นครราชสีมา", "0000345678", "20"),
)
NAMES = ["กลุ่มทอผ้าตัวอย่างหนองบัว", "กลุ่มขนมตัวอย่างโนนสูง", "กลุ่มจักสานตัวอย่างหมูสี"]


@pytest.fixture
def viewer(client: Client) -> Viewer:
    return signed_in(client)


def _checked(rows: tuple[tuple[str, ...], ...], viewer: Viewer = OPERATOR, centre: str = "30") -> ImportBatch:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    kept = keep_file([text.getvalue().encode()])
    found = Centre.objects.get(code=centre) if centre else None
    batch = actions.start_import(
        viewer, kind="organisations", file=kept, file_name="แบบ.csv", source="สำรวจ", centre=found
    )
    read_and_check(batch)
    return batch


def _point(client: Client, batch: ImportBatch, **said: str) -> ImportBatch:
    client.post(f"/imports/{batch.pk}/heading/", said)
    batch.refresh_from_db()
    return worked(batch)


def _settle(client: Client, batch: ImportBatch, last: str) -> ImportBatch:
    """Say what the last column is, whose few small numbers are taken for codes of provinces."""
    fields = {f"column-{column['index']}": column["field"] or "" for column in batch.layout["columns"]}
    client.post(f"/imports/{batch.pk}/columns/", fields | {"column-5": last})
    batch.refresh_from_db()
    return worked(batch)


def test_the_row_pointed_at_is_the_heading_and_rows_above_are_no_data(client: Client, viewer: Viewer) -> None:
    batch = _checked(AWKWARD, viewer)
    assert batch.layout["header_rows"] == [2]
    batch = _point(client, batch, row="5")
    assert batch.layout["header_rows"] == [5]
    assert [column["header"] for column in batch.layout["columns"]] == list(AWKWARD[4])
    said = words(client.get(f"/imports/{batch.pk}/columns/"))
    assert "The heading is row 5." in said
    assert "Where the heading stands was said by hand." in said
    batch = brought_in(_settle(client, batch, "members"), viewer)
    assert dict(Organisation.objects.values_list("name", "members")) == dict(zip(NAMES, (35, 12, 20), strict=True))


def test_it_stays_with_the_batch_when_columns_are_settled_and_the_list_is_checked_again(
    client: Client, viewer: Viewer
) -> None:
    batch = _point(client, _checked(AWKWARD, viewer), row="5")
    batch = _settle(client, batch, "")
    client.post(f"/imports/{batch.pk}/check-again/")
    batch.refresh_from_db()
    worked(batch)
    assert (batch.layout["header_rows"], batch.layout["columns"][5]["field"]) == ([5], None)
    assert _point(client, batch, found="1").layout["header_rows"] == [2]


def test_a_list_without_a_heading_begins_with_its_first_row(client: Client, viewer: Viewer) -> None:
    batch = _checked(AWKWARD[5:], viewer)
    batch = _point(client, batch, none="1", row="1")
    assert batch.layout["header_rows"] == []
    assert sum(batch.counts.values()) == 3


def test_a_row_of_data_pointed_at_names_no_column(client: Client, viewer: Viewer) -> None:
    batch = _point(client, _checked(AWKWARD, viewer), row="6")
    assert {column["header"] for column in batch.layout["columns"]} == {""}
    assert "This row gives no headings" in words(client.get(f"/imports/{batch.pk}/columns/"))


@pytest.mark.parametrize("row", ["", "0", "-1", "201", "5.5", "1e3", "9" * 30])
def test_a_number_that_cannot_be_the_row_is_refused(client: Client, viewer: Viewer, row: str) -> None:
    batch = _checked(AWKWARD, viewer)
    client.post(f"/imports/{batch.pk}/heading/", {"row": row})
    batch.refresh_from_db()
    assert (batch.stage, batch.layout.get("chosen_header")) == ("review", None)


def test_another_sheet_begins_with_a_heading_of_its_own(client: Client, viewer: Viewer) -> None:
    batch = _point(client, _checked(AWKWARD, viewer), row="5")
    client.post(f"/imports/{batch.pk}/sheet/", {"sheet": "0"})
    batch.refresh_from_db()
    assert worked(batch).layout["header_rows"] == [2]


def test_what_is_in_the_registry_is_not_read_otherwise(viewer: Viewer) -> None:
    batch = brought_in(_checked(AWKWARD, viewer), viewer)
    with pytest.raises(Refused):
        actions.choose_header(viewer, batch.pk, row=5)


def test_only_who_may_see_the_cells_points_at_a_heading(client: Client, viewer: Viewer) -> None:
    """Under another heading cells that are hidden from a viewer would become the names of columns."""
    batch = _checked(AWKWARD, viewer)
    national = signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    assert "heading-row" not in client.get(f"/imports/{batch.pk}/columns/").content.decode()
    with pytest.raises(Refused):
        actions.choose_header(national, batch.pk, row=6)
