"""What waits is approved, refused or passed on by the centre where it waits, never against a newer record unseen."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import FileResponse
from django.test import Client
from django.utils import timezone

from sanphalang.access.models import User
from sanphalang.access.roles import Role
from sanphalang.ledger.models import Entry
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.people.naming import sought_by_name
from sanphalang.verification.deciding import approve
from sanphalang.verification.forgetting import (
    forget_words_before,
    photos_that_may_show,
    remove_of_a_check,
    texts_naming,
)
from sanphalang.verification.models import VerificationAnswer, VerificationTask
from sanphalang.verification.round_rules import Policy
from sanphalang.verification.tests.factories import answer_to, give, make_checker, make_round, photo, send, viewer_for

pytestmark = pytest.mark.django_db


def _sent(outcome: str = "confirmed", **said: Any) -> VerificationAnswer:
    """Have a checker of centre 30 send an answer that waits."""
    make_organisation("กลุ่มทดลอง", place="300101")
    checker = make_checker()
    (task,) = give(make_round(rule=Policy.APPROVE), checker)
    send(checker, answer_to(task, outcome, **said))
    return VerificationAnswer.objects.get()


def _browser(account: User) -> Client:
    client = Client()
    account.is_demo = True  # which needs no second step
    account.save()
    client.force_login(account)
    return client


def _manager(centre: str = "30") -> Client:
    return _browser(make_account(Role.DATA_MANAGER, centre=centre))


def _decide(client: Client, answer: VerificationAnswer, act: str, **said: Any) -> Any:
    return client.post(f"/verification/answers/{answer.pk}/{act}/", said)


def test_a_correction_is_shown_beside_what_is_stored_and_approved_with_its_round() -> None:
    answer = _sent("corrected", fields=json.dumps({"members": 31}), note="ถามป้านกแก้ว")
    client = _manager()
    page = client.get(f"/verification/answers/{answer.pk}/", {"lang": "en"}).content.decode()
    assert all(words in page for words in ("Stored now", "31", "ถามป้านกแก้ว"))
    assert _decide(client, answer, "approve", revision=1).status_code == 302
    assert Organisation.objects.get().members == 31
    entry = Entry.objects.get(verb="organisations.edit")
    assert entry.changes["source"] == [None, answer.task.round.source_id]  # type: ignore[union-attr]
    assert "รอบตรวจสอบทดลอง" in client.get(f"/organisations/{answer.organisation_id}/").content.decode()
    assert VerificationTask.objects.get().state == "done"


def test_a_record_that_changed_meanwhile_is_shown_again_and_not_overwritten() -> None:
    answer = _sent("corrected", fields=json.dumps({"members": 31}))
    client = _manager()
    Organisation.objects.update(members=40, revision=2)
    again = _decide(client, answer, "approve", revision=1)
    assert again.status_code == 409
    assert "40" in again.content.decode()
    assert Organisation.objects.get().members == 40
    assert _decide(client, answer, "approve", revision=2).status_code == 302
    assert Organisation.objects.get().members == 31


def test_a_refusal_leaves_the_record_and_asks_again() -> None:
    answer = _sent("closed")
    assert _decide(_manager(), answer, "refuse", reason="ยังมีกิจกรรมอยู่").status_code == 302
    assert Organisation.objects.get().revision == 1
    assert VerificationTask.objects.get().state == "open"
    assert "ยังมี" not in json.dumps(Entry.objects.get(verb="verification.refuse").changes, ensure_ascii=False)


def test_a_neighbour_cannot_decide() -> None:
    answer = _sent()
    neighbour = _manager("31")
    assert neighbour.get(f"/verification/answers/{answer.pk}/").status_code == 403
    assert _decide(neighbour, answer, "approve", revision=1).status_code == 403
    assert "กลุ่มทดลอง" not in neighbour.get("/verification/answers/").content.decode()


def test_a_record_that_leaves_is_decided_by_both_centres() -> None:
    answer = _sent("moved", fields=json.dumps({"place": "310101"}))
    _decide(_manager(), answer, "approve", revision=1)
    assert Organisation.objects.get().place == 30010100
    receiver = _manager("31")
    assert "กลุ่มทดลอง" in receiver.get("/verification/answers/").content.decode()
    _decide(receiver, answer, "approve", revision=1)
    assert Organisation.objects.get().place == 31010100
    assert list(Entry.objects.filter(verb="verification.pass_on").values_list("subject_id", flat=True)) == [
        str(answer.pk)
    ]


def test_where_it_moved_in_words_alone_the_place_is_asked_for() -> None:
    answer = _sent("moved", fields=json.dumps({"where": "แถวตลาดใหม่"}))
    client = _manager()
    asked = _decide(client, answer, "approve", revision=1)
    assert asked.status_code == 200
    assert Organisation.objects.get().place == 30010100
    _decide(client, answer, "approve", revision=1, place="300102")
    assert Organisation.objects.get().place == 30010200


def test_what_has_nothing_to_read_is_approved_together() -> None:
    for _number in range(3):
        make_organisation(place="300101")
    checker = make_checker()
    for number, task in enumerate(give(make_round(rule=Policy.APPROVE), checker)):
        send(checker, answer_to(task, note="มีข้อความ" if number == 0 else ""))
    _manager().post("/verification/answers/plain/", {"actor": f"user:{checker.pk}"})
    assert VerificationAnswer.objects.filter(state="applied").count() == 2
    assert Organisation.objects.filter(confirmed_on=timezone.localdate()).count() == 2


def test_a_photo_is_for_who_decides_and_each_look_is_recorded(a_home: Path) -> None:
    answer = _sent(photo=photo())
    url = f"/verification/answers/{answer.pk}/photo/"
    assert _browser(make_checker()).get(url).status_code == 403
    shown = _manager().get(url)
    assert isinstance(shown, FileResponse)
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert Entry.objects.get(verb="verification.see_photo").changes["organisation"] == [None, answer.organisation_id]
    shown.close()


def test_words_and_photos_are_found_and_removed_for_who_is_erased(a_home: Path) -> None:
    answer = _sent(note="ถามนางนกแก้ว สมมติทดลอง แล้ว", photo=photo())
    (found,) = texts_naming(sought_by_name("นกแก้ว สมมติทดลอง"), set())
    assert found.key == f"check:{answer.pk}"
    (shown,) = photos_that_may_show({answer.organisation_id})
    for key in (found.key, shown.key):
        remove_of_a_check("operator", key)
    answer.refresh_from_db()
    assert (answer.note, answer.photo, answer.state) == ("", None, "refused")


def test_words_and_photos_go_when_they_were_kept_long_enough(a_home: Path) -> None:
    answer = _sent(note="หมายเหตุ", photo=photo())
    later = timezone.now() + timedelta(days=800)
    assert forget_words_before(later) == 0  # it waits still
    _decide(_manager(), answer, "approve", revision=1)
    assert forget_words_before(timezone.now() - timedelta(days=1)) == 0
    assert forget_words_before(later) == 1
    answer.refresh_from_db()
    assert (answer.note, answer.photo) == ("", None)


def test_a_record_that_lies_with_the_neighbours_by_now_is_decided_by_them() -> None:
    make_organisation(place="300101")
    (task,) = give(make_round(rule=Policy.APPROVE), checker := make_checker())
    send(checker, answer_to(task, "closed"))
    Organisation.objects.update(revision=5, place=31_010_100)
    answer = VerificationAnswer.objects.get()
    here, there = (viewer_for(make_checker(centre, Role.COORDINATOR)) for centre in ("30", "31"))
    assert approve(here, answer.pk, expected_revision=5).state == "waiting"
    assert Organisation.objects.get().status != "closed"
    assert VerificationAnswer.objects.filter(waits_at__code="31").exists()
    assert approve(there, answer.pk, expected_revision=5).state == "applied"
    assert Organisation.objects.get().status == "closed"
