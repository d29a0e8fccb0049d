"""Recording, and waking projections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from sanphalang.ledger import projections
from sanphalang.ledger.actions import mark, mark_new, record
from sanphalang.ledger.models import Entry, Mark
from sanphalang.ledger.projections import Projection, drain
from sanphalang.ledger.queries import entries_about

pytestmark = pytest.mark.django_db

computed: list[str] = []


def _recompute(ids: Sequence[str]) -> None:
    computed.extend(ids)


def _recompute_while_somebody_edits(ids: Sequence[str]) -> None:
    if not computed:
        mark([("organisation", ids[0])])
    computed.extend(ids)


quiet = Projection("quiet", "organisation", _recompute, computed.clear)
blocks = Projection("blocks", "organisation", _recompute, computed.clear, block=100, turn=2)
raced = Projection("raced", "organisation", _recompute_while_somebody_edits, computed.clear)


@pytest.fixture
def registered(settings: Settings, request: pytest.FixtureRequest) -> Iterator[None]:
    """Register the projection that the test names."""
    computed.clear()
    settings.PROJECTIONS = [f"{__name__}.{request.param}"]
    _forget_registry()
    yield
    _forget_registry()


def _forget_registry() -> None:
    projections.registered.cache_clear()
    projections.projections_of.cache_clear()


def test_an_entry_tells_who_did_what_where() -> None:
    record("user:5", "organisations.edit", ("organisation", "7"), place=30010000, changes={"name": ["a", "b"]})
    entry = entries_about("organisation", "7").get()
    assert (entry.actor, entry.verb, entry.place) == ("user:5", "organisations.edit", 30010000)
    assert entry.changes == {"name": ["a", "b"]}


def test_history_is_read_latest_first() -> None:
    for verb in ("organisations.create", "organisations.edit"):
        record("operator", verb, ("organisation", "7"), place=None)
    assert [entry.verb for entry in entries_about("organisation", "7")] == [
        "organisations.edit",
        "organisations.create",
    ]


@pytest.mark.django_db(transaction=True)
def test_recording_outside_the_transaction_of_the_act_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record("operator", "organisations.edit", ("organisation", "7"), place=None)
    assert not Entry.objects.exists()


def test_an_entry_can_be_neither_changed_nor_removed() -> None:
    entry = record("operator", "organisations.edit", ("organisation", "7"), place=None)
    entry.verb = "organisations.nothing"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    with pytest.raises(TypeError):
        Entry.objects.filter(pk=entry.pk).update(verb="organisations.nothing")
    with pytest.raises(TypeError):
        Entry.objects.all().delete()
    assert entries_about("organisation", "7").get().verb == "organisations.edit"


@pytest.mark.parametrize("registered", ["quiet"], indirect=True)
def test_many_edits_leave_one_mark(registered: None) -> None:
    for _ in range(3):
        record("operator", "organisations.edit", ("organisation", "7"), place=None)
    assert Mark.objects.count() == 1
    assert drain() == 1
    assert computed == ["7"]
    assert drain() == 0


@pytest.mark.parametrize("registered", ["quiet"], indirect=True)
def test_bulk_work_records_one_entry_and_wakes_what_it_touched(registered: None) -> None:
    touched = [("organisation", str(number)) for number in range(1200)]
    record("operator", "intake.apply", ("batch", "1"), place=None, wakes=touched)
    assert Entry.objects.count() == 1
    assert Mark.objects.count() == 1200
    assert [drain(), drain(), drain()] == [500, 500, 200]
    assert sorted(computed) == sorted(str(number) for number in range(1200))


@pytest.mark.parametrize("registered", ["quiet"], indirect=True)
def test_new_subjects_are_marked_like_others_and_an_edit_finds_their_mark(registered: None) -> None:
    mark_new("organisation", range(5, 8))
    mark_new("what nobody shows", range(5, 8))
    mark([("organisation", "6")])
    assert Mark.objects.count() == 3
    assert drain() == 3
    assert sorted(computed) == ["5", "6", "7"]


@pytest.mark.parametrize("registered", ["blocks"], indirect=True)
def test_many_subjects_of_a_block_share_one_mark(registered: None) -> None:
    mark([("organisation", "7")])
    mark_new("organisation", range(8, 350))
    mark([("organisation", "301")])
    assert [drain(), drain(), drain()] == [2, 2, 0]
    assert sorted(computed) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("registered", ["quiet"], indirect=True)
def test_subjects_nobody_shows_leave_no_mark(registered: None) -> None:
    record("operator", "intake.apply", ("batch", "1"), place=None)
    assert not Mark.objects.exists()


@pytest.mark.parametrize("registered", ["raced"], indirect=True)
def test_an_edit_during_the_recomputing_is_computed_again(registered: None) -> None:
    mark([("organisation", "7")])
    assert drain() == 0  # computed, but the mark carries a newer stamp by now
    assert drain() == 1
    assert computed == ["7", "7"]


@pytest.mark.parametrize("registered", ["raced"], indirect=True)
def test_negative_control_without_the_stamp_the_edit_would_be_lost(registered: None) -> None:
    """Deleting by subject instead of by stamp forgets the edit: the test above can fail."""
    mark([("organisation", "7")])
    stale = Mark.objects.get()
    raced.recompute([stale.subject_id])
    Mark.objects.filter(subject_id=stale.subject_id).delete()
    assert drain() == 0
    assert computed == ["7"]
