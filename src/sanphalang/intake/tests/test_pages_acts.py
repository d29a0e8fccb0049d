"""What a data manager does on the pages: send a file, settle columns, answer, decide, correct, bring in, withdraw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sanphalang.access.models import Centre
from sanphalang.access.roles import Role
from sanphalang.access.viewer import Viewer
from sanphalang.intake.models import ImportBatch, RememberedColumns
from sanphalang.intake.review import place_questions
from sanphalang.intake.sight import Sight
from sanphalang.intake.tests.lists import BAKERS, TABLE, WEAVERS, brought_in, checked, outcomes
from sanphalang.intake.tests.pages import signed_in, upload, words, worked
from sanphalang.ledger.models import Entry
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation, make_viewer

pytestmark = pytest.mark.django_db
NOWHERE = ("กลุ่มจักสานบ้านใต้", "ไม่มีตำบลนี้", "", "", "", "", "")


@pytest.fixture
def viewer(client: Client) -> Viewer:
    return signed_in(client)


def _act(client: Client, batch: ImportBatch, act: str, **fields: Any) -> str:
    """Send a form of the batch and return what the page that follows says."""
    response = client.post(f"/imports/{batch.pk}/{act}/", fields, follow=True)
    assert response.status_code == 200
    batch.refresh_from_db()
    return words(response)


def test_from_the_file_to_the_registry_and_back(
    client: Client, viewer: Viewer, django_capture_on_commit_callbacks: Any
) -> None:
    centre = Centre.objects.get(code="30")
    with django_capture_on_commit_callbacks(execute=True):
        response = upload(client, source="เกษตรจังหวัด", centre=str(centre.pk))
    batch = ImportBatch.objects.get()
    assert response.headers["Location"] == f"/imports/{batch.pk}/"
    assert (batch.source.name, batch.centre, batch.actor) == ("เกษตรจังหวัด", centre, viewer.actor)
    assert DBTaskResult.objects.count() == 1
    worked(batch)
    _act(client, batch, "bring-in")
    assert batch.stage == "bringing_in"
    worked(batch)
    assert Organisation.objects.count() == 2
    _act(client, batch, "withdraw")
    worked(batch)
    assert (batch.stage, Organisation.objects.count()) == ("withdrawn", 0)
    _act(client, batch, "check-again")
    assert worked(batch).counts["created"] == 2


@pytest.mark.usefixtures("viewer")
def test_a_file_that_is_too_large_is_told_how_large_it_may_be(client: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10
    response = upload(client, centre=str(Centre.objects.get(code="30").pk))
    assert "at most 0 MB can be read" in words(response)
    assert not ImportBatch.objects.exists()


@pytest.mark.usefixtures("viewer")
def test_an_empty_upload_is_asked_for_a_file(client: Client) -> None:
    assert "Please choose a file." in words(client.post("/imports/new/", {}))
    assert "This file is empty." in words(upload(client, b"", centre=str(Centre.objects.get(code="30").pk)))


def test_columns_are_settled_and_remembered(client: Client, viewer: Viewer) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    columns = {f"column-{column['index']}": column["field"] or "" for column in batch.layout["columns"]}
    _act(client, batch, "columns", **(columns | {"column-5": ""}))
    assert batch.stage == "reading"
    worked(batch)
    assert batch.layout["columns"][5]["field"] is None
    assert RememberedColumns.objects.get().columns["จำนวนสมาชิก"] is None
    assert checked(TABLE, viewer=viewer, centre="30").layout["columns"][5]["field"] is None


def test_columns_that_one_centre_settled_are_not_another_centres(client: Client, viewer: Viewer) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    columns = {f"column-{column['index']}": column["field"] or "" for column in batch.layout["columns"]}
    _act(client, batch, "columns", **(columns | {"column-4": "address"}))
    neighbours = checked(TABLE, viewer=make_viewer(Role.DATA_MANAGER, centre="31"), centre="31")
    assert neighbours.source == batch.source
    assert neighbours.layout["columns"][4]["field"] == "telephone"


def test_two_columns_under_one_heading_are_settled_apart(client: Client, viewer: Viewer) -> None:
    header = ("ชื่อ", "ตำบล", "อำเภอ", "จังหวัด", "โทรศัพท์", "จำนวนสมาชิก", "ชื่อ")
    batch = checked([(*WEAVERS[:6], "นางสมศรี ใจดี")], header=header, viewer=viewer, centre="30")
    columns = {f"column-{column['index']}": column["field"] or "" for column in batch.layout["columns"]}
    _act(client, batch, "columns", **(columns | {"column-0": "name", "column-6": "contact_name"}))
    assert [column["field"] for column in worked(batch).layout["columns"]][::6] == ["name", "contact_name"]
    brought_in(batch, viewer)
    assert Organisation.objects.get().contact_name == "นางสมศรี ใจดี"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"column-0": ""}, "Please choose the column that names the organisation."),
        ({"column-5": "name"}, "Another column is this already."),
    ],
)
def test_columns_that_cannot_be_are_refused(client: Client, viewer: Viewer, changed: dict[str, str], said: str) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    columns = {f"column-{column['index']}": column["field"] or "" for column in batch.layout["columns"]}
    assert said in _act(client, batch, "columns", **(columns | changed))
    assert batch.stage == "review"


@pytest.mark.parametrize(("answer", "members"), [("yes", 30), ("no", None)])
def test_a_guess_is_used_or_left_blank_in_every_row(
    client: Client, viewer: Viewer, answer: str, members: int | None
) -> None:
    rows = [(*WEAVERS[:5], "ประมาณ 30", ""), (*BAKERS[:5], "ประมาณ 30", "")]
    batch = checked(rows, viewer=viewer, centre="30")
    _act(client, batch, "answer", kind="count_about", value=answer)
    brought_in(worked(batch), viewer)
    assert list(Organisation.objects.values_list("members", flat=True)) == [members, members]


def test_a_mended_kind_can_be_left_blank(client: Client, viewer: Viewer) -> None:
    batch = checked([(*WEAVERS[:4], "878947901", "", "")], viewer=viewer, centre="30")
    _act(client, batch, "answer", kind="telephone_lost_zero", value="no")
    brought_in(worked(batch), viewer)
    assert Organisation.objects.get().telephone == ""


def test_what_was_not_found_is_not_answered(client: Client, viewer: Viewer) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    assert "Nothing of this kind was found" in _act(client, batch, "answer", kind="year_two_digits", value="yes")
    assert batch.stage == "review"


def test_one_answer_places_every_row_that_says_the_same(client: Client, viewer: Viewer) -> None:
    rows = [NOWHERE, ("กลุ่มจักสานบ้านเหนือ", *NOWHERE[1:]), *TABLE]
    batch = checked(rows, viewer=viewer, centre="30")
    question = place_questions(batch, Sight(of_file=True, of_corrections=True))[0]
    assert (question.rows, question.written) == ([2, 3], "ไม่มีตำบลนี้")
    _act(client, batch, "places", **{f"place-{question.first_row}": "302105"})
    worked(batch)
    assert set(outcomes(batch).values()) == {"created"}
    assert set(batch.rows.filter(number__in=[2, 3]).values_list("place", flat=True)) == {30210500}


def test_rows_can_come_in_without_a_place_only_for_the_nation(client: Client, viewer: Viewer) -> None:
    batch = checked([NOWHERE], viewer=viewer, centre="30")
    question = place_questions(batch, Sight(of_file=True, of_corrections=True))[0]
    _act(client, batch, "places", **{f"choice-{question.first_row}": "as_is"})
    assert batch.rows.get().decision == "as_is"


def test_a_place_that_nobody_knows_is_asked_for_again(client: Client, viewer: Viewer) -> None:
    batch = checked([NOWHERE], viewer=viewer, centre="30")
    said = _act(client, batch, "places", **{"place-2": "ที่ไหนสักแห่ง"})
    assert "No place has this name." in said
    assert batch.stage == "review"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"one": "2:same"}, {2: "updated", 3: "doubtful"}),
        ({"one": "3:different"}, {2: "doubtful", 3: "created"}),
        ({"one": "3:skip"}, {2: "doubtful", 3: "doubtful"}),
        ({"all": "same", "row": ["2", "3"]}, {2: "updated", 3: "updated"}),
        ({"all": "different", "row": ["2", "3"]}, {2: "created", 3: "created"}),
        ({"one": "2:"}, {2: "doubtful", 3: "doubtful"}),
        ({"one": "x:same"}, {2: "doubtful", 3: "doubtful"}),
        ({"one": "2:nonsense"}, {2: "doubtful", 3: "doubtful"}),
    ],
)
def test_doubts_are_decided_one_by_one_or_all_at_once(
    client: Client, viewer: Viewer, fields: dict[str, Any], expected: dict[int, str]
) -> None:
    make_organisation("กลุ่มทอผ้าไหมบ้านหนองบัวใหญ่", place="300101")
    make_organisation("กลุ่มทอผ้าไหมบ้านหนองแวงน้อย", place="300101")
    rows = [("กลุ่มทอผ้าไหมบ้านหนองบัวไหญ่", *WEAVERS[1:]), ("กลุ่มทอผ้าไหมบ้านหนองแวงน้อ", *WEAVERS[1:])]
    batch = checked(rows, viewer=viewer, centre="30")
    assert outcomes(batch) == {2: "doubtful", 3: "doubtful"}
    _act(client, batch, "decide", **fields)
    assert outcomes(batch) == expected


def test_rows_without_a_doubt_are_not_decided(client: Client, viewer: Viewer) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    _act(client, batch, "decide", all="skip", row=["2", "3"])
    assert outcomes(batch) == {2: "created", 3: "created"}


def test_a_decision_after_bringing_in_leads_back_to_the_review(client: Client, viewer: Viewer) -> None:
    make_organisation("กลุ่มทอผ้าไหมบ้านหนองบัวใหญ่", place="300101")
    rows = [("กลุ่มทอผ้าไหมบ้านหนองบัวไหญ่", *WEAVERS[1:]), BAKERS]
    batch = brought_in(checked(rows, viewer=viewer, centre="30"), viewer)
    said = _act(client, batch, "decide", one="2:different")
    assert "1 rows of this list have been brought in already" in said
    assert "Bring in the 1 row that is ready" in said
    brought_in(batch, viewer)
    assert Organisation.objects.count() == 3


def test_a_cell_is_corrected_and_the_ledger_keeps_its_name_only(client: Client, viewer: Viewer) -> None:
    batch = checked([("-", *WEAVERS[1:6], "")], viewer=viewer, centre="30")
    page = client.get(f"/imports/{batch.pk}/rows/2/")
    fields = {field.name: field.value() or "" for field in page.context["form"]}
    said = _act(client, batch, "rows/2", **(fields | {"name": WEAVERS[0], "telephone": "0000111222"}))
    assert "The correction is kept" in said
    brought_in(worked(batch), viewer)
    assert Organisation.objects.get().telephone == "0000-111-222"
    entry = Entry.objects.get(verb="intake.correct")
    assert entry.changes["fields"] == ["name", "telephone"]
    assert "0000111222" not in str(entry.changes)


def test_a_row_sent_back_unchanged_changes_nothing(client: Client, viewer: Viewer) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    page = client.get(f"/imports/{batch.pk}/rows/2/")
    fields = {field.name: field.value() or "" for field in page.context["form"]}
    assert "Nothing was changed." in _act(client, batch, "rows/2", **fields)
    assert batch.stage == "review"


def test_work_is_taken_up_only_when_it_stands_still(
    client: Client, viewer: Viewer, django_capture_on_commit_callbacks: Any
) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    _act(client, batch, "check-again")
    assert "still working on this list" in client.post(f"/imports/{batch.pk}/carry-on/", follow=True).content.decode()
    ImportBatch.objects.filter(pk=batch.pk).update(beat=timezone.now() - timedelta(minutes=10))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{batch.pk}/carry-on/")
    assert DBTaskResult.objects.count() == 1


def test_an_act_on_a_busy_import_says_so(client: Client, viewer: Viewer) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    _act(client, batch, "check-again")
    assert "still working on this list" in _act(client, batch, "bring-in")
    assert batch.stage == "reading"
