"""The queue: who reads it, who serves it, and what becomes of each kind of request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.committees.tests.factories import (
    make_committee,
    make_meeting,
    make_resolution,
)
from sanphalang.ledger.models import Entry
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import TELEPHONE
from sanphalang.privacy import consents, requests
from sanphalang.privacy.models import Request
from sanphalang.privacy.requests import NoSuchRequestError
from sanphalang.privacy.rules import Ground, Kind, State
from sanphalang.privacy.tests.walking import NEIGHBOUR, manager, somebody

pytestmark = pytest.mark.django_db


def _asked(kind: Kind, person: Person | None = None) -> Request:
    person = person or somebody()
    return requests.open_own(person, kind, actor=f"person:{person.pk}", asked="ขอให้แก้ชื่อ")


def _viewers() -> dict[str, Viewer]:
    return {
        "data manager": manager(),
        "coordinator": make_viewer(Role.COORDINATOR, "30"),
        "officer": make_viewer(Role.DATA_PROTECTION_OFFICER),
        "administrator": make_viewer(Role.NATIONAL_ADMINISTRATOR),
        "analyst": make_viewer(Role.NATIONAL_ANALYST),
        "neighbour": manager("31"),
        "member": make_viewer(Role.MEMBER, "30"),
        "inspector": make_viewer(Role.INSPECTOR, "30"),
        "public": PUBLIC,
    }


READ, SERVE = {"data manager", "coordinator", "officer"}, {"data manager", "coordinator"}


def test_who_reads_and_who_serves_a_request() -> None:
    for who, viewer in _viewers().items():
        request = _asked(Kind.CORRECTION)
        assert requests.queue(viewer, waiting=True).filter(pk=request.pk).exists() == (who in READ), who
        if who in SERVE:
            requests.mark_served(viewer, request.pk)
        else:
            with pytest.raises((Refused, NoSuchRequestError)):
                requests.mark_served(viewer, request.pk)
        request.refresh_from_db()
        assert (request.state == State.SERVED) == (who in SERVE), who


def test_a_request_goes_with_its_person_to_another_centre() -> None:
    request = _asked(Kind.ACCESS)
    Person.objects.filter(pk=request.number).update(place=31010100)
    assert not requests.queue(manager(), waiting=True).exists()
    assert requests.queue(manager("31"), waiting=True).exists()
    assert NEIGHBOUR.startswith("31")


def test_days_count_down_and_the_most_urgent_stands_first() -> None:
    late, early = _asked(Kind.ACCESS), _asked(Kind.ERASURE)
    Request.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=2))
    page = _browser().get("/requests/?lang=en").content.decode()
    assert page.index("2 days late") < page.index("90 days left")
    assert early.pk != late.pk


def _browser(make: Callable[[], object] | None = None) -> Client:
    client = Client()
    sign_in(client, make_account(Role.DATA_MANAGER, "30"))
    return client


def test_the_copy_is_handed_over_and_told_to_the_person_as_a_look() -> None:
    request = _asked(Kind.ACCESS)
    client = _browser()
    assert TELEPHONE not in client.get(f"/requests/{request.pk}/").content.decode()
    assert TELEPHONE in client.post(f"/requests/{request.pk}/copy/", {"file_format": "json"}).content.decode()
    assert Entry.objects.filter(verb="privacy.serve_copy", subject_id=str(request.number)).count() == 1
    client.post(f"/requests/{request.pk}/serve/", {"answer": "ส่งแล้ว"})
    request.refresh_from_db()
    assert (request.state, request.answer) == (State.SERVED, "ส่งแล้ว")


def test_an_answer_that_is_too_long_is_shown_again_and_nothing_is_noted(in_english: None) -> None:
    request = _asked(Kind.CORRECTION)
    page = _browser().post(f"/requests/{request.pk}/serve/?lang=en", {"answer": "ตอบยาว " * 400})
    assert page.status_code == 200
    assert "ตอบยาว ตอบยาว" in page.content.decode()
    assert "at most 2000 characters" in page.content.decode()
    request.refresh_from_db()
    assert request.state == State.OPEN


def test_serving_a_withdrawal_withdraws_all_consents() -> None:
    person = somebody()
    for purpose in ("photographs", "publication"):
        consents.give_consent(person, purpose, actor="x", channel="link")
    request = _asked(Kind.WITHDRAWAL, person)
    requests.withdraw_for(manager(), request.pk)
    assert not any(each.given for each in consents.standings(person.pk))


def test_a_refusal_names_a_reason_in_law_and_is_told_to_the_person() -> None:
    request = _asked(Kind.CORRECTION)
    client = _browser()
    assert client.post(f"/requests/{request.pk}/refuse/", {"ground": "because", "answer": ""}).status_code == 200
    client.post(f"/requests/{request.pk}/refuse/", {"ground": Ground.LEGAL_DUTY.value, "answer": "กฎหมายให้เก็บไว้"})
    told = requests.own_requests(request.number)[0]
    assert (told.state, told.ground, told.answer) == (State.REFUSED, Ground.LEGAL_DUTY, "กฎหมายให้เก็บไว้")


def test_an_answered_request_is_not_answered_again() -> None:
    request = _asked(Kind.CORRECTION)
    requests.mark_served(manager(), request.pk)
    with pytest.raises(Refused):
        requests.refuse(manager(), request.pk, ground=Ground.CLAIMS, answer="x")


def test_the_officer_decides_about_texts_before_the_person_is_erased() -> None:
    request = _asked(Kind.ERASURE)
    resolution = make_resolution(make_meeting(make_committee(place="30")), "มอบ สมหญิง สมมติวงศ์ ติดตาม ลับเฉพาะที่นี่")
    client, address, key = _browser(), f"/requests/{request.pk}/erase/", f"decided-resolution:{resolution.pk}:text"
    page = client.get(address, {"lang": "en"}).content.decode()
    assert "Text of a resolution" in page
    assert "ลับเฉพาะที่นี่" in page
    assert client.post(address, {key: "leave"}).status_code == 409, "nobody has read of whom"
    seen = {"seen": requests.seen_of(request.pk)}
    assert seen["seen"] in page
    undecided = client.post(address, seen)
    assert (undecided.status_code, Person.objects.filter(pk=request.number).exists()) == (422, True)
    assert "Nothing was erased yet" in undecided.content.decode()
    assert client.post(address, {key: "leave", **seen}).status_code == 302
    assert not Person.objects.filter(pk=request.number).exists()


def test_somebody_who_calls_is_noted_by_the_centre() -> None:
    person = somebody()
    client = _browser()
    assert client.get(f"/requests/new/{person.pk}/").status_code == 200
    answer = client.post(f"/requests/new/{person.pk}/", {"kind": "access", "asked": ""})
    assert answer.headers["Location"] == f"/requests/{Request.objects.get().pk}/"


def test_a_link_is_shown_once_as_a_letter() -> None:
    person = somebody()
    client = _browser()
    assert "/me/open/" not in client.get(f"/links/{person.pk}/").content.decode()
    letter = client.post(f"/links/{person.pk}/").content.decode()
    assert "/me/open/" in letter
    assert "/me/open/" not in client.get(f"/links/{person.pk}/").content.decode()
    assert client.post(f"/links/{person.pk}/revoke/").status_code == 302


def test_the_page_of_a_person_tells_consents_and_leads_to_the_link() -> None:
    person = somebody()
    page = _browser().get(f"/people/{person.pk}/").content.decode()
    assert f"/links/{person.pk}/" in page
    member = Client()
    sign_in(member, make_account(Role.MEMBER, "30"))
    assert f"/links/{person.pk}/" not in member.get(f"/people/{person.pk}/").content.decode()
