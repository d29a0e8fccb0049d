"""Pages of the programme: who sees and changes what, and what two who write at once are shown."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.access.writing import ChangedMeanwhileError
from sanphalang.ledger.models import Entry
from sanphalang.people.rules import PersonRole
from sanphalang.people.tests.factories import make_person
from sanphalang.programme import actions
from sanphalang.programme.models import Indicator, Programme, Reading
from sanphalang.web.exports import unescape_cell

pytestmark = pytest.mark.django_db

EDITED = {
    "name_th": "ข้อมูลองค์กรชุมชน",
    "counts": "organisations",
    "unit_th": "องค์กร",
    "baseline": "๑๗๕,๔๗๔",
    "target": "210,000",
    "ends_on": "30/9/2570",
}


@pytest.fixture
def keeper(client: Client) -> Client:
    sign_in(client, make_account(Role.NATIONAL_ADMINISTRATOR))
    return client


def test_everybody_sees_where_the_programme_stands(client: Client) -> None:
    page = client.get("/programme/").content.decode()
    assert page.count('class="indicator"') == 7
    assert "จาก 200,000 องค์กร" in page
    assert "เพิ่มตัวชี้วัด" not in page
    one = client.get("/programme/indicators/KPI3/").content.decode()
    assert "องค์กรชุมชนทุกแห่งในทะเบียน" in one
    assert one.count('href="/organisations/?place=') == 76
    assert client.get("/programme/indicators/KPI9/").status_code == 404


def test_people_are_opened_only_by_who_sees_people(client: Client) -> None:
    make_person(place="300101", roles={PersonRole.FACILITATOR})
    assert "/people/?" not in client.get("/programme/indicators/KPI4/").content.decode()
    sign_in(client, make_account(Role.DATA_MANAGER, "30"))
    assert "/people/?role=facilitator" in client.get("/programme/indicators/KPI4/").content.decode()


def test_a_coordinator_changes_nothing(client: Client) -> None:
    coordinator = make_viewer(Role.COORDINATOR, "30")
    with pytest.raises(Refused):
        actions.edit_programme(coordinator, expected_revision=1, values={"months": 20})
    sign_in(client, make_account(Role.COORDINATOR, "30"))
    for address in ("edit/", "indicators/new/", "indicators/KPI3/edit/", "indicators/KPI2/figures/new/"):
        assert client.post(f"/programme/{address}", EDITED).status_code == 403
    assert Indicator.objects.get(code="KPI3").target == 200_000


def test_an_indicator_is_edited_and_its_history_told(keeper: Client) -> None:
    assert keeper.post("/programme/indicators/KPI3/edit/", {**EDITED, "revision": "1"}).status_code == 302
    indicator = Indicator.objects.get(code="KPI3")
    assert (indicator.baseline, indicator.target, indicator.ends_on) == (175_474, 210_000, date(2027, 9, 30))
    assert "200,000 → 210,000" in keeper.get("/programme/indicators/KPI3/").content.decode()
    changes = Entry.objects.filter(verb="programme.edit_indicator").latest("id").changes
    assert "ข้อมูล" not in str(changes)  # words may name somebody


def test_who_was_second_is_shown_both_versions(keeper: Client) -> None:
    values = {"target": 205_000}
    actions.edit_indicator(OPERATOR, "KPI3", expected_revision=1, values=values)
    with pytest.raises(ChangedMeanwhileError):
        actions.edit_indicator(OPERATOR, "KPI3", expected_revision=1, values={"target": 1})
    answer = keeper.post("/programme/indicators/KPI3/edit/", {**EDITED, "revision": "1"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "205000" in page
    assert "210,000" in page
    assert Indicator.objects.get(code="KPI3").target == 205_000


def test_an_indicator_is_added_closed_and_opened_again(keeper: Client) -> None:
    added = {**EDITED, "code": "FORUMS", "name_th": "เวทีระดับจังหวัด", "counts": "by_hand", "target": "77"}
    assert keeper.post("/programme/indicators/new/", added).status_code == 302
    again = keeper.post("/programme/indicators/new/", {**added, "code": "forums"})
    assert "มีตัวชี้วัดรหัสนี้แล้ว" in again.content.decode()
    keeper.post("/programme/indicators/FORUMS/close/")
    assert "FORUMS" not in keeper.get("/programme/").content.decode()
    keeper.post("/programme/indicators/FORUMS/reopen/")
    assert "FORUMS" in keeper.get("/programme/").content.decode()


def test_a_figure_by_hand_needs_its_source_and_can_be_left_out(keeper: Client) -> None:
    address = "/programme/indicators/KPI2/figures/new/"
    today = timezone.localdate()
    day = f"{today.day}/{today.month}/{today.year + 543}"
    refused = keeper.post(address, {"value": "12", "day": day, "source": ""})
    assert (refused.status_code, Reading.objects.count()) == (200, 0)
    assert keeper.post(address, {"value": "สิบสอง", "day": day, "source": "ก"}).status_code == 200
    keeper.post(address, {"value": "๑๒", "day": day, "centre": "30", "source": "หนังสือ ศปจ. ที่ 12"})
    page = keeper.get("/programme/indicators/KPI2/").content.decode()
    assert "หนังสือ ศปจ. ที่ 12" in page
    assert "บันทึกด้วยมือ" in keeper.get("/programme/").content.decode()
    keeper.post(f"/programme/figures/{Reading.objects.get().pk}/take-back/")
    assert "หนังสือ ศปจ. ที่ 12" not in keeper.get("/programme/indicators/KPI2/").content.decode()


def test_the_first_month_gives_the_programme_its_days(keeper: Client) -> None:
    values = {"name_th": "โครงการ", "first_month": "ต.ค. 2568", "months": "18", "revision": "1"}
    assert keeper.post("/programme/edit/", {**values, "first_month": "2568"}).status_code == 200
    assert keeper.post("/programme/edit/", values).status_code == 302
    assert Programme.objects.get().first_month == date(2025, 10, 1)
    assert "ต.ค. 2568 – มี.ค. 2570" in keeper.get("/programme/").content.decode()


@pytest.mark.parametrize("asked", ["table=csv&sort=-value", "chart=past&file=csv"])
def test_figures_are_taken_home(client: Client, asked: str) -> None:
    answer = client.get(f"/programme/indicators/KPI3/?{asked}")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len([unescape_cell(line) for line in lines]) >= 3
