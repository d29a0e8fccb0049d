"""A list of people that is given as one of organisations is stopped: their names and homes would become public."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.actions import check_again, settle_columns
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import BAKERS, HEADER, WEAVERS, checked
from sanphalang.intake.tests.pages import signed_in
from sanphalang.intake.tests.people_lists import HEADER as PEOPLE_HEADER
from sanphalang.intake.tests.people_lists import TABLE as PEOPLE
from sanphalang.organisations.models import Organisation

pytestmark = pytest.mark.django_db

Stage = ImportBatch.Stage
SOMSRI = ("นาง", "สมศรี", "สมมติ", "ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา")
PLACE = ("ตำบล", "อำเภอ", "จังหวัด")


@pytest.mark.parametrize(
    ("header", "rows", "heading"),
    [
        (("คำนำหน้า", "ชื่อ", "นามสกุล", *PLACE), [SOMSRI], "คำนำหน้า"),
        (("ชื่อ", "นามสกุล", *PLACE), [SOMSRI[1:]], "นามสกุล"),
        (PEOPLE_HEADER, PEOPLE, "เลขประจำตัวประชาชน"),
        (("คำนำหน้า", "ชื่อ", "นามสกุล", "หน่วยงาน", *PLACE), [(*SOMSRI[:3], WEAVERS[0], *SOMSRI[3:])], "คำนำหน้า"),
    ],
)
def test_a_list_of_people_is_stopped(header: tuple[str, ...], rows: list[tuple[str, ...]], heading: str) -> None:
    batch = checked(rows, header=header)
    assert (batch.stage, batch.refusal) == (Stage.REFUSED, {"kind": "names_people", "details": {"heading": heading}})
    assert not batch.rows.exists()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        ("รายชื่อ", *HEADER[1:]),
        ("ชื่อกลุ่ม", "คำนำหน้า", "ชื่อประธาน", "นามสกุล", *HEADER[4:]),
        ("ชื่อ", *HEADER[1:]),
    ],
)
def test_a_list_of_organisations_goes_on(header: tuple[str, ...]) -> None:
    assert checked([WEAVERS, BAKERS], header=header).stage == Stage.REVIEW


def test_the_page_leads_on_both_ways(client: Client) -> None:
    viewer = signed_in(client, Role.DATA_MANAGER)
    batch = checked([SOMSRI], header=("คำนำหน้า", "ชื่อ", "นามสกุล", *PLACE), viewer=viewer, centre="30")
    html = client.get(f"/imports/{batch.pk}/", {"lang": "en"}).content.decode()
    assert "it has the column “คำนำหน้า”" in html
    assert 'href="/imports/new/?kind=people"' in html
    assert '<option value="people" selected>' in client.get("/imports/new/?kind=people").content.decode()
    client.post(f"/imports/{batch.pk}/check-again/", {"of_organisations": "yes"})
    batch.refresh_from_db()
    assert batch.layout["of_organisations"] is True


def test_whoever_knows_better_has_it_checked() -> None:
    batch = checked([SOMSRI], header=("คำนำหน้า", "ชื่อ", "นามสกุล", *PLACE))
    batch = check_again(OPERATOR, batch.pk, of_organisations=True)
    read_and_check(batch)
    assert batch.stage == Stage.REVIEW


def test_names_in_one_cell_are_asked_about_and_stopped_when_they_are_chosen() -> None:
    batch = checked([("สมศรี สมมติ", "2510", *SOMSRI[3:])], header=("ชื่อ-สกุล", "ปีเกิด", *PLACE))
    assert batch.stage == Stage.COLUMNS
    keys = {column["header"]: column["key"] for column in batch.layout["columns"]}
    batch = settle_columns(OPERATOR, batch.pk, chosen={keys["ชื่อ-สกุล"]: "name"})
    read_and_check(batch)
    assert (batch.stage, batch.refusal["kind"]) == (Stage.REFUSED, "names_people")
