"""What a person does on the own page: reads, corrects, consents, takes a copy, asks."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.intake.looks import note_rows, note_whole_list
from sanphalang.intake.tests.lists import brought_in, checked
from sanphalang.intake.tests.people_lists import HEADER, TABLE
from sanphalang.ledger.models import Entry
from sanphalang.people.actions import see_private
from sanphalang.people.models import Person, PersonClaim
from sanphalang.people.tests.factories import ADDRESS, EMAIL, TELEPHONE, make_person
from sanphalang.privacy import consents
from sanphalang.privacy.looks import looks_at
from sanphalang.privacy.models import Consent, Notice, Request
from sanphalang.privacy.rules import Kind, age, guardian_alone, needs_guardian
from sanphalang.privacy.tests.walking import KORAT, browser, manager, somebody
from sanphalang.privacy.words import LOOKS

pytestmark = pytest.mark.django_db

OWN = {"nickname": "หญิง", "occupation": "ครู", "telephone": "0000-999-888", "email": "new@private.example"}


def _correct(client: Client, **values: object) -> int:
    return client.post("/me/correct/", OWN | {"line_id": "", "home_address": ADDRESS} | values).status_code


def test_a_person_reads_everything_that_is_held_and_only_the_tail_of_the_citizen_id() -> None:
    person = somebody(citizen_id_digest="f" * 32, citizen_id_tail="7717")
    page = browser(person).get("/me/?lang=en").content.decode()
    for value in ("สมหญิง", TELEPHONE, EMAIL, ADDRESS, "7717", "Volunteer citizen"):
        assert value in page
    assert "f" * 32 not in page


def test_who_looked_is_told_by_role_and_centre_and_not_by_name() -> None:
    person = somebody()
    colleague = make_viewer(Role.DATA_MANAGER, "30", name="นามลับผู้ดูแล")
    see_private(colleague, person.pk)
    page = browser(person).get("/me/?lang=en").content.decode()
    assert "Data manager" in page
    assert "Looked at private details" in page
    assert "นามลับผู้ดูแล" not in page


def test_who_looked_at_the_row_of_a_list_is_told_too_and_others_rows_are_not() -> None:
    batch = brought_in(checked(TABLE, header=HEADER, kind="people", centre="30"))
    somsri, dam = (PersonClaim.objects.get(batch=batch.pk, person__given_name=name) for name in ("สมศรี", "ดำ"))
    colleague = make_viewer(Role.DATA_MANAGER, "30")
    note_rows(colleague, batch, [somsri.row])
    assert [look.what for look in looks_at(somsri.person_id)] == [str(LOOKS["intake.see_private"])]
    assert looks_at(dam.person_id) == []
    note_whole_list(colleague, batch)
    assert len(looks_at(dam.person_id)) == 1


def test_a_person_corrects_contacts_at_once() -> None:
    person = somebody()
    client = browser(person)
    assert _correct(client, revision=person.revision) == 302
    person.refresh_from_db()
    assert (person.telephone, person.email, person.line_id) == ("0000-999-888", "new@private.example", "")
    entry = Entry.objects.get(verb="people.correct_own")
    assert entry.actor == f"person:{person.pk}"
    assert "0000-999-888" not in str(entry.changes)


def test_what_the_centre_changed_meanwhile_is_not_overwritten() -> None:
    person = somebody()
    client = browser(person)
    assert _correct(client, revision=person.revision + 5) == 409
    person.refresh_from_db()
    assert person.telephone == TELEPHONE


def test_what_was_typed_is_not_lost_and_stands_beside_what_the_centre_stored_meanwhile() -> None:
    person = somebody()
    client = browser(person)
    before = person.revision
    Person.objects.filter(pk=person.pk).update(telephone="0000-555-666", email=OWN["email"], revision=before + 1)
    answer = client.post("/me/correct/?lang=en", OWN | {"line_id": "", "home_address": "88 ซอยใหม่", "revision": before})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert answer.headers["Cache-Control"].startswith("no-store, private")
    assert 'value="0000-999-888"' in page
    assert "88 ซอยใหม่" in page
    versions = page[page.index("Both versions") : page.index("<form", page.index("Both versions"))]
    assert "0000-555-666" in versions
    assert "0000-999-888" in versions
    assert ADDRESS in versions
    assert OWN["email"] not in versions  # both wrote the same
    assert f'name="revision" value="{before + 1}"' in page
    assert _correct(client, revision=before + 1, home_address="88 ซอยใหม่") == 302
    person.refresh_from_db()
    assert (person.telephone, person.home_address) == ("0000-999-888", "88 ซอยใหม่")


def test_consent_is_withdrawn_as_easily_as_it_was_given_and_each_change_is_kept() -> None:
    person = somebody()
    client = browser(person)
    assert client.post("/me/consent/photographs/", {"wants": "give"}).status_code == 302
    assert consents.has_consented(person.pk, "photographs")
    assert client.post("/me/consent/photographs/", {"wants": "withdraw"}).status_code == 302
    assert not consents.has_consented(person.pk, "photographs")
    told = Consent.objects.order_by("id").values_list("given", "channel", "notice__version", "actor")
    assert list(told) == [(True, "link", 1, person_actor(person.pk)), (False, "link", 1, person_actor(person.pk))]
    assert Entry.objects.filter(verb__in=("privacy.give_consent", "privacy.withdraw_consent")).count() == 2


def person_actor(number: int) -> str:
    return f"person:{number}"


def test_what_needs_no_consent_has_no_switch() -> None:
    client = browser(somebody())
    assert client.post("/me/consent/registry/", {"wants": "give"}).status_code == 404
    assert not Consent.objects.exists()


def test_a_consent_runs_out_and_tells_the_version_that_was_read() -> None:
    person = somebody()
    consents.give_consent(person, "sharing", actor="person:1", channel="link")
    Consent.objects.update(at=timezone.now() - timedelta(days=731))
    assert not consents.has_consented(person.pk, "sharing")
    Notice.objects.create(
        purpose_id="sharing", version=2, text_th="ก", text_en="a", from_day=timezone.localdate() - timedelta(days=1)
    )
    consents.give_consent(person, "sharing", actor="person:1", channel="link")
    assert Consent.objects.order_by("-id")[0].notice.version == 2


def test_for_a_minor_the_guardian_is_named() -> None:
    person = somebody(birth_year=timezone.localdate().year - 15)
    with pytest.raises(Refused):
        consents.give_consent(person, "photographs", actor="x", channel="link")
    client = browser(person)
    asked = client.post("/me/consent/photographs/", {"wants": "give"})
    assert asked.status_code == 200
    assert not consents.has_consented(person.pk, "photographs")
    client.post("/me/consent/photographs/", {"guardian_name": "นางแม่ สมมติ", "guardian_relation": "แม่"})
    assert consents.has_consented(person.pk, "photographs")
    assert Consent.objects.get().guardian_relation == "แม่"
    client.post("/me/consent/photographs/", {"wants": "withdraw"})
    assert not consents.has_consented(person.pk, "photographs")


def test_ages_are_never_guessed_too_high() -> None:
    today = timezone.localdate()
    assert needs_guardian(age(None, today.year - 20, today))
    assert not needs_guardian(age(None, today.year - 21, today))
    assert not needs_guardian(age(None, None, today))
    assert guardian_alone(age(None, today.year - 11, today))
    assert not guardian_alone(age(None, today.year - 15, today))


def test_the_copy_holds_everything_and_is_recorded() -> None:
    person = somebody()
    client = browser(person)
    copy = client.get("/me/copy/json/")
    assert json.loads(copy.content)["record"]["telephone"] == TELEPHONE
    assert copy.headers["Cache-Control"].startswith("no-store, private")
    table = client.get("/me/copy/csv/").content.decode("utf-8-sig")
    assert TELEPHONE in table
    assert Entry.objects.filter(verb="privacy.take_copy").count() == 2
    assert client.get("/me/copy/exe/").status_code == 404


def test_a_change_of_name_and_erasure_become_requests_with_their_deadlines() -> None:
    person = somebody()
    client = browser(person)
    client.post("/me/ask/", {"asked": "ชื่อสะกดผิด"})
    client.post("/me/erase/")
    client.post("/me/erase/")
    asked = {request.kind: request for request in Request.objects.all()}
    assert len(asked) == 2
    today = timezone.localdate()
    assert asked[Kind.CORRECTION].due_on == today + timedelta(days=30)
    assert asked[Kind.ERASURE].due_on == today + timedelta(days=90)
    assert "90 days left" in client.get("/me/?lang=en").content.decode()
    client.post("/me/take-back/", {"request": asked[Kind.ERASURE].pk})
    assert Request.objects.get(kind=Kind.ERASURE).state == "back"


def test_nobody_takes_back_what_somebody_else_asked_for() -> None:
    theirs = browser(make_person("อีกคน", place=KORAT))
    mine = browser(somebody())
    theirs.post("/me/erase/")
    mine.post("/me/take-back/", {"request": Request.objects.get().pk})
    assert Request.objects.get().state == "open"


def test_the_page_asks_the_database_no_more_for_much_than_for_little(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    person = somebody()
    client = browser(person)
    for _ in range(3):
        see_private(manager(), person.pk)
    with django_assert_max_num_queries(45):
        client.get("/me/")


def test_a_number_that_no_request_has_is_passed_over() -> None:
    client = browser(somebody())
    for number in ("9" * 5_000, "๑", "x", ""):
        assert client.post("/me/take-back/", {"request": number}).headers["Location"] == "/me/"


@pytest.mark.parametrize("start", ["=", "＝", "＋", "－", "＠", "\n="])
def test_no_cell_of_a_copy_is_calculated(start: str) -> None:
    client = browser(somebody(occupation=f"{start}cmd|' /C calc'!A0"))
    copy = client.get("/me/copy/csv/").content.decode()
    assert f"\"'{start.strip()}cmd" in copy
    assert f'"{start}' not in copy
