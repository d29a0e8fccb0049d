"""Work that breaks off: the page says what happened, what stands and what to do, and it goes on from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from sanphalang.access.models import Grant
from sanphalang.access.viewer import Viewer
from sanphalang.files import claims
from sanphalang.intake import bringing, jobs
from sanphalang.intake.actions import begin_bringing_in, begin_withdrawing
from sanphalang.intake.broken_off import broken_off
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.results import results_of
from sanphalang.intake.setting_aside import set_aside
from sanphalang.intake.tests.lists import BAKERS, WEAVERS, brought_in, checked
from sanphalang.intake.tests.pages import signed_in, words, worked
from sanphalang.organisations.models import Organisation

pytestmark = pytest.mark.django_db
Break = Callable[[str, int], None]


@pytest.fixture
def viewer(client: Client) -> Viewer:
    return signed_in(client)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Let a function of the claims break after so many calls, a row a transaction."""
    monkeypatch.setattr(bringing, "CHUNK", 1)

    def broken(name: str, after: int) -> None:
        works, calls = getattr(claims, name), []

        def at_last(*args: object, **kwargs: object) -> object:
            calls.append(name)
            if len(calls) > after:
                raise OSError("0000123456 of a person")
            return works(*args, **kwargs)

        monkeypatch.setattr(claims, name, at_last)

    return broken


def _breaks_off(batch: ImportBatch) -> None:
    with pytest.raises(jobs.WorkFailedError):
        jobs.work_on.call(batch.pk, batch.actor)


def _said(client: Client, batch: ImportBatch) -> str:
    return words(client.get(f"/imports/{batch.pk}/"))


def test_bringing_in_that_breaks_off_says_what_stands_and_goes_on(
    client: Client, viewer: Viewer, breaking: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = checked([WEAVERS, BAKERS], viewer=viewer, centre="30")
    begin_bringing_in(viewer, batch.pk)
    breaking("bring_in", 1)
    _breaks_off(batch)
    said = _said(client, batch)
    assert "Bringing in broke off" in said
    assert "1 record that was made or changed by then stands in the registry, whole." in said
    assert "Nothing has been saved to the registry yet" not in said
    assert "Bring in the 1 row that is ready" in said
    assert said.count("Undo this import") == 1
    monkeypatch.undo()
    client.post(f"/imports/{batch.pk}/bring-in/")
    worked(batch)
    assert Organisation.objects.count() == 2
    assert "broke off" not in _said(client, batch)


def test_bringing_in_that_breaks_off_at_once_says_that_nothing_stands(
    client: Client, viewer: Viewer, breaking: Break
) -> None:
    batch = checked([WEAVERS], viewer=viewer, centre="30")
    begin_bringing_in(viewer, batch.pk)
    breaking("bring_in", 0)
    _breaks_off(batch)
    said = _said(client, batch)
    assert "Nothing of the list is in the registry." in said
    assert "Undo this import" not in said


def test_taking_back_that_breaks_off_says_what_stands_and_goes_on(
    client: Client, viewer: Viewer, breaking: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = brought_in(checked([WEAVERS, BAKERS], viewer=viewer, centre="30"), viewer)
    begin_withdrawing(viewer, batch.pk)
    breaking("withdraw", 1)
    _breaks_off(batch)
    said = _said(client, batch)
    assert "Undoing broke off" in said
    assert "1 record has been removed or is as before. 1 record of the list is in the registry still." in said
    assert "has been brought in" not in said
    monkeypatch.undo()
    client.post(f"/imports/{batch.pk}/withdraw/")
    worked(batch)
    assert not Organisation.objects.exists()
    assert "2 new records were removed." in _said(client, batch)


def test_what_is_left_of_a_list_can_be_undone_after_another_check(
    client: Client, viewer: Viewer, breaking: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = brought_in(checked([WEAVERS, BAKERS], viewer=viewer, centre="30"), viewer)
    begin_withdrawing(viewer, batch.pk)
    breaking("withdraw", 1)
    _breaks_off(batch)
    monkeypatch.undo()
    client.post(f"/imports/{batch.pk}/check-again/")
    worked(batch)
    said = _said(client, batch)
    assert "broke off" not in said
    assert "1 rows of this list have been brought in already" in said
    assert "Undo this import" in said


def _in_the_list(client: Client) -> str:
    return words(client.get("/imports/"))


def test_the_list_says_that_bringing_in_broke_off_and_what_to_do(
    client: Client, viewer: Viewer, breaking: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = checked([WEAVERS, BAKERS], viewer=viewer, centre="30")
    assert "Waits for review" in _in_the_list(client)
    begin_bringing_in(viewer, batch.pk)
    breaking("bring_in", 1)
    _breaks_off(batch)
    said = _in_the_list(client)
    assert "Bringing in broke off Please open it and try again." in said
    assert "Waits for review" not in said
    monkeypatch.undo()
    client.post(f"/imports/{batch.pk}/bring-in/")
    worked(batch)
    assert "broke off" not in _in_the_list(client)


def test_the_list_says_that_undoing_broke_off_and_what_to_do(client: Client, viewer: Viewer, breaking: Break) -> None:
    batch = brought_in(checked([WEAVERS, BAKERS], viewer=viewer, centre="30"), viewer)
    begin_withdrawing(viewer, batch.pk)
    breaking("withdraw", 1)
    _breaks_off(batch)
    said = _in_the_list(client)
    assert "Undoing broke off Please open it and undo it again." in said
    assert "Brought in" not in said


def test_a_check_that_broke_off_is_not_the_fault_of_the_file(client: Client, viewer: Viewer) -> None:
    batch = checked([WEAVERS], viewer=viewer, centre="30")
    ImportBatch.objects.filter(pk=batch.pk).update(stage=ImportBatch.Stage.CHECKING)
    set_aside(batch.pk)
    assert "The check broke off Please open it and check it again." in _in_the_list(client)
    said = _said(client, batch)
    assert "The check broke off" in said
    assert "Check the list again" in said
    assert "could not be read" not in said


def test_the_list_says_that_work_stands_still_and_what_to_do(client: Client, viewer: Viewer) -> None:
    batch = checked([WEAVERS], viewer=viewer, centre="30")
    begin_bringing_in(viewer, batch.pk)
    assert "Being brought in" in _in_the_list(client)
    ImportBatch.objects.filter(pk=batch.pk).update(beat=timezone.now() - timedelta(minutes=5))
    assert "The work stands still Please open it and carry on." in _in_the_list(client)
    assert "Carry on" in _said(client, batch)


def test_an_account_that_may_no_longer_write_is_named_as_the_reason(client: Client, viewer: Viewer) -> None:
    somebody = signed_in(client)
    batch = checked([WEAVERS], viewer=somebody, centre="30")
    begin_bringing_in(somebody, batch.pk)
    Grant.objects.filter(user_id=int(somebody.actor.rpartition(":")[2])).delete()
    _breaks_off(batch)
    signed_in(client)
    said = _said(client, batch)
    assert "The account that began it may no longer change records in the territory of this list." in said
    assert "Somebody who may change records there can go on with it." in said


@pytest.mark.parametrize(
    ("kind", "stage", "told"),
    [
        ("memberships", "bringing_in", "What 3 rows told by then is written down, whole."),
        ("organisations", "bringing_in", "3 records that were made or changed by then stand in the registry, whole."),
        (
            "memberships",
            "withdrawing",
            "What 1 row wrote has been taken back. What 3 rows of the list told still stands.",
        ),
        (
            "organisations",
            "withdrawing",
            "1 record has been removed or is as before. 3 records of the list are in the registry still.",
        ),
    ],
)
@translation.override("en")
def test_lists_of_the_network_are_told_in_rows_and_others_in_records(kind: str, stage: str, told: str) -> None:
    report = {
        "broke": {"stage": stage, "why": "failed"},
        "brought": {"created": 2, "updated": 1},
        "withdrawn": {"removed": 1},
    }
    notice = broken_off(ImportBatch(kind=kind, report=report))
    assert notice is not None
    assert notice.sentences[1].startswith(told)


@translation.override("en")
def test_the_question_before_undoing_names_only_what_there_is() -> None:
    batch = ImportBatch(kind="organisations")
    assert results_of(batch).consequences({"created": 2})[0] == "2 new records are removed."
    assert len(results_of(batch).consequences({"created": 2})) == 2
    assert len(results_of(batch).consequences({"created": 2, "updated": 1})) == 3
