"""The incident pack: exactly who was exposed by an account in a window of time."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.http import FileResponse
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.staff_sessions import open_staff_session
from sanphalang.ledger.actions import record
from sanphalang.ledger.models import Entry
from sanphalang.organisations.tests.factories import make_account, make_viewer
from sanphalang.people.models import Person
from sanphalang.people.rules import derived_from_name
from sanphalang.portal.incident import assemble

pytestmark = pytest.mark.django_db

CULPRIT, OTHER = "user:501", "user:502"
NOON = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Asia/Bangkok"))
HOUR = timedelta(hours=1)

Did = Callable[..., None]


@pytest.fixture
def did(monkeypatch: pytest.MonkeyPatch) -> Did:
    """Write an entry as it would have been written at some moment."""

    def write(verb: str, at: datetime, person: int = 0, *, actor: str = CULPRIT, people: str = "") -> None:
        subject = ("person", str(person)) if person else ("export", "people")
        changes = {"people": ["", people], "rows": ["", 0]} if people else {}
        with monkeypatch.context() as then, transaction.atomic():
            then.setattr(timezone, "now", lambda: at)
            record(actor, verb, subject, place=None, changes=changes)

    return write


def test_everybody_who_was_seen_or_taken_and_nobody_else(did: Did) -> None:
    did("people.see_private", NOON - 2 * HOUR, 1)  # before the window
    did("people.see_private", NOON - HOUR, 2)
    did("people.see_private", NOON, 3)
    did("people.see_private", NOON + timedelta(minutes=5), 3)
    did("people.export", NOON, people="3-5 9")
    did("people.see_private", NOON, 6, actor=OTHER)
    did("people.edit", NOON, 7)  # an edit shows nothing by itself
    did("people.see_private", NOON + HOUR, 8)  # the window ends before it
    did("intake.see_private", NOON, 44)  # a list, named by its number
    found = assemble(make_viewer(Role.DATA_PROTECTION_OFFICER), actor=CULPRIT, start=NOON - HOUR, end=NOON + HOUR)
    assert sorted(found.people) == [2, 3, 4, 5, 9]
    assert (found.looks, found.downloads, found.lists) == (4, 1, ["44"])
    three = found.people[3]
    assert (three.looks, three.downloads, three.first, three.last) == (2, 1, NOON, NOON + timedelta(minutes=5))


@pytest.mark.parametrize("role", [Role.MEMBER, Role.DATA_MANAGER, Role.COORDINATOR, Role.NATIONAL_ANALYST])
def test_who_may_not(role: Role) -> None:
    viewer = make_viewer(role, centre="" if role.is_national else "30")
    with pytest.raises(Refused):
        assemble(viewer, actor=CULPRIT, start=NOON, end=NOON + HOUR)


def test_that_it_was_assembled_is_recorded(did: Did) -> None:
    did("people.see_private", NOON, 3)
    officer = make_viewer(Role.DATA_PROTECTION_OFFICER)
    assemble(officer, actor=CULPRIT, start=NOON, end=NOON + HOUR)
    entry = Entry.objects.filter(verb="access.assemble_incident").get()
    assert (entry.actor, entry.subject_id, entry.changes["people"]) == (officer.actor, "501", ["", 1])


def _person(name: str, telephone: str) -> Person:
    derived = derived_from_name(name, "สมมติ")
    return Person.objects.create(
        given_name=name,
        surname="สมมติ",
        place=30010100,
        place_level="subdistrict",
        telephone=telephone,
        **derived._asdict(),
    )


def _asked(client: Client, culprit: str, **more: str) -> FileResponse:
    window = {"who": culprit, "first": "1/11/2569", "last": "1 พ.ย. 2569"}
    response: FileResponse = client.post("/log/incident/", window | more)  # type: ignore[assignment]
    return response


@pytest.mark.parametrize("in_session", [True, False])
def test_the_pack_names_people_in_a_timed_session_only(client: Client, did: Did, in_session: bool) -> None:
    seen, taken = _person("สมหญิง", "0000-111-111"), _person("สมศักดิ์", "0000-222-222")
    culprit = make_account(Role.DATA_MANAGER, centre="30")
    did("people.see_private", NOON, seen.pk, actor=f"user:{culprit.pk}")
    did("people.export", NOON, actor=f"user:{culprit.pk}", people=f"{taken.pk} 999999")
    officer = make_account(Role.DATA_PROTECTION_OFFICER)
    officer.is_demo = True  # signed in with a second step
    officer.save()
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    if in_session:
        session = client.session
        open_staff_session(viewer_of(officer), session, reason="เหตุละเมิดเมื่อวันที่ 1 พฤศจิกายน")
        session.save()
    page: str = _asked(client, f"user:{culprit.pk}").content.decode()
    assert "3 people were exposed" in page
    assert ("Open a timed session first" in page) is not in_session
    assert "0000-111-111" not in page
    content = b"".join(_asked(client, f"user:{culprit.pk}", download="1").streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    people = {int(row[0]): row for row in rows if isinstance(row[0], float)}
    assert set(people) == {seen.pk, taken.pk, 999999}
    assert ("สมหญิง" in people[seen.pk][1]) is True  # the officer sees who there is in the whole nation
    assert (people[taken.pk][3] == "0000-222-222") is in_session
    assert Entry.objects.filter(verb="people.export", actor=f"user:{officer.pk}").exists() is in_session


def test_wrong_days_are_named_and_nothing_is_assembled(client: Client, did: Did) -> None:
    did("people.see_private", NOON, 3)
    officer = make_account(Role.DATA_PROTECTION_OFFICER)
    officer.is_demo = True
    officer.save()
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    answer = client.post("/log/incident/", {"who": CULPRIT, "first": "5/11/2569", "last": "1/11/2569"})
    assert answer.status_code == 422
    assert "The window ends before it begins" in answer.content.decode()
    for wrong in ("25.70", "13:30Z", "00:00+07:00", "T13:30-05", "24:00"):
        for field in ("first_time", "last_time"):
            days = {"who": CULPRIT, "first": "1/11/2569", "last": "1/11/2569"}
            answer = client.post("/log/incident/", days | {field: wrong})
            assert "Please write the time like this" in answer.content.decode(), wrong
    assert not Entry.objects.filter(verb="access.assemble_incident").exists()
