"""Several people save the same organisation at the same moment: one is first, the others are told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from sanphalang.access.viewer import OPERATOR
from sanphalang.ledger.queries import entries_about
from sanphalang.organisations import actions
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.rules import SUBJECT
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]
EDITORS = 5


def _all_at_once(pk: int, save: Callable[[int, int], None]) -> int:
    """Let every editor save its own number of members; return how many were not refused."""
    start = Barrier(EDITORS)

    def edit(members: int) -> bool:
        try:
            start.wait(timeout=20)
            save(pk, members)
        except actions.ChangedMeanwhileError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EDITORS) as people:
        return sum(people.map(edit, range(1, EDITORS + 1)))


def test_one_of_many_wins_and_the_others_are_told() -> None:
    there = make_organisation(place="30")

    def save(pk: int, members: int) -> None:
        actions.edit_organisation(OPERATOR, pk, expected_revision=1, values={"members": members})

    assert _all_at_once(there.pk, save) == 1
    assert Organisation.objects.get().revision == 2
    assert len(entries_about(SUBJECT, str(there.pk))) == 1


def test_without_the_guard_they_overwrite_each_other() -> None:
    """The negative control: the same race, the revision not asked for."""
    there = make_organisation(place="30")

    def save(pk: int, members: int) -> None:
        actions._change(OPERATOR, pk, "organisations.edit", {"members": members})

    assert _all_at_once(there.pk, save) == EDITORS
    assert Organisation.objects.get().revision == EDITORS + 1
