"""The work plan: what the document gives, how it is drawn, and what the national team notes."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.access.writing import CannotBeError
from sanphalang.programme import actions, activities, activity_actions
from sanphalang.programme.gantt import Bar, gantt, when_shown
from sanphalang.programme.models import Activity, LogEntry, Milestone
from sanphalang.programme.rules import Timing

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 30)


@pytest.fixture
def keeper(client: Client) -> Client:
    sign_in(client, make_account(Role.NATIONAL_ADMINISTRATOR))
    return client


def _begin() -> None:
    actions.edit_programme(OPERATOR, expected_revision=None, values={"first_month": date(2025, 10, 1)})


def _row(number: str) -> dict[str, object]:
    drawn = gantt(activities.plan(PUBLIC, TODAY))
    return next(row for part in drawn["parts"] for row in part["rows"] if row["number"] == number)


def _timing(number: str) -> Timing:
    courses = activities.plan(PUBLIC, TODAY).courses
    return next(course.timing for course in courses if course.activity.number == number)


def test_the_plan_is_that_of_the_document() -> None:
    plan = activities.plan(PUBLIC)
    assert [len(courses) for _part, courses in plan.parts] == [2, 4, 3, 3]
    assert (plan.months, plan.now) == (18, None)
    courses = {course.activity.number: course for course in plan.courses}
    assert [milestone.month for milestone in courses["2.4"].milestones] == [3, 12]
    assert when_shown(plan, courses["3.1"]) == "ตั้งแต่ เดือนที่ 4 ยังไม่กำหนดวันสิ้นสุด"
    assert all(course.activity.last_month is None for course in plan.courses)


def test_an_activity_without_an_end_is_drawn_open_and_is_never_late() -> None:
    _begin()
    assert _row("3.1")["bar"] == Bar(start=16.67, length=83.33, done=0.0, is_open=True)
    assert _timing("3.1") is Timing.UNDER_WAY
    assert _timing("1.1") is Timing.UNDER_WAY  # its milestones are over, but no end was set
    assert _row("2.2")["bar"] is None


def test_an_activity_with_an_end_is_late_when_it_has_passed() -> None:
    _begin()
    activity_actions.edit_activity(OPERATOR, "2.1", expected_revision=None, values={"last_month": 10})
    assert _row("2.1")["bar"] == Bar(start=11.11, length=44.45, done=0.0, is_open=False)
    assert str(_row("2.1")["timing"]["word"]) == "ล่าช้า 4 เดือน"  # type: ignore[index]
    _note("2.1", progress=100)
    assert _timing("2.1") is Timing.DONE


def _note(number: str, **values: object) -> int:
    noted = {"day": date(2026, 11, 1), "progress": None, "spent": None, "text": ""}
    return activity_actions.note_progress(OPERATOR, number, values={**noted, **values})


def test_progress_follows_the_log() -> None:
    _note("1.2", progress=20, spent=500)
    last = _note("1.2", progress=60, day=date(2026, 11, 20))
    _note("1.2", text="พบกันที่ขอนแก่น", day=date(2026, 11, 25))
    activity = Activity.objects.get(number="1.2")
    assert (activity.progress, activity.spent) == (60, 500)
    activity_actions.take_note_back(OPERATOR, last)
    activity.refresh_from_db()
    assert (activity.progress, activity.spent) == (20, 500)
    words = _note("1.2", text="โทรหานางสมศรี")
    activity_actions.take_note_back(OPERATOR, words)
    assert LogEntry.objects.get(pk=words).text == ""
    with pytest.raises(CannotBeError):
        _note("1.2")


def test_milestones_are_set_and_done() -> None:
    activity_actions.edit_activity(OPERATOR, "1.1", expected_revision=1, values={}, milestones=[2, 6])
    assert list(Milestone.objects.filter(activity__number="1.1").values_list("month", flat=True)) == [2, 6]
    assert Activity.objects.get(number="1.1").revision == 2
    for month in (2, 6):
        activity_actions.set_milestone(OPERATOR, "1.1", month, done_on=TODAY)
    _begin()
    assert _timing("1.1") is Timing.DONE


def test_others_change_nothing_in_the_plan(client: Client) -> None:
    with pytest.raises(Refused):
        activity_actions.close_activity(make_viewer(Role.NATIONAL_ANALYST), "1.1")
    assert client.post("/programme/activities/1.1/milestones/2/", {"done": "1"}).status_code in (302, 403)
    assert not Milestone.objects.exclude(done_on=None).exists()


def test_the_national_team_keeps_the_plan_on_its_pages(keeper: Client) -> None:
    added = {"plan": "2", "number": "๒.๕", "name_th": "จัดทำคู่มือ", "first_month": "5", "milestones": "๖, 8"}
    assert keeper.post("/programme/activities/new/", {**added, "last_month": "4"}).status_code == 200
    assert keeper.post("/programme/activities/new/", added).status_code == 302
    again = keeper.post("/programme/activities/new/", added)
    assert "มีกิจกรรมลำดับนี้แล้ว" in again.content.decode()
    edited = {**added, "budget": "1,200,000", "milestones": "6", "revision": "1"}
    assert keeper.post("/programme/activities/2.5/edit/", edited).status_code == 302
    assert keeper.post("/programme/activities/2.5/edit/", {**edited, "budget": "5"}).status_code == 409
    noted = {"day": "1/11/2568", "progress": "40", "text": "ส่งร่างให้ศูนย์อ่าน"}
    assert keeper.post("/programme/activities/2.5/notes/new/", {**noted, "progress": "140"}).status_code == 200
    assert keeper.post("/programme/activities/2.5/notes/new/", noted).status_code == 302
    page = keeper.get("/programme/activities/2.5/").content.decode()
    assert "ส่งร่างให้ศูนย์อ่าน" in page
    assert "1,200,000" in page
    keeper.post(f"/programme/notes/{LogEntry.objects.get().pk}/take-back/")
    assert "ส่งร่างให้ศูนย์อ่าน" not in keeper.get("/programme/activities/2.5/").content.decode()
    keeper.post("/programme/activities/2.5/close/")
    assert "จัดทำคู่มือ<" not in keeper.get("/programme/plan/").content.decode()


def test_everybody_sees_the_plan_and_takes_it_home(client: Client) -> None:
    page = client.get("/programme/plan/").content.decode()
    assert page.count('class="gantt-open"') == 8 + 1  # and the key
    assert page.count("<circle") == 4 + 2
    rows = b"".join(client.get("/programme/plan/?table=csv").streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(rows) == 2 + 12
