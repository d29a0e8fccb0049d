"""Taking people home: for a reason, recorded, with the reason and an end date inside the file."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.ledger.models import Entry
from sanphalang.ledger.ranges import as_ranges
from sanphalang.people.exports import exported
from sanphalang.people.models import PersonSkill
from sanphalang.people.narrowing import Wanted
from sanphalang.people.rules import PersonRole
from sanphalang.people.tests.factories import CITIZEN_ID, TELEPHONE, make_person, with_private_details

REASON = "เชิญประชุมเวทีจังหวัด ครั้งที่ 3"
HEAD = 5  # lines above the first person: four that tell of the file, and the headings


@pytest.fixture
def manager(client: Client) -> Client:
    """The data manager of Nakhon Ratchasima, signed in with a second factor and reading English."""
    sign_in(client, make_account(Role.DATA_MANAGER, "30", name="สมหญิง จัดการ"))
    client.get("/people/", {"lang": "en"})
    return client


def _csv(answer: Any) -> list[list[str]]:
    assert isinstance(answer, StreamingHttpResponse)
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.django_db
def test_the_file_tells_who_took_it_when_why_and_until_when(manager: Client) -> None:
    there = with_private_details("สมหญิง", "=สมมติวงศ์", place="302105", roles={PersonRole.LEADER}, status="active")
    PersonSkill.objects.create(person=there, skill_id="data")
    make_person("เพื่อนบ้าน", place="310101")
    rows = _csv(manager.post("/people/export/", {"reason": REASON, "file_format": "csv"}))
    above = "\n".join(row[0] for row in rows[: HEAD - 1])
    assert "สมหญิง จัดการ" in above
    assert REASON in above
    assert "To be deleted by" in above
    assert rows[HEAD - 1][:4] == ["Sanphalang ID", "Title", "Given name", "Surname"]
    assert len(rows) == HEAD + 1
    told = dict(zip(rows[HEAD - 1], rows[HEAD], strict=True))
    assert told["Surname"] == "'=สมมติวงศ์"
    assert told["Telephone"] == TELEPHONE
    assert told["Roles"] == "Community leader"
    assert told["Skills"] == "Collecting and analysing data"
    assert told["Subdistrict"] == "หมูสี"
    assert told["Place code"] == "302105"
    assert told["Birth year"] == "1967"
    assert CITIZEN_ID[-4:] not in str(rows)


@pytest.mark.django_db
def test_the_workbook_holds_the_same(manager: Client) -> None:
    with_private_details("สมหญิง", place="302105")
    answer = manager.post("/people/export/", {"reason": REASON, "file_format": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert REASON in str(rows[: HEAD - 1])
    assert TELEPHONE in rows[HEAD]
    book.close()


@pytest.mark.django_db
def test_the_ledger_keeps_the_reason_and_exactly_who_was_in_the_file(manager: Client) -> None:
    inside = [make_person(place="302105", roles={PersonRole.LEADER}).pk for _ in range(3)]
    make_person(place="302105", roles={PersonRole.VOLUNTEER})
    manager.post("/people/export/?role=leader&name=คนที่", {"reason": REASON, "file_format": "csv"})
    entry = Entry.objects.get(verb="people.export")
    told = {name: after for name, (_before, after) in entry.changes.items()}
    assert told["reason"] == REASON
    assert told["people"] == as_ranges(inside)
    assert told["rows"] == 3
    assert told["asked"] == {"name": "used", "role": "leader"}


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "งาน", "โทรหา 0812345678 ด่วนมาก", "ส่งให้ somebody@example.org ใช้งาน"])
def test_without_a_reason_that_says_something_there_is_no_file(manager: Client, reason: str) -> None:
    make_person(place="302105")
    answer = manager.post("/people/export/", {"reason": reason, "file_format": "csv"})
    assert answer["Content-Type"].startswith("text/html")
    assert not Entry.objects.filter(verb="people.export").exists()


@pytest.mark.django_db
def test_asking_by_an_address_alone_gives_the_question_only(manager: Client) -> None:
    with_private_details(place="302105")
    answer = manager.get("/people/export/", {"reason": REASON, "file_format": "csv"})
    assert "What is the file for?" in answer.content.decode()
    assert TELEPHONE not in answer.content.decode()
    assert not Entry.objects.filter(verb="people.export").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "centre"),
    [
        (Role.MEMBER, "30"),
        (Role.PROVINCIAL_OFFICE, "30"),
        (Role.NATIONAL_ANALYST, ""),
        (Role.NATIONAL_ADMINISTRATOR, ""),
        (Role.DATA_PROTECTION_OFFICER, ""),
    ],
)
def test_who_may_only_see_takes_nobody_home(role: Role, centre: str) -> None:
    client, viewer = Client(), make_viewer(role, centre)
    sign_in(client, make_account(role, centre))
    assert client.post("/people/export/", {"reason": REASON, "file_format": "csv"}).status_code == 403
    assert "/people/export/" not in client.get("/people/").content.decode()
    with pytest.raises(Refused):
        exported(viewer, Wanted(), "name", reason=REASON, file_format="csv")


@pytest.mark.django_db
def test_the_order_of_the_list_is_the_order_of_the_file() -> None:
    made = {name: make_person(name, place="302105").pk for name in ("ขวัญ", "กานดา", "งาม")}
    taken = exported(OPERATOR, Wanted(), "-name", reason=REASON, file_format="csv")
    assert taken.ids == [made["งาม"], made["ขวัญ"], made["กานดา"]]
