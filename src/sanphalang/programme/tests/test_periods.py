"""The report of a period: what it counts, who gets what of it, and as which file."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.programme import actions, activity_actions
from sanphalang.programme.activities import plan
from sanphalang.programme.models import Activity, Milestone
from sanphalang.programme.period_document import period_document
from sanphalang.programme.periods import Report, quarter_around, report_of
from sanphalang.programme.rules import Timing
from sanphalang.programme.sampling import take_samples
from sanphalang.programme.tests.factories import national_team
from sanphalang.thai.periods import Period
from sanphalang.web.table import Cell, Table

pytestmark = pytest.mark.django_db

PAGE = "/programme/report"
ORGANISATIONS = "KPI3"


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_day_lies_in_one_quarter_of_three_months(day: date) -> None:
    quarter = quarter_around(day)
    assert quarter.holds(day)
    assert quarter.start.day == 1
    assert quarter.start.month in {10, 1, 4, 7}
    assert quarter_around(quarter.end + timedelta(days=1)).start == quarter.end + timedelta(days=1)


def _now() -> Period:
    today = timezone.localdate()
    return Period(today.replace(day=1), today)


def _organisations(report: Report) -> tuple[int | None, int | None]:
    found = next(each for each in report.indicators if each.standing.indicator.code == ORGANISATIONS)
    return found.standing.now.value, found.change


def test_the_change_is_that_since_the_day_before_the_first() -> None:
    period, today = _now(), timezone.localdate()
    make_organisation(place="300101")
    assert _organisations(report_of(PUBLIC, period)) == (1, None)
    take_samples(period.start - timedelta(days=1))
    make_organisation("กลุ่มทอผ้าบ้านดอน", place="300101")
    make_organisation("กลุ่มเกษตรกรบ้านดอน", place="310101")
    take_samples(today)
    assert _organisations(report_of(PUBLIC, period)) == (3, 2)
    earlier = Period(period.start - timedelta(days=40), period.start - timedelta(days=1))
    assert _organisations(report_of(PUBLIC, earlier)) == (1, None)


def test_each_centre_has_its_figure_and_its_change() -> None:
    period = _now()
    take_samples(period.start - timedelta(days=1))
    make_organisation(place="300101")
    table = _table(PUBLIC, period, "centres")
    assert len(table.rows) == 82
    column = [str(each.label) for each in table.columns].index(ORGANISATIONS)
    cells = [row[column] for row in table.rows]
    assert [(cell.value, cell.note) for cell in cells if isinstance(cell, Cell) and cell.value == 1] == [(1, "+1")]


def _table(viewer: Viewer, period: Period, name: str) -> Table:
    document = period_document(viewer, report_of(viewer, period), site="")
    return next(each.table for each in document.sections if each.name == name and each.table is not None)


def test_activities_of_the_period_alone_and_what_was_noted_in_it() -> None:
    keeper, today = national_team(), timezone.localdate()
    actions.edit_programme(keeper, expected_revision=None, values={"first_month": today.replace(day=1)})
    begun = {row[0].value for row in _table(PUBLIC, _now(), "activities").rows if isinstance(row[0], Cell)}
    year_before = Period(today - timedelta(days=400), today - timedelta(days=370))
    assert begun
    assert report_of(PUBLIC, year_before).courses == []
    number = min(str(each) for each in begun)
    noted = {"day": today, "progress": 40, "spent": 1000, "text": "ประชุมครั้งแรก"}
    activity_actions.note_progress(keeper, number, values=noted)
    assert len(_table(PUBLIC, _now(), "notes").rows) == 1
    assert report_of(PUBLIC, year_before).notes == []


def test_activities_are_told_as_they_stood_on_the_last_day() -> None:
    keeper, today = national_team(), timezone.localdate()
    before = today - timedelta(days=1)
    activity = Activity.objects.filter(milestones=None)[0]
    for day, progress, spent in ((before, 10, 500), (before, None, 700), (today, 100, 900)):
        noted = {"day": day, "progress": progress, "spent": spent, "text": ""}
        activity_actions.note_progress(keeper, activity.number, values=noted)
    told = {}
    for last in (before, today):
        courses = report_of(PUBLIC, Period(before, last)).courses
        told[last] = next(each for each in courses if each.activity.pk == activity.pk)
    assert (told[before].activity.progress, told[before].activity.spent) == (10, 700)
    assert told[before].timing != Timing.DONE
    assert (told[today].activity.progress, told[today].timing) == (100, Timing.DONE)


def test_a_milestone_that_was_reached_later_was_not_reached_yet() -> None:
    today = timezone.localdate()
    activity = Milestone.objects.all()[0].activity
    activity.milestones.update(done_on=today)
    timings = {
        day: next(each.timing for each in plan(PUBLIC, day).courses if each.activity.pk == activity.pk)
        for day in (today - timedelta(days=1), today)
    }
    assert [each == Timing.DONE for each in timings.values()] == [False, True]


def test_how_centres_are_doing_is_told_to_who_may_see_it_and_only_of_those(client: Client) -> None:
    names = {each.name for each in period_document(PUBLIC, report_of(PUBLIC, _now()), site="").sections}
    assert "health" not in names
    assert len(_table(make_viewer(Role.DATA_MANAGER, "30"), _now(), "health").rows) == 1
    assert len(_table(national_team(), _now(), "health").rows) == 82
    heading = "การเข้าระบบครั้งล่าสุดของทีม"
    assert heading not in client.get(f"{PAGE}/").content.decode()
    public = client.get(f"{PAGE}.docx").content
    sign_in(client, make_account(Role.DATA_MANAGER, "30"))
    own = client.get(f"{PAGE}.docx").content
    assert len(Document(BytesIO(own)).tables) == len(Document(BytesIO(public)).tables) + 1
    client.logout()
    assert len(Document(BytesIO(client.get(f"{PAGE}.docx").content)).tables) == len(Document(BytesIO(public)).tables)


def test_one_click_makes_this_quarters_report(client: Client) -> None:
    page = client.get(f"{PAGE}/").content.decode()
    quarter = quarter_around(timezone.localdate())
    asked = f"?first={quarter.start}&amp;last={quarter.end}"
    assert f'href="{PAGE}.pdf{asked}"' in page
    assert f'href="{PAGE}/"' in client.get("/programme/").content.decode()
    pdf = client.get(f"{PAGE}.pdf")
    text = "\n".join(each.extract_text() for each in PdfReader(BytesIO(pdf.content)).pages)
    assert "KPI7" in text
    assert f"/programme/report/?first={quarter.start}" in text
    book = load_workbook(BytesIO(client.get(f"{PAGE}.xlsx").content), read_only=True)
    assert {"indicators", "activities", "centres"} <= set(book.sheetnames)
    assert client.get(f"{PAGE}.exe").status_code == 404


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("first=อะไร&last=1/1/2569", "กรุณากรอกวัน เดือน ปี"),
        ("first=1/1/2569&last=1/12/2568", "วันสุดท้าย"),
        ("first=1/1/2599&last=1/2/2599", "วัน"),
        ("first=&last=1/1/2569", "กรอก"),
    ],
)
def test_a_period_that_cannot_be_is_said_so(client: Client, asked: str, said: str) -> None:
    answer = client.get(f"{PAGE}/?{asked}")
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "report.pdf" not in answer.content.decode()
    sent_on = client.get(f"{PAGE}.pdf?{asked}")
    assert sent_on.status_code == 302
    assert unquote(sent_on.headers["Location"]) == f"{PAGE}/?{asked}"


def test_days_are_understood_in_both_eras(client: Client) -> None:
    thai = client.get(f"{PAGE}/?first=1/10/2568&last=31/12/2568").content.decode()
    common = client.get(f"{PAGE}/?first=2025-10-01&last=2025-12-31").content.decode()
    assert "ไตรมาสที่ 1 ปีงบประมาณ 2569" in thai
    assert "ไตรมาสที่ 1 ปีงบประมาณ 2569" in common


def test_the_number_of_queries_does_not_grow_with_centres_or_notes() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            period_document(PUBLIC, report_of(PUBLIC, _now()), site="")
        return len(found)

    take_samples(timezone.localdate() - timedelta(days=60))
    asked()
    before, keeper = asked(), national_team()
    for number in range(20):
        make_organisation(f"กลุ่มที่ {number}", place="300101")
        noted = {"day": timezone.localdate(), "progress": number, "spent": None, "text": "บันทึก"}
        activity_actions.note_progress(keeper, "1.1", values=noted)
    asked()
    assert asked() <= before + 1
