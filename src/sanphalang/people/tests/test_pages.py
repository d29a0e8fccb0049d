"""The page and the form of one person, by who looks and who does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.files.sources import source_named
from sanphalang.ledger.models import Entry
from sanphalang.people import actions
from sanphalang.people.models import Person, PersonClaim, Training
from sanphalang.people.rules import PersonRole
from sanphalang.people.tests.factories import ADDRESS, CITIZEN_ID, EMAIL, TELEPHONE, make_person, with_private_details

pytestmark = pytest.mark.django_db
ENGLISH = {"lang": "en"}


@pytest.fixture
def manager(client: Client) -> Client:
    """The data manager of Nakhon Ratchasima, signed in with a second factor and reading English."""
    sign_in(client, make_account(Role.DATA_MANAGER, "30", name="สมหญิง จัดการ"))
    client.get("/people/", ENGLISH)
    return client


def _as(role: Role, centre: str = "") -> Client:
    client = Client()
    sign_in(client, make_account(role, centre))
    client.get("/people/", ENGLISH)
    return client


def _written(**changes: str | list[str]) -> dict[str, str | list[str]]:
    form: dict[str, str | list[str]] = {
        "given_name": "สมหญิง",
        "surname": "สมมติวงศ์",
        "roles": ["leader"],
        "place": "302105",
        "status": "active",
        "revision": "1",
    }
    return form | changes


def _without_marks(answer: Any, pk: int) -> str:
    """Return a page without what differs between any two: the token of its forms, and its own address."""
    page = answer.content.decode().replace(f"/people/{pk}/", "/people/…/")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def _page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_page_hides_private_details_until_they_are_asked_for(manager: Client) -> None:
    there = with_private_details("สมหญิง", place="302105", roles={PersonRole.LEADER})
    hidden = manager.get(f"/people/{there.pk}/")
    for value in (TELEPHONE, EMAIL, ADDRESS, "1967", CITIZEN_ID[-4:]):
        assert value not in hidden.content.decode()
    assert "Show (the look is recorded)" in hidden.content.decode()
    assert "no-store" in hidden["Cache-Control"]
    assert not Entry.objects.filter(verb="people.see_private").exists()
    shown = manager.post(f"/people/{there.pk}/private/")
    for value in (TELEPHONE, EMAIL, ADDRESS, "1967", CITIZEN_ID[-4:]):
        assert value in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert Entry.objects.filter(verb="people.see_private").count() == 1
    assert "Private details were shown" in _page(manager, f"/people/{there.pk}/")


def test_private_details_are_not_shown_by_an_address_alone(manager: Client) -> None:
    there = with_private_details(place="302105")
    assert manager.get(f"/people/{there.pk}/private/").status_code == 405


@pytest.mark.parametrize(
    ("role", "centre"),
    [(Role.MEMBER, "30"), (Role.PROVINCIAL_OFFICE, "30"), (Role.INSPECTOR, "30"), (Role.NATIONAL_ANALYST, "")],
)
def test_who_only_sees_reads_that_there_is_more_and_gets_none_of_it(role: Role, centre: str) -> None:
    there = with_private_details("สมหญิง", place="302105")
    client = _as(role, centre)
    page = _page(client, f"/people/{there.pk}/")
    assert "สมหญิง" in page
    assert "There are private details." in page
    assert TELEPHONE not in page
    assert "Edit" not in page
    for address in (f"/people/{there.pk}/private/", f"/people/{there.pk}/edit/", f"/people/{there.pk}/confirm/"):
        assert client.post(address).status_code == 403
    assert client.get(f"/people/{there.pk}/edit/").status_code == 403
    assert not Entry.objects.filter(subject_id=str(there.pk)).exists()


def test_the_neighbour_is_answered_as_if_there_were_nobody() -> None:
    there = with_private_details("สมหญิง", place="302105")
    client = _as(Role.DATA_MANAGER, "31")
    for address in ("", "edit/", "inactive/", "deceased/", "trainings/new/"):
        answer, nobody = (client.get(f"/people/{pk}/{address}") for pk in (there.pk, 999_999))
        assert answer.status_code == 404
        assert _without_marks(answer, there.pk) == _without_marks(nobody, 999_999)
    for address in ("private/", "edit/", "confirm/", "active/", "trainings/1/remove/"):
        assert client.post(f"/people/{there.pk}/{address}").status_code == 404


def test_with_a_password_alone_private_details_lead_to_the_second_step() -> None:
    there = with_private_details("สมหญิง", place="302105")
    client = Client()
    client.force_login(make_account(Role.DATA_MANAGER, "30"))
    client.get("/people/", ENGLISH)
    assert "They are shown after a second step at the sign-in." in _page(client, f"/people/{there.pk}/")
    answer = client.post(f"/people/{there.pk}/private/")
    assert answer.status_code == 302
    assert TELEPHONE not in _page(client, f"/people/{there.pk}/edit/")


def test_somebody_is_added_from_one_field_with_the_name(manager: Client) -> None:
    form = {
        "whole_name": "น.ส.สมหญิง  สมมติวงศ์ (แดง)",
        "roles": ["facilitator", "leader"],
        "skills": ["data"],
        "place": "302105",
        "status": "active",
        "telephone": "0000 123 456",
        "birth": "5 มี.ค. 2510",
        "citizen_id": f"{CITIZEN_ID[0]}-{CITIZEN_ID[1:5]}-{CITIZEN_ID[5:10]}-{CITIZEN_ID[10:12]}-{CITIZEN_ID[12]}",
    }
    answer = manager.post("/people/new/", form)
    assert answer.status_code == 302, answer.content.decode()
    there = Person.objects.get()
    assert (there.title, there.given_name, there.surname, there.nickname) == ("นางสาว", "สมหญิง", "สมมติวงศ์", "แดง")
    assert there.role_set == {PersonRole.FACILITATOR, PersonRole.LEADER}
    assert str(there.birth_date) == "1967-03-05"
    assert there.birth_year == 1967
    assert there.citizen_id_tail == CITIZEN_ID[-4:]
    assert len(there.citizen_id_digest) == 32
    assert CITIZEN_ID not in str(vars(there))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("whole_name", "นายดำ ใจดี และ นางแดง ใจดี", "This looks like several people."),
        ("whole_name", "กลุ่มทอผ้าบ้านหนองบัว", "This looks like the name of an organisation"),
        ("whole_name", "1234", "Please write the name in letters."),
        ("citizen_id", "9000000000018", "This is no citizen ID"),
        ("birth", "2600", "This day lies ahead"),
        ("birth", "เมื่อวาน", "Please write the day, the month and the year"),
        ("telephone", "12", "A telephone number has 10 digits"),
        ("place", "310101", "This place is looked after by"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(manager: Client, field: str, value: str, sentence: str) -> None:
    form = {"whole_name": "นายดำ สมมติวงศ์", "place": "302105", "status": "active"} | {field: value}
    page = manager.post("/people/new/", form).content.decode()
    assert sentence in page
    assert not Person.objects.exists()
    if field == "citizen_id":
        assert value not in page
    else:
        assert value in page


def test_the_form_shows_years_in_the_readers_era_and_never_a_citizen_id(manager: Client) -> None:
    there = with_private_details("สมหญิง", place="302105")
    english = _page(manager, f"/people/{there.pk}/edit/")
    assert 'value="1967"' in english
    assert f"The one that is known ends in {CITIZEN_ID[-4:]}." in english
    thai = manager.get(f"/people/{there.pk}/edit/", {"lang": "th"}).content.decode()
    assert 'value="2510"' in thai
    assert Entry.objects.filter(verb="people.see_private").count() == 2  # opening the form is a look
    assert "d" * 32 not in english + thai


def test_an_edit_that_changes_one_thing_changes_nothing_else(manager: Client) -> None:
    there = with_private_details("สมหญิง", place="302105", roles={PersonRole.LEADER}, status="active")
    form = _written(telephone=TELEPHONE, email=EMAIL, line_id=there.line_id, home_address=ADDRESS, birth="1967")
    assert manager.post(f"/people/{there.pk}/edit/", form | {"nickname": "แดง"}).status_code == 302
    entry = Entry.objects.get(verb="people.edit")
    assert set(entry.changes) == {"nickname"}
    there.refresh_from_db()
    assert there.citizen_id_tail == CITIZEN_ID[-4:]
    manager.post(f"/people/{there.pk}/edit/", form | {"nickname": "แดง", "forget_citizen_id": "on", "revision": "2"})
    there.refresh_from_db()
    assert (there.citizen_id_digest, there.citizen_id_tail) == ("", "")


def test_the_second_of_two_editors_is_shown_both_versions(manager: Client) -> None:
    there = with_private_details("สมหญิง", place="302105", roles={PersonRole.LEADER}, status="active")
    actions.edit_person(
        OPERATOR, there.pk, expected_revision=1, values={"nickname": "หนึ่ง", "telephone": "0000-777-777"}
    )
    answer = manager.post(f"/people/{there.pk}/edit/", _written(nickname="สอง", telephone=TELEPHONE))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Stored meanwhile by somebody else: หนึ่ง" in page
    assert "Stored meanwhile by somebody else: 0000-777-777" in page
    assert 'value="สอง"' in page
    assert Entry.objects.filter(verb="people.see_private").exists()
    there.refresh_from_db()
    assert there.nickname == "หนึ่ง"
    again = manager.post(f"/people/{there.pk}/edit/", _written(nickname="สอง", telephone=TELEPHONE, revision="2"))
    assert again.status_code == 302
    there.refresh_from_db()
    assert there.nickname == "สอง"


def test_a_form_without_a_revision_overwrites_nothing(manager: Client) -> None:
    there = make_person("สมหญิง", place="302105")
    assert manager.post(f"/people/{there.pk}/edit/", _written(revision="")).status_code == 409


def test_states_are_asked_once_and_undone_from_the_page(manager: Client) -> None:
    there = make_person("สมหญิง", place="302105", status="active")
    for address, asked, state in (
        ("inactive/", "no longer active in the network?", "inactive"),
        ("deceased/", "died?", "deceased"),
    ):
        assert asked in _page(manager, f"/people/{there.pk}/{address}")
        manager.post(f"/people/{there.pk}/{address}")
        there.refresh_from_db()
        assert there.status == state
        manager.post(f"/people/{there.pk}/active/")
        there.refresh_from_db()
        assert there.status == "active"
    manager.post(f"/people/{there.pk}/confirm/")
    there.refresh_from_db()
    assert there.confirmed_on is not None


def test_trainings_are_added_and_taken_away(manager: Client) -> None:
    there = make_person("สมหญิง", place="302105")
    form = {"name": "อบรมวิทยากร", "organiser": "ศปจ.", "year": "2564"}
    assert manager.post(f"/people/{there.pk}/trainings/new/", form).status_code == 302
    training = Training.objects.get()
    assert training.year == 2021
    page = _page(manager, f"/people/{there.pk}/")
    assert "อบรมวิทยากร" in page
    assert "2021" in page
    manager.post(f"/people/{there.pk}/trainings/{training.pk}/remove/")
    assert not Training.objects.exists()


def test_history_tells_what_happened_but_no_value_that_names_somebody(manager: Client) -> None:
    there = make_person("สมหญิง", place="302105", roles={PersonRole.LEADER})
    ours = source_named("ทะเบียนของหน่วยงาน")
    PersonClaim.objects.create(person=there, source=ours, batch=1, row=1, created=True, revision=1, set_fields=["*"])
    actions.edit_person(OPERATOR, there.pk, expected_revision=1, values={"given_name": "สมศรี", "roles": " sage "})
    page = _page(manager, f"/people/{there.pk}/")
    assert "Community leader → Community sage" in page
    assert "Given name: changed; the value is kept out of the history" in page
    assert "ทะเบียนของหน่วยงาน" in page
    assert "สมหญิง" not in page.replace("สมหญิง จัดการ", "")


def test_looks_are_told_to_who_may_read_the_ledger_and_to_nobody_else(manager: Client) -> None:
    there = with_private_details("สมหญิง", place="302105")
    for _ in range(3):
        manager.post(f"/people/{there.pk}/private/")
    page = _page(manager, f"/people/{there.pk}/")
    assert page.count("Private details were shown") == 1
    assert "3 times" in page
    assert "Private details were shown" not in _page(_as(Role.MEMBER, "30"), f"/people/{there.pk}/")
