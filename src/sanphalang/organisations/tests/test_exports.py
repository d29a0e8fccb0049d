"""Downloads: what stands in the cells, in the order of the list, safe to open and fit to come back."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.utils import timezone, translation
from python_calamine import CalamineWorkbook

from sanphalang.access.roles import Role
from sanphalang.organisations.exports import HEADINGS, headings
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.web.exports import unescape_cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def full() -> None:
    make_organisation(
        "=กลุ่มทอผ้าไหมบ้านหนองบัว",
        place="302105",
        registration_no="0012345",
        village_no="3",
        address="12/4 ถนนมิตรภาพ",
        telephone="044-123-456",
        contact_published=True,
        latitude=14.52,
        longitude=101.4,
        members=1204,
        founded_year=2015,
        status="active",
        confirmed_on=date(2025, 2, 14),
        activity="ทอผ้า\nย้อมสีธรรมชาติ",
    )
    make_organisation("กลุ่มไม่ทราบอะไรเลย")


def _csv(client: Client, **asked: str) -> list[dict[str, str]]:
    text = client.get("/organisations/export.csv", asked).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


EXPECTED = {
    "en": {
        "Sanphalang ID": None,
        "Name": "=กลุ่มทอผ้าไหมบ้านหนองบัว",
        "Registration number": "0012345",
        "Activity": "ทอผ้า\nย้อมสีธรรมชาติ",
        "Address": "12/4 ถนนมิตรภาพ",
        "Village number": "3",
        "Village": "",
        "Subdistrict": "หมูสี",
        "District": "ปากช่อง",
        "Province": "นครราชสีมา",
        "Place code": "302105",
        "Telephone": "044-123-456",
        "Members": "1204",
        "Founded": "2015",
        "Status": "Active",
        "Last confirmed": "2025-02-14",
        "Latitude": "14.52",
    },
}


@pytest.mark.usefixtures("full")
def test_cells_of_a_full_record(client: Client) -> None:
    row = _csv(client, place="30", lang="en")[0]
    assert row["Name"].startswith("'="), "a spreadsheet must not calculate it"
    for heading, expected in EXPECTED["en"].items():
        if expected is not None:
            assert unescape_cell(row[heading]) == expected, heading


@pytest.mark.usefixtures("full")
def test_a_year_is_of_the_readers_era(client: Client) -> None:
    with translation.override("th"):
        founded = str(HEADINGS["founded"])
    assert _csv(client, place="30", lang="th")[0][founded] == "2558"


@pytest.mark.usefixtures("full")
def test_what_nobody_knows_is_empty(client: Client) -> None:
    unknown = next(row for row in _csv(client, lang="en") if row["Name"] == "กลุ่มไม่ทราบอะไรเลย")
    assert {heading for heading, cell in unknown.items() if cell} == {"Sanphalang ID", "Name", "Kind"}


@pytest.mark.parametrize("language", ["th", "en"])
def test_headings_are_of_the_readers_language_and_all_different(language: str) -> None:
    with translation.override(language):
        assert len(set(headings())) == len(HEADINGS)


@pytest.mark.usefixtures("full")
def test_the_workbook_holds_the_same_cells(client: Client) -> None:
    response = client.get("/organisations/export.xlsx", {"place": "30", "lang": "en"})
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(response))).get_sheet_by_index(0).to_python()
    row = dict(zip(sheet[0], sheet[1], strict=True))
    assert row["Name"] == "=กลุ่มทอผ้าไหมบ้านหนองบัว"
    assert row["Registration number"] == "0012345"
    assert row["Members"] == 1204
    assert row["Place code"] == "302105"
    assert f"organisations-{timezone.localdate().isoformat()}.xlsx" in response.headers["Content-Disposition"]


def test_rows_follow_the_filter_and_the_order_of_the_list(client: Client) -> None:
    for name, members, place in (("ก", 3, "30"), ("ข", None, "30"), ("ค", 9, "30"), ("ง", 5, "31")):
        make_organisation(f"กลุ่ม{name}", members=members, place=place)
    names = [row["Name"][-1] for row in _csv(client, place="30", sort="-members", lang="en")]
    assert names == ["ค", "ก", "ข"]


def test_a_filter_that_makes_no_sense_takes_nothing_home(client: Client) -> None:
    make_organisation()
    assert _csv(client, place="no such place") == []


@pytest.mark.parametrize("address", ["/organisations/export.pdf", "/organisations/export.csv/x"])
def test_other_formats_do_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_own_rows_carry_contacts_and_others_do_not(client: Client) -> None:
    make_organisation("กลุ่มของเรา", place="30", telephone="0000-111-111")
    make_organisation("กลุ่มของเขา", place="31", telephone="0000-222-222")
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    telephones = {row["Name"]: row["Telephone"] for row in _csv(client, lang="en")}
    assert telephones == {"กลุ่มของเรา": "0000-111-111", "กลุ่มของเขา": ""}
