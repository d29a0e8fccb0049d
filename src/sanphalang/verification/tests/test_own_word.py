"""An organisation confirms itself by its link; guesses leave nothing, and a dead link opens nothing."""

from __future__ import annotations

import re
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR
from sanphalang.ledger.models import Entry
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.verification.models import OrganisationLink, VerificationAnswer
from sanphalang.verification.own_links import link_behind, make_link, revoke_links
from sanphalang.verification.own_word import MOST_A_DAY, MOST_WAITING

pytestmark = pytest.mark.django_db
_OWN = "/verification/own/"


def _opened() -> Client:
    there = make_organisation("กลุ่มทดลอง", place="300101", members=12, contact_name="นกขมิ้นทอง", telephone="0000-811-001")
    client = Client()
    client.get(f"/o/{make_link(OPERATOR, there.pk, rule='confirm').token}/")
    return client


def test_a_coordinator_makes_a_letter_that_is_shown_once() -> None:
    there = make_organisation(place="300101")
    client = Client()
    client.force_login(make_account(Role.COORDINATOR, centre="30"))
    url = f"/verification/organisations/{there.pk}/link/"
    page = client.post(url, {"policy": "confirm"}).content.decode()
    token = re.search(r"/o/([\w-]+)/", page)
    assert token is not None
    assert "<svg" in page
    assert token[1] not in OrganisationLink.objects.get().token_digest
    assert token[1] not in client.get(url).content.decode()
    client.force_login(make_account(Role.COORDINATOR, centre="31"))
    assert client.get(url).status_code == 403


def test_what_is_held_is_shown_and_the_contact_only_to_be_recognised() -> None:
    page = _opened().get(_OWN).content.decode()
    assert "กลุ่มทดลอง" in page
    assert "นกขมิ้น" not in page
    assert "0000-811" not in page


def test_a_confirmation_is_noted_at_once_and_only_once() -> None:
    client = _opened()
    said = {"instance": str(uuid.uuid4()), "revision": "1"}
    for _time in range(2):
        assert client.post(f"{_OWN}confirm/", said).status_code == 200
    assert Organisation.objects.get().confirmed_on == timezone.localdate()
    entry = Entry.objects.get(verb="organisations.confirm")
    assert entry.actor == f"organisation:{Organisation.objects.get().pk}"
    assert VerificationAnswer.objects.count() == 1


def test_a_correction_waits_for_the_centre() -> None:
    client = _opened()
    form = client.get(f"{_OWN}correct/").context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    assert "form" in client.post(f"{_OWN}correct/", said).context
    client.post(f"{_OWN}correct/", said | {"members": "20", "note": "ย้ายเบอร์โทร"})
    answer = VerificationAnswer.objects.get()
    assert (answer.state, answer.values, answer.waits_at and answer.waits_at.code) == (
        "waiting",
        '{"members":20}',
        "30",
    )
    assert Organisation.objects.get().members == 12


def test_a_letter_in_the_wrong_hands_fills_no_desk() -> None:
    client = _opened()
    form = client.get(f"{_OWN}correct/").context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    for number in range(MOST_WAITING + 1):
        sent = client.post(f"{_OWN}correct/", said | {"members": str(20 + number), "instance": str(uuid.uuid4())})
    assert (sent.status_code, VerificationAnswer.objects.count()) == (403, MOST_WAITING)


def test_a_link_that_is_opened_again_and_again_is_noted_once() -> None:
    token = make_link(OPERATOR, make_organisation(place="300101").pk, rule="confirm").token
    for _time in range(3):
        Client().get(f"/o/{token}/", follow=True)
    assert Entry.objects.filter(verb="verification.open_link").count() == 1


def test_where_another_centre_looks_after_it_by_now_everything_waits() -> None:
    client = _opened()
    Organisation.objects.update(place=31010100)
    client.post(f"{_OWN}confirm/", {"instance": str(uuid.uuid4()), "revision": "1"})
    answer = VerificationAnswer.objects.get()
    assert (answer.state, answer.waits_at and answer.waits_at.code) == ("waiting", "31")
    assert Organisation.objects.get().confirmed_on is None


def test_a_guess_leaves_nothing_and_a_link_taken_back_opens_nothing() -> None:
    client = Client()
    client.get("/o/guess/")
    assert client.get(_OWN).status_code == 403
    assert not Session.objects.exists()
    assert not Entry.objects.exists()
    there = _opened()
    revoke_links(OPERATOR, Organisation.objects.get().pk)
    assert there.get(_OWN).status_code == 403


def test_a_record_that_is_merged_while_its_organisation_speaks_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    client = _opened()
    there, into = Organisation.objects.get(), make_organisation("กลุ่มทดลอง", place="300101")

    def merged_right_after(digest: str) -> OrganisationLink:
        link = link_behind(digest)
        Organisation.objects.filter(pk=there.pk).update(merged_into=into.pk)
        return link

    monkeypatch.setattr("sanphalang.verification.own_views.link_behind", merged_right_after)
    page = client.get(_OWN, {"lang": "en"})
    assert page.status_code == 403
    assert "under another number now" in page.content.decode()
    Organisation.with_merged.update(merged_into=None)
    said = {"instance": str(uuid.uuid4()), "revision": 1}
    assert client.post(f"{_OWN}confirm/", said).status_code == 200
    answer = VerificationAnswer.objects.get()
    assert (answer.organisation_id, answer.state, answer.why) == (into.pk, "waiting", "changed")


def test_one_letter_says_only_so_much_on_a_day() -> None:
    client = _opened()
    for number in range(MOST_A_DAY + 2):
        revision = str(Organisation.objects.get().revision)
        answer = client.post(f"{_OWN}confirm/", {"instance": str(uuid.uuid4()), "revision": revision})
        assert answer.status_code == (200 if number < MOST_A_DAY else 403)
    assert VerificationAnswer.objects.count() == MOST_A_DAY
