"""Several people write, or publish, the same item at the same moment: one is first, the others are told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from sanphalang.access.viewer import OPERATOR
from sanphalang.access.writing import CannotBeError, ChangedMeanwhileError
from sanphalang.knowledge import actions, life
from sanphalang.knowledge.models import Part, Version
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]
AT_ONCE = 4


def _all_at_once(act: Callable[[int], None]) -> int:
    """Let everybody act; return how many were not refused."""
    start = Barrier(AT_ONCE)

    def one(number: int) -> bool:
        try:
            start.wait(timeout=20)
            act(number)
        except (ChangedMeanwhileError, CannotBeError):
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as people:
        return sum(people.map(one, range(AT_ONCE)))


def _write(item: int, *, expected: int | None) -> Callable[[int], None]:
    return lambda number: actions.edit_part(OPERATOR, item, "why", expected_revision=expected, text=f"ข้อความ {number}")


def test_one_of_many_writes_a_part_and_the_others_are_told() -> None:
    version = make_item(state=State.DRAFT)
    assert _all_at_once(_write(version.item_id, expected=1)) == 1
    assert Part.objects.get(version=version, name="why").revision == 2


def test_without_the_guard_they_overwrite_each_other() -> None:
    """The negative control: the same race, the revision not asked for."""
    version = make_item(state=State.DRAFT)
    assert _all_at_once(_write(version.item_id, expected=None)) == AT_ONCE
    assert Part.objects.get(version=version, name="why").revision == AT_ONCE + 1


def test_a_draft_is_published_once_and_begun_once() -> None:
    item = make_item(state=State.REVIEW).item_id
    assert _all_at_once(lambda _number: life.publish(OPERATOR, item)) == 1
    _all_at_once(lambda _number: life.begin_revision(OPERATOR, item))
    assert sorted(Version.objects.filter(item=item).values_list("number", "state")) == [
        (1, State.PUBLISHED),
        (2, State.DRAFT),
    ]
