"""What checkers send: taken once, applied or kept waiting by the policy of the round, never lost, never doubled."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sanphalang.access.roles import Role
from sanphalang.ledger.models import Entry
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.verification.models import VerificationAnswer, VerificationRound, VerificationTask
from sanphalang.verification.round_rules import Policy
from sanphalang.verification.tests.factories import answer_to, give, make_checker, make_round, photo, send

pytestmark = pytest.mark.django_db


def _one(rule: Policy = Policy.CONFIRM, **fields: Any) -> tuple[Any, VerificationTask]:
    make_organisation(**{"place": "300101"} | fields)
    checker = make_checker()
    (task,) = give(make_round(rule=rule), checker)
    return checker, task


def _fields(**said: Any) -> str:
    return json.dumps(said)


def test_a_confirmation_is_applied_and_told_with_its_round() -> None:
    checker, task = _one()
    answered = send(checker, answer_to(task, lat="14.97", lon="102.10", accuracy="12"))
    assert answered.json()["state"] == "applied"
    record = Organisation.objects.get()
    assert record.confirmed_on == timezone.localdate()
    assert (record.latitude, record.longitude) == (14.97, 102.10)
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("done", "confirmed")
    entry = Entry.objects.filter(subject_kind="organisation").get()
    assert (entry.verb, entry.actor) == ("organisations.confirm", f"user:{checker.pk}")
    assert entry.changes["source"] == [None, task.round.source_id]
    assert not Entry.objects.filter(verb="verification.send").exists()


@pytest.mark.parametrize(
    ("rule", "outcome", "fields", "state"),
    [
        (Policy.CONFIRM, "corrected", _fields(members="๒๕", founded="2558", village="หมู่ 4"), "waiting"),
        (Policy.APPLY, "corrected", _fields(members="๒๕", founded="2558", village="หมู่ 4"), "applied"),
        (Policy.APPLY, "moved", _fields(place="300102"), "applied"),
        (Policy.APPLY, "moved", _fields(place="310101"), "waiting"),
        (Policy.APPLY, "moved", _fields(where="แถวตลาดใหม่"), "waiting"),
        (Policy.APPLY, "closed", "", "applied"),
        (Policy.CONFIRM, "closed", "", "waiting"),
        (Policy.CONFIRM, "not_found", "", "applied"),
        (Policy.APPROVE, "confirmed", "", "waiting"),
        (Policy.APPROVE, "not_found", "", "waiting"),
    ],
)
def test_the_policy_says_what_waits(rule: Policy, outcome: str, fields: str, state: str) -> None:
    checker, task = _one(rule)
    before = Organisation.objects.get()
    assert send(checker, answer_to(task, outcome, fields=fields)).json()["state"] == state
    task.refresh_from_db()
    assert task.state == ("done" if state == "applied" else "sent")
    record = Organisation.objects.get()
    assert (record.revision == before.revision) == (state == "waiting" or outcome == "not_found")
    if state == "applied" and outcome == "corrected":
        assert (record.members, record.founded_year, record.village_no) == (25, 2015, "4")
    if state == "applied" and outcome == "moved":
        assert record.place == 30010200


def test_what_cannot_be_used_is_told_part_by_part() -> None:
    checker, task = _one()
    said = answer_to(task, "corrected", fields=_fields(name="!!!", members="many"), lat="50", lon="3")
    answered = send(checker, said)
    assert answered.status_code == 422
    assert set(answered.json()["errors"]) == {"name", "members", "lat"}
    assert set(send(checker, {}).json()["errors"]) == {"instance", "task", "revision", "outcome"}
    empty = send(checker, answer_to(task, "corrected", fields="[1"))
    assert set(empty.json()["errors"]) == {"fields"}
    assert not VerificationAnswer.objects.exists()


def test_a_photo_is_kept_and_one_that_is_none_is_refused(a_home: Path) -> None:
    checker, task = _one()
    fake = photo()
    fake.truncate(50)
    assert "photo" in send(checker, answer_to(task, photo=fake)).json()["errors"]
    assert send(checker, answer_to(task, photo=photo())).status_code == 200
    assert VerificationAnswer.objects.get().photo is not None


def test_the_same_answer_again_does_nothing_and_is_answered_the_same() -> None:
    checker, task = _one()
    said = answer_to(task, note="ถามป้านกแก้ว")
    first, again = send(checker, said), send(checker, said)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert VerificationAnswer.objects.count() == 1
    assert Organisation.objects.get().revision == 2
    other = make_checker()
    assert send(other, said).status_code == 409


def test_a_record_that_was_changed_meanwhile_waits() -> None:
    checker, task = _one(Policy.APPLY)
    said = answer_to(task, "corrected", fields=_fields(members=5))
    Organisation.objects.update(revision=7, members=9)
    answered = send(checker, said).json()
    assert answered["state"] == "waiting"
    assert Organisation.objects.get().members == 9


@pytest.mark.parametrize("outcome", ["confirmed", "closed", "moved"])
def test_a_record_that_lies_with_the_neighbours_by_now_is_not_written(outcome: str) -> None:
    checker, task = _one(Policy.APPLY)
    Organisation.objects.update(revision=2, place=31_010_100)
    said = answer_to(task, outcome, revision=2, fields=_fields(place="300101"))
    assert send(checker, said).json()["state"] == "waiting"
    record = Organisation.objects.get()
    assert (record.revision, record.place, record.status) == (2, 31_010_100, "unknown")


def test_a_second_answer_waits() -> None:
    checker, task = _one(Policy.APPLY)
    send(checker, answer_to(task))
    task.organisation.refresh_from_db()
    assert send(checker, answer_to(task, "closed")).json()["state"] == "waiting"
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("done", "confirmed")


def test_late_answers_wait_and_those_given_after_the_end_are_kept_by_the_telephone() -> None:
    checker, task = _one(Policy.APPLY)
    yesterday = timezone.localdate() - timedelta(days=1)
    VerificationRound.objects.update(until=yesterday, started_at=timezone.now() - timedelta(days=9))
    assert send(checker, answer_to(task)).status_code == 410
    in_time = (timezone.now() - timedelta(days=2)).isoformat()
    assert send(checker, answer_to(task, answered_at=in_time)).json()["state"] == "waiting"
    assert VerificationAnswer.objects.get().why == "late"
    assert VerificationAnswer.objects.get().answered_on == timezone.localdate() - timedelta(days=2)


def test_who_is_not_asked_is_told_so() -> None:
    checker, task = _one()
    assert send(None, answer_to(task)).status_code == 401
    assert send(make_checker(role=Role.INSPECTOR), answer_to(task)).status_code == 403
    assert send(make_checker(), answer_to(task)).status_code == 410
    assert send(make_checker("31"), answer_to(task)).status_code == 410
    assert send(checker, {**answer_to(task), "task": task.pk + 1}).status_code == 410
    assert not VerificationAnswer.objects.exists()


def test_a_note_is_nowhere_in_the_ledger() -> None:
    checker, task = _one(Policy.APPROVE)
    send(checker, answer_to(task, "corrected", note="ถามป้านกแก้ว", fields=_fields(name="กลุ่มนกแก้ว")))
    assert VerificationAnswer.objects.get().note == "ถามป้านกแก้ว"
    assert "นกแก้ว" not in json.dumps([entry.changes for entry in Entry.objects.all()], ensure_ascii=False)


def test_a_claimed_day_is_never_ahead_nor_before_the_round() -> None:
    checker, task = _one()
    send(checker, answer_to(task, answered_at="2019-01-01T00:00:00Z"))
    assert Organisation.objects.get().confirmed_on == timezone.localdate()
    other = uuid.uuid4()
    Organisation.objects.update(confirmed_on=None)
    VerificationTask.objects.update(state="open")
    task.organisation.refresh_from_db()
    send(checker, answer_to(task, answered_at="2999-01-01T00:00:00Z", instance=str(other)))
    assert Organisation.objects.get().confirmed_on == timezone.localdate()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"outcome": "corrected", "fields": '{"name": "abc\\ud800"}'}, 422),
        ({"outcome": "moved", "fields": '{"where": "abc\\ud800"}'}, 422),
        ({"answered_at": "0001-01-01T00:00:00+14:00"}, 200),
    ],
)
def test_what_no_text_or_day_is_breaks_nothing(said: dict[str, Any], status: int) -> None:
    make_organisation(place="300101")
    checker = make_checker()
    (task,) = give(make_round(), checker)
    assert send(checker, answer_to(task, **({"outcome": "confirmed"} | said))).status_code == status
