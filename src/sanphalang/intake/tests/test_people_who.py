"""Lists of people are brought in by their own centre alone; private cells are seen by who may see them."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.utils import translation
from python_calamine import CalamineWorkbook

from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.intake import actions, queries
from sanphalang.intake.citizen_ids import masked
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import brought_in, checked, csv_file, outcomes
from sanphalang.intake.tests.pages import let_go, signed_in, upload, words, worked
from sanphalang.intake.tests.people_lists import HEADER, SOMSRI, SOMSRI_ID, TABLE, person
from sanphalang.intake.tests.test_private_cells import ADDRESSES
from sanphalang.ledger.models import Entry
from sanphalang.organisations.tests.factories import make_account, make_viewer
from sanphalang.people.models import Person

pytestmark = pytest.mark.django_db

PRIVATE = ("0000-123-456", "0000123456", "ลับเฉพาะ", masked(SOMSRI_ID[-4:]))


def _list(viewer: Viewer = OPERATOR, centre: str = "30") -> ImportBatch:
    return checked(TABLE, header=HEADER, kind="people", viewer=viewer, centre=centre)


def _everything_shown(client: Client, batch: ImportBatch) -> str:
    texts = []
    for address in ADDRESSES:
        response = client.get(address.format(pk=batch.pk))
        body = b"".join(response) if response.streaming else response.content
        if response.status_code == 200 and "xlsx" in address:
            texts.append(str(CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()))
        else:
            texts.append(body.decode())
        let_go(response)
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("role", "centre", "may"),
    [
        (Role.DATA_MANAGER, "30", True),
        (Role.COORDINATOR, "30", True),
        (Role.DATA_MANAGER, "31", False),
        (Role.MEMBER, "30", False),
        (Role.PROVINCIAL_OFFICE, "30", False),
        (Role.INSPECTOR, "30", False),
        (Role.NATIONAL_ANALYST, "", False),
        (Role.NATIONAL_ADMINISTRATOR, "", False),
        (Role.DATA_PROTECTION_OFFICER, "", False),
    ],
)
def test_who_may_bring_in_people(role: Role, centre: str, may: bool) -> None:
    viewer = make_viewer(role, centre=centre)
    if may:
        assert brought_in(_list(viewer), viewer).counts["created"] == 2
        return
    with pytest.raises(Refused):
        _list(viewer)
    batch = _list()
    with pytest.raises((Refused, queries.NoSuchBatchError)):
        actions.begin_bringing_in(viewer, batch.pk)
    with pytest.raises((Refused, queries.NoSuchBatchError)):
        actions.correct_cells(viewer, batch.pk, row=2, values={"telephone": "1"})


def test_a_password_alone_does_nothing_with_people(client: Client) -> None:
    batch = _list()
    account = make_account(Role.DATA_MANAGER, centre="30")
    by_password = viewer_of(account)
    with translation.override("en"), pytest.raises(Refused, match="second step"):
        _list(by_password)
    for act in (actions.begin_bringing_in, actions.begin_withdrawing, actions.check_again):
        with translation.override("en"), pytest.raises(Refused, match="second step"):
            act(by_password, batch.pk)
    client.force_login(account)
    html = client.get("/imports/new/", {"lang": "en"}).content.decode()
    assert "To bring in lists of people, please set up a second step at sign-in." in html
    assert 'value="people"' not in html


@pytest.mark.parametrize(
    ("role", "centre", "sees"),
    [
        (Role.DATA_MANAGER, "30", True),
        (Role.DATA_MANAGER, "31", False),
        (Role.NATIONAL_ANALYST, "", False),
        (Role.NATIONAL_ADMINISTRATOR, "", False),
    ],
)
def test_who_sees_the_private_cells(client: Client, role: Role, centre: str, sees: bool) -> None:
    batch = _list()
    signed_in(client, role, centre=centre)
    shown = _everything_shown(client, batch)
    assert [mark in shown for mark in PRIVATE] == [sees] * len(PRIVATE)
    assert SOMSRI_ID not in shown
    assert ("สมศรี" in shown) is (sees or role == Role.NATIONAL_ADMINISTRATOR)


def test_every_page_that_shows_private_cells_is_recorded(client: Client) -> None:
    batch = _list()
    viewer = signed_in(client)
    client.get(f"/imports/{batch.pk}/rows/2/")
    entry = Entry.objects.get(verb="intake.see_private")
    assert (entry.actor, entry.subject_kind, entry.subject_id) == (viewer.actor, "import", str(batch.pk))
    assert entry.changes == {"rows": [2]}
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    client.get(f"/imports/{batch.pk}/rows/2/")
    assert Entry.objects.filter(verb="intake.see_private").count() == 1


def test_a_person_of_another_centre_is_not_told_by_trying_their_citizen_id() -> None:
    brought_in(checked([(*SOMSRI[:9], "เมืองเก่า", "เมืองขอนแก่น", "ขอนแก่น")], header=HEADER, kind="people", centre="40"))
    viewer = make_viewer(Role.DATA_MANAGER, centre="30")
    batch = checked([SOMSRI], header=HEADER, kind="people", viewer=viewer, centre="30")
    assert outcomes(batch) == {2: "created"}
    assert batch.rows.get().why == []


def test_the_wizard_from_the_file_to_the_people(client: Client) -> None:
    signed_in(client)
    page = words(client.get("/imports/new/"))
    assert "People of the network" in page
    response = upload(client, csv_file(TABLE, HEADER), kind="people", centre=_centre_30(), role="sage")
    batch = worked(ImportBatch.objects.get())
    assert response["Location"] == f"/imports/{batch.pk}/"
    review = words(client.get(f"/imports/{batch.pk}/"))
    assert "Everybody on the list gets the role that was chosen: Community sage." in review
    client.post(f"/imports/{batch.pk}/bring-in/")
    done = words(client.get(f"/imports/{worked(batch).pk}/"))
    assert "See the people" in done
    assert {person.roles for person in Person.objects.all()} == {" leader sage ", " facilitator sage "}


def test_a_role_is_for_lists_of_people(client: Client) -> None:
    signed_in(client)
    response = upload(client, csv_file(TABLE, HEADER), centre=_centre_30(), role="sage")
    assert "Only lists of people have a role" in words(response)


def test_a_possible_match_is_decided_beside_the_person(client: Client) -> None:
    brought_in(_list())
    near = person(1, "สมศรี สมมติ", place=("จอหอ", "เมืองนครราชสีมา", "นครราชสีมา"))
    batch = checked([near], header=HEADER, kind="people", centre="30", source="สาธารณสุข")
    signed_in(client)
    shown = words(client.get(f"/imports/{batch.pk}/"))
    assert "1 row to decide: the same person?" in shown
    assert "The same person" in shown
    assert "Telephone 0000-123-456" in shown
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    assert "0000-123-456" not in words(client.get(f"/imports/{batch.pk}/"))


def _centre_30() -> str:
    found = next(centre for centre in queries.centres_for(OPERATOR) if centre.code == "30")
    return str(found.pk)
