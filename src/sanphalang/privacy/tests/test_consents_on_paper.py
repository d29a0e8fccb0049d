"""Consent on paper: who notes it, when it holds, who opens its scan, and where it is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.tests.factories import PDF, paper
from sanphalang.files.models import KeptFile
from sanphalang.files.storage import keep_file
from sanphalang.ledger.models import Entry
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.people.models import Person
from sanphalang.privacy import consents
from sanphalang.privacy.copies import serve_copy
from sanphalang.privacy.erasing import erase
from sanphalang.privacy.looks import looks_at
from sanphalang.privacy.models import Consent, Notice
from sanphalang.privacy.paper_consents import Paper, note_paper, take_scan
from sanphalang.privacy.tests.walking import browser, manager, somebody
from sanphalang.privacy.texts import texts_about

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def notices_of_last_year(purposes: None) -> None:
    """Have versions that a paper of some days ago can bear."""
    Notice.objects.update(from_day=_ago(365))


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _photographs() -> Notice:
    return Notice.objects.get(purpose="photographs")


def _signed(days_ago: int = 5, *, given: bool = True, **more: Any) -> Paper:
    return Paper([_photographs().pk], given, _ago(days_ago), "นางสาวรับ แบบฟอร์ม", **more)


def _browser(role: Role = Role.DATA_MANAGER, centre: str = "30") -> Client:
    client = Client()
    sign_in(client, make_account(role, centre))
    return client


def test_a_centre_notes_what_was_signed_and_both_pages_tell_it() -> None:
    person = somebody()
    client, address = _browser(), f"/requests/new/{person.pk}/paper/"
    assert address in client.get(f"/people/{person.pk}/").content.decode()
    page = client.get(f"{address}?lang=en").content.decode()
    assert "Photographs and films, version 1" in page
    assert "multipart/form-data" in page
    answer = client.post(
        address,
        {
            "notices": [str(_photographs().pk)],
            "decision": "give",
            "signed_on": _ago(5).isoformat(),
            "received_by": "นางสาวรับ แบบฟอร์ม",
            "scan": paper("consent.pdf"),
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/people/{person.pk}/")
    kept = Consent.objects.get()
    assert (kept.given, kept.channel, timezone.localdate(kept.at), kept.scan_type) == (True, "paper", _ago(5), "pdf")
    assert consents.has_consented(person.pk, "photographs")
    entry = Entry.objects.get(verb="privacy.give_consent")
    assert entry.changes["channel"][1] == "paper"
    assert entry.changes["signed_on"][1] == _ago(5).isoformat()
    assert "นางสาวรับ" not in str(entry.changes)
    for told in (client.get(f"/people/{person.pk}/?lang=en"), browser(person).get("/me/?lang=en")):
        assert "received by นางสาวรับ แบบฟอร์ม" in told.content.decode()
    assert "นางสาวรับ แบบฟอร์ม" in serve_copy(manager(), person.pk, "json").decode()


def test_what_is_missing_or_cannot_be_is_said_and_nothing_is_lost() -> None:
    person = somebody()
    client, address = _browser(), f"/requests/new/{person.pk}/paper/?lang=en"
    typed = {"notices": [str(_photographs().pk)], "decision": "give", "received_by": "นางสาวรับ แบบฟอร์ม"}
    for day, sentence in (
        (_ago(-1), "This day lies ahead"),
        (_ago(400), "there was no such version yet"),
    ):
        page = client.post(address, typed | {"signed_on": day.isoformat()}).content.decode()
        assert sentence in page
        assert "นางสาวรับ แบบฟอร์ม" in page
    assert not Consent.objects.exists()


def test_a_later_decision_holds_whatever_is_noted_first() -> None:
    person = somebody()
    consents.give_consent(person, "photographs", actor="x", channel="link")
    consents.withdraw_consent(person, "photographs", actor="x", channel="link")
    assert note_paper(manager(), person.pk, _signed(5)) is False
    assert note_paper(manager(), person.pk, _signed(0)) is False  # of the same day: the withdrawal holds
    assert not consents.has_consented(person.pk, "photographs")
    consents.give_consent(person, "photographs", actor="x", channel="link")
    assert note_paper(manager(), person.pk, _signed(0, given=False)) is True
    assert not consents.has_consented(person.pk, "photographs")


def test_the_same_paper_is_noted_once_and_its_scan_may_follow() -> None:
    person = somebody()
    for _ in range(2):
        assert note_paper(manager(), person.pk, _signed())
    assert Consent.objects.count() == 1
    note_paper(manager(), person.pk, _signed(scan_id=keep_file([PDF]).pk, scan_type="pdf"))
    assert [each.scan_of is not None for each in consents.standings(person.pk) if each.code == "photographs"] == [True]


def test_for_a_minor_of_that_day_the_guardian_is_named() -> None:
    person = somebody(birth_date=timezone.localdate().replace(day=1) - timedelta(days=20 * 366), birth_year=None)
    Notice.objects.update(from_day=_ago(1_000))
    assert not consents.is_minor(person)
    with pytest.raises(Refused):
        note_paper(manager(), person.pk, _signed(600))
    note_paper(manager(), person.pk, _signed(600, given=False))
    note_paper(manager(), person.pk, _signed(600, guardian_name="นางแม่ สมมติ", guardian_relation="แม่"))
    assert Consent.objects.order_by("-pk")[0].guardian_name == "นางแม่ สมมติ"


def test_who_notes_a_paper_and_who_opens_its_scan() -> None:
    person = somebody()
    note_paper(manager(), person.pk, _signed(scan_id=keep_file([PDF]).pk, scan_type="pdf"))
    kept = Consent.objects.get()
    for viewer in (
        manager("31"),
        make_viewer(Role.MEMBER, "30"),
        make_viewer(Role.DATA_PROTECTION_OFFICER),
        make_viewer(Role.NATIONAL_ADMINISTRATOR),
    ):
        with pytest.raises((Refused, NoSuchPersonError)):
            note_paper(viewer, person.pk, _signed(4))
        with pytest.raises((Refused, NoSuchPersonError)):
            take_scan(viewer, person.pk, kept.pk)
    assert Consent.objects.count() == 1
    address = f"/requests/new/{person.pk}/paper/"
    assert _browser(Role.DATA_MANAGER, "31").get(f"{address}{kept.pk}/").status_code in {403, 404}
    client = _browser()
    taken = client.get(f"{address}{kept.pk}/")
    assert b"".join(taken.streaming_content) == PDF  # type: ignore[attr-defined]
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert taken.headers["Cache-Control"].startswith("no-store, private")
    assert len(looks_at(person.pk)) == 1
    other = somebody()
    for wrong in (f"/requests/new/{other.pk}/paper/{kept.pk}/", f"{address}x/", f"{address}{10**30}/"):
        assert client.get(wrong).status_code == 404


def test_a_scan_goes_with_the_person_unless_others_signed_it_too() -> None:
    person, other = somebody(), somebody()
    own, shared = keep_file([PDF]), keep_file([PDF + b"list"])
    note_paper(manager(), person.pk, _signed(scan_id=own.pk, scan_type="pdf"))
    note_paper(manager(), person.pk, _signed(4, scan_id=shared.pk, scan_type="pdf"))
    note_paper(manager(), other.pk, _signed(4, scan_id=shared.pk, scan_type="pdf"))
    theirs = Consent.objects.get(person=other)
    assert f"consent:{theirs.pk}:scan" in {each.key for each in texts_about(person.pk)}
    erase(OPERATOR, person.pk)
    assert not Person.objects.filter(pk=person.pk).exists()
    assert {file.pk for file in KeptFile.objects.exclude(removed_at=None)} == {own.pk}
