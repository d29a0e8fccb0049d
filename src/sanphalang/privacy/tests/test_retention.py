"""What was kept long enough: counted first, removed then, and nothing else with it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.actions import edit_order
from sanphalang.committees.meeting_actions import edit_meeting
from sanphalang.committees.models import ReplacedPaper
from sanphalang.committees.tests.factories import PDF, make_committee, make_meeting, make_order
from sanphalang.files.models import KeptFile, Original
from sanphalang.files.storage import clear_removed, keep_file, path_of
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import brought_in, checked
from sanphalang.intake.tests.people_lists import HEADER, TABLE
from sanphalang.ledger.models import Entry
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import make_person
from sanphalang.privacy import requests
from sanphalang.privacy.models import PersonalLink, Purpose, Request
from sanphalang.privacy.rules import Kind
from sanphalang.privacy.tests.walking import KORAT, linked, manager, somebody

pytestmark = pytest.mark.django_db


def _run(*, dry_run: bool = False) -> dict[str, int]:
    out = StringIO()
    call_command("retention", dry_run=dry_run, as_json=True, stdout=out)
    counts: dict[str, int] = json.loads(out.getvalue())
    return counts


def _days_ago(days: int):  # type: ignore[no-untyped-def]
    return timezone.now() - timedelta(days=days)


def test_a_list_of_two_years_is_removed_with_its_file_and_its_people_stay() -> None:
    batch = brought_in(checked(TABLE, header=HEADER, kind="people", centre="30"))
    younger = checked(TABLE[:1], header=HEADER, kind="people", centre="30")
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=_days_ago(731))
    assert _run(dry_run=True)["lists"] == 1
    assert Original.objects.filter(owner=batch.pk).exists()
    assert _run()["lists"] == 1
    assert set(Original.objects.filter(owner=batch.pk).values_list("kind", flat=True)) == {Original.Kind.DIGESTS}
    assert Original.objects.filter(owner=younger.pk).exists()
    assert KeptFile.objects.get(pk=batch.file_id).removed_at is not None
    assert KeptFile.objects.get(pk=younger.file_id).removed_at is None
    assert Person.objects.count() == len(TABLE)
    assert _run()["lists"] == 0
    assert Entry.objects.filter(verb="privacy.retention", subject_id=str(batch.pk)).count() == 1


def test_a_file_that_was_handed_in_again_since_stays() -> None:
    old, again = (checked(TABLE, header=HEADER, kind="people", centre="30") for _ in range(2))
    ImportBatch.objects.filter(pk=old.pk).update(created_at=_days_ago(731))
    assert _run()["lists"] == 1
    assert KeptFile.objects.get(pk=again.file_id).removed_at is None
    assert _run()["lists"] == 0


def test_private_details_go_five_years_after_somebody_left() -> None:
    left, active = somebody(status="inactive"), somebody(status="active")
    recent, bare = somebody(status="deceased"), make_person("ไม่มีข้อมูล", place=KORAT, status="inactive")
    Person.objects.exclude(pk=recent.pk).update(updated_at=_days_ago(5 * 365 + 1))
    assert _run(dry_run=True)["people"] == 1
    _run()
    kept = {person.pk: person.telephone for person in Person.objects.all()}
    assert not kept[left.pk]
    assert kept[active.pk]
    assert kept[recent.pk]
    assert not kept[bare.pk]
    assert Entry.objects.get(verb="people.forget_private").subject_id == str(left.pk)


def test_words_of_answered_requests_and_old_links_go() -> None:
    person = somebody()
    request = requests.open_own(person, Kind.CORRECTION, actor="x", asked="ชื่อผิด")
    waiting = requests.open_own(person, Kind.ACCESS, actor="x", asked="ขอดู")
    requests.mark_served(manager(), request.pk, answer="แก้แล้ว")
    linked(person)
    Request.objects.update(closed_at=_days_ago(3 * 365 + 1))
    PersonalLink.objects.update(expires_at=_days_ago(31))
    found = _run()
    assert (found["requests"], found["links"]) == (1, 1)
    assert not Request.objects.get(pk=request.pk).asked
    assert Request.objects.get(pk=waiting.pk).asked


def test_the_days_are_those_of_the_purpose() -> None:
    batch = checked(TABLE, header=HEADER, kind="people", centre="30")
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=_days_ago(100))
    assert _run(dry_run=True)["lists"] == 0
    Purpose.objects.filter(pk="lists").update(keep_days=90)
    assert _run(dry_run=True)["lists"] == 1


def test_a_replaced_paper_goes_two_years_after_it_was_replaced() -> None:
    first, second, third = (keep_file([PDF + each]) for each in (b"1", b"2", b"3"))
    committee = make_committee()
    order = make_order(committee, file=first, file_type="pdf")
    meeting = make_meeting(committee, minutes=third, minutes_type="pdf")
    KeptFile.objects.update(kept_at=_days_ago(1_000))
    edit_order(OPERATOR, order.pk, expected_revision=None, values={"file_id": second.pk})
    edit_order(OPERATOR, order.pk, expected_revision=None, values={"file_id": second.pk, "number": "13/2569"})
    edit_meeting(OPERATOR, meeting.pk, expected_revision=None, values={"minutes_id": second.pk}, agenda=())
    assert set(ReplacedPaper.objects.values_list("file", flat=True)) == {first.pk, third.pk}
    assert _run(dry_run=True)["files"] == 0
    ReplacedPaper.objects.filter(file=first).update(replaced_at=_days_ago(731))
    assert _run(dry_run=True)["files"] == 1
    assert path_of(first).exists()
    assert _run()["files"] == 1
    gone = {file.pk for file in KeptFile.objects.exclude(removed_at=None)}
    assert gone == {first.pk}
    assert ReplacedPaper.objects.get().file_id == third.pk
    assert _run()["files"] == 0
    assert Entry.objects.get(verb="privacy.retention").subject_id == str(first.pk)


def test_a_replaced_paper_that_another_order_has_stays() -> None:
    first, second = (keep_file([PDF + each]) for each in (b"1", b"2"))
    order = make_order(make_committee(), file=first, file_type="pdf")
    make_order(make_committee(), file=first, file_type="pdf")
    edit_order(OPERATOR, order.pk, expected_revision=None, values={"file_id": second.pk})
    KeptFile.objects.update(kept_at=_days_ago(1_000))
    ReplacedPaper.objects.update(replaced_at=_days_ago(731))
    assert _run()["files"] == 0
    assert path_of(first).exists()


def test_an_upload_that_came_to_nothing_goes_too() -> None:
    lost, young = keep_file([PDF]), keep_file([PDF + b"young"])
    KeptFile.objects.filter(pk=lost.pk).update(kept_at=_days_ago(731))
    assert _run()["files"] == 1
    assert KeptFile.objects.get(pk=young.pk).removed_at is None


def test_bytes_that_a_killed_removal_left_go_at_the_next_run_and_may_be_handed_in_again() -> None:
    file = keep_file([b"left behind"])
    KeptFile.objects.filter(pk=file.pk).update(removed_at=timezone.now())
    assert clear_removed() == 1
    assert not path_of(file).exists()
    again = keep_file([b"left behind"])
    assert (again.pk, again.removed_at) == (file.pk, None)
    assert path_of(again).exists()
