"""A merge and whatever else is written at the same moment hold rows in one order: PostgreSQL breaks neither off."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from sanphalang.access.viewer import OPERATOR
from sanphalang.organisations.actions import ChangedMeanwhileError as ChangedByOthersError
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.organisations.to_verify import Carried, carried
from sanphalang.stewardship import actions
from sanphalang.stewardship.actions import ChangedMeanwhileError, merge_records, undo_merge
from sanphalang.stewardship.models import Merge
from sanphalang.verification import deciding, sending
from sanphalang.verification.answer_forms import Sent
from sanphalang.verification.deciding import NotDecidableError, approve
from sanphalang.verification.models import VerificationAnswer
from sanphalang.verification.round_rules import Policy
from sanphalang.verification.sending import send_answer
from sanphalang.verification.tests.factories import give, make_checker, make_round, viewer_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]
_PATIENCE = 1.5


class Crossing:
    """Two writers stop half way until both hold something, or until it is plain that the other one waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch, self._arrived = monkeypatch, (Event(), Event())

    def stop(self, who: int, module: Any, name: str) -> None:
        """Have a writer stop where it calls a function for the first time."""
        original, mine, others = getattr(module, name), self._arrived[who], self._arrived[1 - who]

        def stopping(*args: Any, **kwargs: Any) -> Any:
            if not mine.is_set():
                mine.set()
                others.wait(timeout=_PATIENCE)
            return original(*args, **kwargs)

        self._patch.setattr(module, name, stopping)

    def run(self, *writers: Callable[[], object]) -> int:
        """Let them write at once; return how many the database broke off. What a person would be told is told."""

        def attempt(writer: Callable[[], object]) -> bool:
            try:
                with suppress(ChangedMeanwhileError, ChangedByOthersError, NotDecidableError):
                    writer()
            except OperationalError:
                return True
            else:
                return False
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(writers)) as people:
            return sum(people.map(attempt, writers))


def _without_holding(number: int) -> Carried | None:
    return carried(OPERATOR, [number]).get(number)


def _merging(keep: int, absorb: int) -> Callable[[], object]:
    seen = dict(Organisation.objects.values_list("pk", "revision"))
    return lambda: merge_records(OPERATOR, "organisations", keep=keep, absorb=absorb, seen=seen)


def _sending(rule: Policy = Policy.CONFIRM) -> tuple[Callable[[], object], int]:
    """Return somebody who sends an answer about a record, and the record."""
    record = make_organisation(place="300101").pk
    checker = make_checker()
    (task,) = give(make_round(rule=rule), checker)
    sent = Sent(instance=uuid.uuid4(), outcome="confirmed", seen_revision=1, values={}, answered_at=timezone.now())
    return lambda: send_answer(viewer_for(checker), task.pk, sent), record


def _answer_crosses_a_merge(crossing: Crossing) -> int:
    send, absorbed = _sending()
    kept = make_organisation(place="300101").pk
    crossing.stop(0, actions, "move_links")
    crossing.stop(1, sending, "answer_of")
    return crossing.run(_merging(kept, absorbed), send)


def test_an_answer_that_a_merge_crosses(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _answer_crosses_a_merge(Crossing(monkeypatch)) == 0
    answer, merge = VerificationAnswer.objects.get(), Merge.objects.first()
    assert merge is None or answer.organisation_id == merge.kept


def test_an_answer_that_holds_its_task_first_is_broken_off_or_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the same crossing without the order."""
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite one writes after the other.")
    monkeypatch.setattr(sending, "held", _without_holding)
    assert _answer_crosses_a_merge(Crossing(monkeypatch)) == 1


def test_an_approval_that_a_merge_crosses(monkeypatch: pytest.MonkeyPatch) -> None:
    send, absorbed = _sending(Policy.APPROVE)
    send()
    kept, answer = make_organisation(place="300101").pk, VerificationAnswer.objects.get()
    crossing = Crossing(monkeypatch)
    crossing.stop(0, actions, "move_links")
    crossing.stop(1, deciding, "stored_of")
    merging = _merging(kept, absorbed)
    assert crossing.run(merging, lambda: approve(OPERATOR, answer.pk, expected_revision=1)) == 0
    answer.refresh_from_db()
    merge = Merge.objects.first()
    assert merge is not None or answer.decided_at is not None, "each would refuse because of the other"
    assert answer.organisation_id == (merge.kept if merge else absorbed)


def test_an_undo_that_another_merge_crosses(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, first, second = (make_organisation(place="300101").pk for _each in range(3))
    _merging(kept, first)()
    merge, seen = Merge.objects.get(), dict(Organisation.objects.values_list("pk", "revision"))
    crossing = Crossing(monkeypatch)
    crossing.stop(0, actions, "last_rows")
    crossing.stop(1, actions, "merges_after")
    assert crossing.run(_merging(kept, second), lambda: undo_merge(OPERATOR, merge.pk, seen=seen)) == 0
    standing = set(Merge.objects.filter(undone_at=None).values_list("absorbed", flat=True))
    assert standing != {first}, "each would refuse because of the other"
    stands = dict(Organisation.with_merged.values_list("pk", "merged_into"))
    assert stands == {each: kept if each in standing else None for each in (kept, first, second)}
