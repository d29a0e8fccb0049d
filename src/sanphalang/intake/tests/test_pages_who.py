"""Who may see an import, and who may act on it."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.roles import ALLOWED, Act, Role
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import TABLE, checked
from sanphalang.intake.tests.pages import let_go, signed_in, upload

pytestmark = pytest.mark.django_db

PAGES = ("", "columns/", "rows/", "rows/2/", "withdraw/")
WORKBOOKS = ("annotated.xlsx", "to-fix.xlsx")
ACTS = (
    "columns/",
    "rows/2/",
    "bring-in/",
    "withdraw/",
    "check-again/",
    "carry-on/",
    "sheet/",
    "answer/",
    "places/",
    "decide/",
)
OF_ALL = ("", "new/")


@pytest.fixture
def batch() -> ImportBatch:
    return checked(TABLE, centre="30")


def _statuses(client: Client, batch: ImportBatch) -> set[int]:
    root = f"/imports/{batch.pk}/"
    of_workbooks = _statuses_of_workbooks(client, batch)
    answers = [*(client.get(f"{root}{page}") for page in PAGES), *(client.post(f"{root}{act}") for act in ACTS)]
    return of_workbooks | {answer.status_code for answer in answers}


def _statuses_of_workbooks(client: Client, batch: ImportBatch) -> set[int]:
    answers = [client.get(f"/imports/{batch.pk}/{page}") for page in WORKBOOKS]
    for answer in answers:
        let_go(answer)
    return {answer.status_code for answer in answers}


@pytest.mark.parametrize(("role", "centre"), [(Role.DATA_MANAGER, "30"), (Role.COORDINATOR, "30")])
def test_its_own_centre_sees_and_acts(client: Client, batch: ImportBatch, role: Role, centre: str) -> None:
    signed_in(client, role, centre=centre)
    assert _statuses(client, batch) <= {200, 302}
    assert client.get("/imports/").status_code == client.get("/imports/new/").status_code == 200


def test_a_national_administrator_sees_every_import_and_takes_no_centre_s_list_home(
    client: Client, batch: ImportBatch
) -> None:
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    assert _statuses_of_workbooks(client, batch) == {403}
    assert _statuses(client, batch) == {200, 302, 403}
    assert "Only the centre that it is for" in client.get(f"/imports/{batch.pk}/annotated.xlsx").content.decode()
    ImportBatch.objects.update(stage="review")
    assert "annotated.xlsx" not in client.get(f"/imports/{batch.pk}/").content.decode()


def test_for_a_neighbour_the_import_does_not_exist(client: Client, batch: ImportBatch) -> None:
    signed_in(client, centre="31")
    assert _statuses(client, batch) == {404}
    assert batch.file_name not in client.get("/imports/").content.decode()
    batch.refresh_from_db()
    assert batch.stage == "review"


@pytest.mark.parametrize("role", [None, Role.NATIONAL_ANALYST])
def test_who_brings_nothing_in_is_told_who_does(client: Client, batch: ImportBatch, role: Role | None) -> None:
    if role is not None:
        signed_in(client, role)
    client.cookies["django_language"] = "en"
    assert _statuses(client, batch) == {403}
    assert [client.get(f"/imports/{page}").status_code for page in OF_ALL] == [403, 403]
    assert "data managers and coordinators" in client.get("/imports/").content.decode()
    assert upload(client).status_code == 403


def test_who_moved_to_another_centre_leaves_the_lists_behind(client: Client) -> None:
    viewer = signed_in(client, centre="30")
    batch = checked(TABLE, viewer=viewer, centre="30")
    assert client.get(f"/imports/{batch.pk}/rows/2/").status_code == 200
    Grant.objects.filter(user=viewer.user_id).update(centre=Centre.objects.get(code="31"))
    assert _statuses(client, batch) == {404}
    assert batch.file_name not in client.get("/imports/").content.decode()


def test_a_role_that_brings_nothing_in_opens_no_list_of_its_centre(
    client: Client, batch: ImportBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(client, Role.COORDINATOR, centre="30")
    Grant.objects.create(user=User.objects.get(), role=Role.DATA_MANAGER, centre=Centre.objects.get(code="31"))
    monkeypatch.setitem(ALLOWED, Role.COORDINATOR, frozenset({Act.LEDGER_READ}))
    assert _statuses(client, batch) == {404}


def test_a_national_list_is_its_uploader_s_only_while_the_role_lasts(client: Client) -> None:
    viewer = signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    batch = checked(TABLE, viewer=viewer)
    assert _statuses(client, batch) <= {200, 302}
    Grant.objects.filter(user=viewer.user_id).update(role=Role.DATA_MANAGER, centre=Centre.objects.get(code="30"))
    assert _statuses(client, batch) == {404}


@pytest.mark.parametrize("name", ["template.xlsx", "template-people.xlsx"])
def test_everybody_may_have_the_empty_workbooks(client: Client, name: str) -> None:
    answer = client.get(f"/imports/{name}")
    let_go(answer)
    assert answer.status_code == 200


@pytest.mark.parametrize(("role", "offered"), [(Role.DATA_MANAGER, True), (Role.NATIONAL_ADMINISTRATOR, False)])
def test_the_workbook_for_people_is_offered_to_who_may_bring_people_in(
    client: Client, role: Role, offered: bool
) -> None:
    signed_in(client, role)
    page = client.get("/imports/new/").content.decode()
    assert 'href="/imports/template.xlsx"' in page
    assert ('href="/imports/template-people.xlsx"' in page) is offered


def test_acts_are_not_done_by_following_a_link(client: Client, batch: ImportBatch) -> None:
    signed_in(client)
    asked_once = {"columns/", "rows/2/", "withdraw/"}
    statuses = {client.get(f"/imports/{batch.pk}/{act}").status_code for act in ACTS if act not in asked_once}
    assert statuses == {405}


def test_a_list_for_another_centre_is_not_taken(client: Client) -> None:
    signed_in(client, centre="30")
    response = upload(client, centre=str(Centre.objects.get(code="31").pk))
    assert response.status_code == 200
    assert not ImportBatch.objects.exists()


def test_pages_with_cells_are_not_kept_on_the_way(client: Client, batch: ImportBatch) -> None:
    signed_in(client)
    assert "no-store" in client.get(f"/imports/{batch.pk}/rows/2/").headers["Cache-Control"]
