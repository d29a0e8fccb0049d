"""The page and the form of one organisation, by who looks and who does."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR
from sanphalang.files.sources import source_named
from sanphalang.organisations import actions
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.tests.factories import make_account, make_organisation

pytestmark = pytest.mark.django_db
ENGLISH = {"lang": "en"}


@pytest.fixture
def manager(client: Client) -> Client:
    """The data manager of Nakhon Ratchasima, signed in and reading English."""
    client.force_login(make_account(Role.DATA_MANAGER, centre="30", name="สมหญิง จัดการ"))
    client.get("/organisations/", ENGLISH)
    return client


def _written(**changes: str) -> dict[str, str]:
    """A filled-in form."""
    return {"name": "กลุ่มทอผ้าไหมบ้านหนองบัว", "place": "302105", "status": "active", "revision": "1"} | changes


def test_the_page_tells_facts_place_and_freshness(client: Client) -> None:
    there = make_organisation("กลุ่มทอผ้าไหมบ้านหนองบัว", place="302105", members=1204, founded_year=2015, status="active")
    thai = client.get(f"/organisations/{there.pk}/", {"lang": "th"}).content.decode()
    assert "1,204" in thai
    assert "2558" in thai
    assert 'href="/places/302105/"' in thai
    english = client.get(f"/organisations/{there.pk}/", ENGLISH).content.decode()
    assert "Never confirmed" in english
    assert ">Active<" in english
    assert "No contact is known." in english
    assert "Edit" not in english


@pytest.mark.parametrize("address", ["/organisations/999999/", "/organisations/999999/edit/"])
def test_a_record_that_does_not_exist(manager: Client, address: str) -> None:
    response = manager.get(address)
    assert response.status_code == 404
    assert manager.post("/organisations/999999/confirm/").status_code == 404


@pytest.mark.parametrize(
    ("address", "method"),
    [
        ("/organisations/new/", "get"),
        ("/organisations/{pk}/edit/", "get"),
        ("/organisations/{pk}/edit/", "post"),
        ("/organisations/{pk}/confirm/", "post"),
        ("/organisations/{pk}/close/", "get"),
        ("/organisations/{pk}/close/", "post"),
        ("/organisations/{pk}/reopen/", "post"),
        ("/organisations/{pk}/publish-contact/", "post"),
        ("/organisations/{pk}/hide-contact/", "post"),
        ("/organisations/{pk}/partnership/", "get"),
        ("/organisations/{pk}/partnership/", "post"),
        ("/organisations/{pk}/partnership/remove/", "post"),
    ],
)
@pytest.mark.parametrize("who", ["", "national_analyst", "data_manager@31"])
def test_who_may_not_is_told_whom_to_ask(client: Client, who: str, address: str, method: str) -> None:
    there = make_organisation(place="30", telephone="0000-123-456", contact_published=True)
    if who:
        role, _at, centre = who.partition("@")
        client.force_login(make_account(Role(role), centre=centre))
    if who == "data_manager@31" and "new" in address:
        assert client.get(address).status_code == 200  # for its own province
        return
    response = getattr(client, method)(address.format(pk=there.pk))
    assert response.status_code == 403
    if "new" not in address:
        assert "ศูนย์ประสานภาคีการพัฒนาจังหวัดนครราชสีมา" in response.content.decode()
    assert Organisation.objects.get().revision == 1


@pytest.mark.parametrize("act", ["confirm", "reopen", "hide-contact"])
def test_a_link_alone_changes_nothing(manager: Client, act: str) -> None:
    there = make_organisation(place="30")
    assert manager.get(f"/organisations/{there.pk}/{act}/").status_code == 405


def test_a_data_manager_adds_an_organisation(manager: Client) -> None:
    form = _written(
        place="ต.หมูสี อ.ปากช่อง จ.นครราชสีมา",
        founded_year="๒๕๕๘",
        members="1,204 คน",
        telephone="044 123456",
        activity=" ทอผ้า \n\n ย้อม",
    )
    response = manager.post("/organisations/new/", form, follow=True)
    made = Organisation.objects.get()
    assert (made.place, made.place_level) == (30_210_500, "subdistrict")
    assert (made.founded_year, made.members, made.telephone) == (2015, 1204, "044-123-456")
    assert (made.activity, made.kind_id) == ("ทอผ้า\nย้อม", "occupation_group")
    html = response.content.decode()
    assert "Saved." in html
    assert "Added by hand" in html
    assert "สมหญิง จัดการ" in html


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "required"),
        ("name", "...", "Please write the name in letters."),
        ("place", "ตำบลที่ไม่มีจริง", "No place has this name"),
        ("place", "บ้านใหม่", "Several places have this name"),
        ("place", "310101", "ศูนย์ประสานภาคีการพัฒนาจังหวัดบุรีรัมย์"),
        ("place", "", "looked after by the national team"),
        ("founded_year", "58", "four digits"),
        ("founded_year", "2999", "four digits"),
        ("founded_year", "2600", "lies ahead"),
        ("members", "many", "whole number"),
        ("telephone", "0812", "0812"),
        ("email", "somebody", "email"),
        ("latitude", "14.5", "together"),
        ("latitude", "48.8", "outside Thailand"),
        ("kind_id", "spaceship", "Select a valid choice"),
    ],
)
def test_the_form_says_what_to_mend_and_keeps_what_was_typed(
    manager: Client, field: str, typed: str, said: str
) -> None:
    response = manager.post("/organisations/new/", _written(address="ศาลากลางบ้าน") | {field: typed})
    html = response.content.decode()
    assert response.status_code == 200
    assert said in html
    assert "ศาลากลางบ้าน" in html
    assert not Organisation.objects.exists()


def test_editing_keeps_what_was_not_touched(manager: Client) -> None:
    there = make_organisation(
        "กลุ่มเดิม", place="302105", founded_year=2015, members=7, telephone="044-123-456", email="a@private.example",
        latitude=14.5, longitude=101.25, contact_name="สมศรี", kind="club", website="example.org", status="active",
    )  # fmt: skip
    form = manager.get(f"/organisations/{there.pk}/edit/").context["form"]
    typed = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    typed["place"] = "302105"
    manager.post(f"/organisations/{there.pk}/edit/", typed)
    there.refresh_from_db()
    assert there.revision == 1, "saving the form as it was changes nothing"
    manager.post(f"/organisations/{there.pk}/edit/", typed | {"members": "8"})
    there.refresh_from_db()
    assert (there.members, there.revision) == (8, 2)


def test_a_stored_telephone_is_not_questioned_until_it_is_changed(manager: Client) -> None:
    there = make_organisation("กลุ่มเดิม", place="30", telephone="0000-796-963")
    address, form = f"/organisations/{there.pk}/edit/", _written(place="30", telephone="0000-796-963", members="5")
    assert manager.post(address, form).status_code == 302
    assert manager.post(address, form | {"telephone": "0000-796-96", "revision": "2"}).status_code == 200
    there.refresh_from_db()
    assert (there.telephone, there.members) == ("0000-796-963", 5)


def test_an_administrator_without_the_contact_edits_the_rest_and_keeps_it(client: Client) -> None:
    there = make_organisation("กลุ่มเดิม", place="302105", telephone="0000-123-456")
    client.force_login(make_account(Role.NATIONAL_ADMINISTRATOR))
    html = client.get(f"/organisations/{there.pk}/edit/", ENGLISH).content.decode()
    assert 'name="telephone"' not in html
    assert "stays as it is" in html
    client.post(f"/organisations/{there.pk}/edit/", _written(members="9", telephone="0812345678"))
    there.refresh_from_db()
    assert (there.members, there.telephone) == (9, "0000-123-456")


def test_two_editors_meet_and_both_versions_are_shown(manager: Client) -> None:
    there = make_organisation("กลุ่มทอผ้าไหมบ้านหนองบัว", place="302105", members=3, status="active")
    actions.edit_organisation(OPERATOR, there.pk, expected_revision=1, values={"members": 10})
    address = f"/organisations/{there.pk}/edit/"
    response = manager.post(address, _written(members="20", kind_id=there.kind_id))
    html = response.content.decode()
    assert response.status_code == 409
    assert "Someone changed this while you were editing" in html
    assert "Stored meanwhile by somebody else: 10" in html
    assert 'value="20"' in html
    there.refresh_from_db()
    assert there.members == 10
    again = {name: response.context["form"][name].value() or "" for name in response.context["form"].fields}
    manager.post(address, again)
    there.refresh_from_db()
    assert (there.members, there.revision) == (20, 3)


def test_a_form_without_a_revision_overwrites_nothing(manager: Client) -> None:
    there = make_organisation("กลุ่มทอผ้าไหมบ้านหนองบัว", place="302105", members=3, status="active")
    address = f"/organisations/{there.pk}/edit/"
    assert manager.post(address, _written(members="20", revision="")).status_code == 409
    there.refresh_from_db()
    assert there.members == 3


def test_a_persons_name_in_the_name_is_flagged(manager: Client) -> None:
    response = manager.post("/organisations/new/", _written(name="กลุ่มนางสมศรี ใจดี"), follow=True)
    assert "seems to contain a person&#x27;s name" in response.content.decode()


@pytest.mark.parametrize(
    ("act", "said", "field", "after"),
    [
        ("confirm", "noted as confirmed today", "confirmed_on", None),
        ("close", "marked as closed", "status", "closed"),
        ("reopen", "marked as active", "status", "active"),
    ],
)
def test_acts_of_one_button(manager: Client, act: str, said: str, field: str, after: str | None) -> None:
    there = make_organisation(place="30")
    html = manager.post(f"/organisations/{there.pk}/{act}/", follow=True).content.decode()
    there.refresh_from_db()
    assert said in html
    assert getattr(there, field) == (after or there.confirmed_on)
    assert getattr(there, field)


def test_history_tells_imports_edits_and_where_each_value_came_from(manager: Client) -> None:
    there = make_organisation("กลุ่มทอผ้า", place="30", members=3, activity="ทอผ้า")
    Claim.objects.create(
        organisation=there,
        source=source_named("ทะเบียนพัฒนาชุมชน"),
        batch=7,
        row=1,
        created=True,
        revision=1,
        set_fields=["*"],
    )
    user = make_account(Role.DATA_MANAGER, centre="30", name="อนันต์ รอบคอบ")
    actions.edit_organisation(viewer_of(user), there.pk, expected_revision=1, values={"members": 30})
    html = manager.get(f"/organisations/{there.pk}/").content.decode()
    assert "Brought in from a list" in html
    assert "Members: 3 → 30" in html
    assert "Where nothing else is said: From ทะเบียนพัฒนาชุมชน" in html
    assert "Entered by อนันต์ รอบคอบ" in html
    public = Client().get(f"/organisations/{there.pk}/", ENGLISH).content.decode()
    assert "Members: 3 → 30" in public
    assert "อนันต์" not in public, "names of people are told only to who may read the ledger there"


def test_activities_of_several_lists_are_told_apart(client: Client) -> None:
    several = make_organisation("กลุ่มทอผ้า", place="30", activity="ทอผ้าไหม\nย้อมสีธรรมชาติ")
    page = client.get(f"/organisations/{several.pk}/").content.decode()
    assert "ทอผ้าไหม · ย้อมสีธรรมชาติ" in page
