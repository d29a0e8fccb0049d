"""Marks are served in turns; a subject at which a projection breaks keeps no other waiting."""

import uuid
from collections.abc import Sequence

import pytest

from sanphalang.ledger.models import Mark
from sanphalang.ledger.projections import Projection, drain_one

pytestmark = pytest.mark.django_db


def _mark(*numbers: str) -> None:
    for number in numbers:
        Mark.objects.create(projection="p", subject_kind="k", subject_id=number, stamp=uuid.uuid4())


def test_a_subject_at_which_it_breaks_goes_behind_all_others() -> None:
    done: list[str] = []

    def recompute(ids: Sequence[str]) -> None:
        if "bad" in ids:
            raise ValueError("bad")
        done.extend(ids)

    projection = Projection("p", "k", recompute, done.clear, turn=3)
    _mark("bad", "1", "2", "3", "4")
    with pytest.raises(ValueError, match="bad"):
        drain_one(projection)
    assert done == ["1", "2"]
    with pytest.raises(ValueError, match="bad"):
        drain_one(projection)
    assert done == ["1", "2", "3", "4"]
    with pytest.raises(ValueError, match="bad"):
        drain_one(projection)
    assert list(Mark.objects.values_list("subject_id", flat=True)) == ["bad"]


def test_a_turn_that_breaks_once_is_served_one_by_one() -> None:
    done: list[str] = []

    def recompute(ids: Sequence[str]) -> None:
        if len(ids) > 1:
            raise ValueError("together they do not go")
        done.extend(ids)

    _mark("1", "2")
    assert drain_one(Projection("p", "k", recompute, done.clear)) == 2
    assert (done, Mark.objects.count()) == (["1", "2"], 0)
