"""Several people merge the same two records at the same moment, this way and that: one is first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from sanphalang.access.viewer import OPERATOR
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.stewardship.actions import ChangedMeanwhileError, merge_records
from sanphalang.stewardship.models import Merge

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]
PEOPLE = 4


def _all_at_once(act: Callable[[int], None]) -> int:
    """Let everybody act; return how many were not refused."""
    start = Barrier(PEOPLE)

    def attempt(number: int) -> bool:
        try:
            start.wait(timeout=20)
            act(number)
        except ChangedMeanwhileError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as people:
        return sum(people.map(attempt, range(PEOPLE)))


def test_one_of_many_merges_and_no_record_absorbs_what_absorbed_it() -> None:
    one, other = make_organisation(place="30"), make_organisation(place="30")

    def act(number: int) -> None:
        keep, absorb = (one.pk, other.pk) if number % 2 else (other.pk, one.pk)
        merge_records(OPERATOR, "organisations", keep=keep, absorb=absorb, seen={keep: 1, absorb: 1})

    assert _all_at_once(act) == 1
    assert Merge.objects.count() == Organisation.objects.count() == 1


def test_without_the_guard_they_absorb_each_other() -> None:
    """The negative control: the same race without asking whether either has changed or was absorbed."""
    one, other = make_organisation(place="30"), make_organisation(place="30")

    def act(number: int) -> None:
        keep, absorb = (one.pk, other.pk) if number % 2 else (other.pk, one.pk)
        with transaction.atomic():
            Organisation.with_merged.filter(pk=absorb).update(merged_into=keep)

    assert _all_at_once(act) == PEOPLE
    assert not Organisation.objects.exists()
