"""A contact is shown to its own centre only, unless it is published: on every page and in every download."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from sanphalang.access.roles import Role
from sanphalang.ledger.actions import record
from sanphalang.ledger.models import Entry
from sanphalang.organisations import actions
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import organisation
from sanphalang.organisations.rules import SUBJECT
from sanphalang.organisations.tests.factories import make_account, make_organisation, make_viewer

pytestmark = pytest.mark.django_db

TELEPHONE, EMAIL, PERSON = "0000-123-456", "somsri@private.example", "สมศรี ลับเฉพาะ"
MARKS = (TELEPHONE, "0000123456", EMAIL, PERSON, "ลับเฉพาะ")
ADDRESSES = (
    "/organisations/",
    "/organisations/?place=30&name=ทอผ้า",
    "/organisations/{pk}/",
    "/organisations/{pk}/edit/",
    "/organisations/{pk}/close/",
    "/organisations/{pk}/publish-contact/",
    "/organisations/export.csv",
    "/organisations/export.xlsx?place=30",
)
SEES = [("data_manager@30", True), ("coordinator@30", True)]
DOES_NOT = [("data_manager@31", False), ("national_analyst", False), ("national_administrator", False), ("", False)]


@pytest.fixture
def there() -> Organisation:
    return make_organisation(
        "กลุ่มทอผ้าไหมบ้านหนองบัว", place="302105", contact_name=PERSON, telephone=TELEPHONE, email=EMAIL
    )


def _sign_in(client: Client, who: str) -> None:
    if who:
        role, _at, centre = who.partition("@")
        client.force_login(make_account(Role(role), centre=centre))


def _everything_shown(client: Client, pk: int) -> str:
    """Return the text of every page and download that a viewer gets, workbooks read back."""
    texts = []
    for address in ADDRESSES:
        response = client.get(address.format(pk=pk))
        body = b"".join(response) if response.streaming else response.content
        if "xlsx" in address:
            rows = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
            texts.append(str(rows))
        else:
            texts.append(body.decode())
    return "\n".join(texts)


@pytest.mark.parametrize(("who", "sees"), SEES + DOES_NOT)
def test_who_sees_an_unpublished_contact(client: Client, there: Organisation, who: str, sees: bool) -> None:
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    values = {"telephone": "0000-999-999"}
    actions.edit_organisation(manager, there.pk, expected_revision=1, values=values)
    actions.edit_organisation(manager, there.pk, expected_revision=2, values={"telephone": TELEPHONE})
    _sign_in(client, who)
    shown = _everything_shown(client, there.pk)
    assert [mark in shown for mark in (TELEPHONE, EMAIL, PERSON)] == [sees] * 3
    if not sees:
        assert not [mark for mark in (*MARKS, "0000-999-999") if mark in shown]


@pytest.mark.parametrize(("who", "sees"), SEES + DOES_NOT)
def test_everybody_sees_a_published_contact(client: Client, there: Organisation, who: str, sees: bool) -> None:
    actions.publish_contact(make_viewer(Role.DATA_MANAGER, centre="30"), there.pk)
    _sign_in(client, who)
    shown = _everything_shown(client, there.pk)
    assert TELEPHONE in shown
    assert EMAIL in shown


def test_what_the_query_returns_is_empty_not_merely_undrawn(there: Organisation) -> None:
    shown = organisation(make_viewer(Role.NATIONAL_ANALYST), there.pk)
    assert shown is not None
    assert shown.contact.is_hidden
    assert (shown.contact.name, shown.contact.telephone, shown.contact.email) == ("", "", "")


def test_a_hidden_contact_says_whom_to_ask(client: Client, there: Organisation) -> None:
    html = client.get(f"/organisations/{there.pk}/", {"lang": "en"}).content.decode()
    assert "is not shown to others" in html
    assert "ศูนย์ประสานภาคีการพัฒนาจังหวัดนครราชสีมา" in html


@pytest.mark.parametrize(("who", "knows"), SEES + DOES_NOT)
def test_who_is_told_what_became_of_a_contact(client: Client, there: Organisation, who: str, knows: bool) -> None:
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    actions.edit_organisation(manager, there.pk, expected_revision=1, values={"telephone": "0000-999-999"})
    subject = (SUBJECT, str(there.pk))
    record("", "organisations.forget_contact", subject, place=there.place, changes={"email": ["1", ""]})
    _sign_in(client, who)
    html = client.get(f"/organisations/{there.pk}/", {"lang": "en"}).content.decode()
    assert ["Contact removed" in html, "Telephone: changed" in html] == [knows, knows]


def test_publishing_asks_first_and_can_be_undone(client: Client, there: Organisation) -> None:
    _sign_in(client, "data_manager@30")
    address = f"/organisations/{there.pk}/publish-contact/"
    assert (
        "Please do this only when the contact person has agreed."
        in client.get(address, {"lang": "en"}).content.decode()
    )
    assert not Organisation.objects.get().contact_published
    client.post(address)
    assert Organisation.objects.get().contact_published
    client.post(f"/organisations/{there.pk}/hide-contact/")
    assert not Organisation.objects.get().contact_published


@pytest.mark.parametrize(("who", "recorded"), [("data_manager@30", 1), ("national_analyst", 0), ("", 0)])
def test_a_download_that_may_hold_contacts_is_recorded(
    client: Client, there: Organisation, who: str, recorded: int
) -> None:
    _sign_in(client, who)
    client.get("/organisations/export.csv", {"place": "30"}).getvalue()
    entries = Entry.objects.filter(verb="organisations.export")
    assert entries.count() == recorded
    for entry in entries:
        told = {"asked": ["", {"place": "30"}], "format": ["", "csv"], "rows": ["", 1]}
        assert entry.changes == told | {"organisations": ["", str(there.pk)]}


def test_the_ledger_keeps_no_word_of_the_address_line(client: Client, there: Organisation) -> None:
    _sign_in(client, "data_manager@30")
    typed = {"name": PERSON, "place": "30", "kind": TELEPHONE, "sort": EMAIL, "q": PERSON, PERSON: TELEPHONE}
    client.get("/organisations/export.csv", typed).getvalue()
    asked = Entry.objects.get(verb="organisations.export").changes["asked"]
    assert asked == ["", {"name": "used", "place": "30"}]


@pytest.mark.parametrize(("who", "looks"), [("data_manager@30", 2), ("data_manager@31", 0), ("", 0)])
def test_a_look_at_an_unpublished_contact_is_recorded(
    client: Client, there: Organisation, who: str, looks: int
) -> None:
    _sign_in(client, who)
    for address in (f"/organisations/{there.pk}/", f"/organisations/{there.pk}/edit/"):
        client.get(address)
    entries = Entry.objects.filter(verb="organisations.see_contact", subject_id=str(there.pk))
    assert entries.count() == looks
    Organisation.objects.update(contact_published=True)
    client.get(f"/organisations/{there.pk}/")
    assert entries.count() == looks
