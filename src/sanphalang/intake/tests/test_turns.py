"""Of two jobs at one check the later goes on; the other stops and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from psycopg.errors import UniqueViolation

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.intake import checking
from sanphalang.intake.actions import begin_bringing_in, check_again, decide_rows, start_import
from sanphalang.intake.cleaning import RowReader
from sanphalang.intake.jobs import take_up, work_on
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import TABLE, WEAVERS, checked, csv_file, outcomes
from sanphalang.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch() -> ImportBatch:
    """A list whose check has not begun."""
    kept = keep_file([csv_file(TABLE)])
    return start_import(OPERATOR, kind="organisations", file=kept, file_name="กลุ่ม.csv")


@pytest.fixture
def in_the_middle(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Have something else happen once, when the first row is read."""

    def arrange(happens: Callable[[], None]) -> None:
        read, left = RowReader.read, [happens]

        def reading(self: RowReader, *arguments: Any) -> Any:
            while left:
                left.pop()()
            return read(self, *arguments)

        monkeypatch.setattr(RowReader, "read", reading)

    return arrange


def _again(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def test_the_later_check_counts(batch: ImportBatch, in_the_middle: Callable[[Callable[[], None]], None]) -> None:
    in_the_middle(lambda: read_and_check(_again(batch)))
    read_and_check(batch)
    assert (_again(batch).stage, outcomes(batch)) == ("review", {2: "created", 3: "created"})


def test_control_without_turns_they_collide(
    batch: ImportBatch, in_the_middle: Callable[[Callable[[], None]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "expect_turn", lambda batch: None)
    in_the_middle(lambda: read_and_check(_again(batch)))
    with pytest.raises((IntegrityError, UniqueViolation)):  # COPY raises the driver's own
        read_and_check(batch)


def test_a_job_that_comes_late_leaves_a_list_alone_that_is_being_brought_in(batch: ImportBatch) -> None:
    late = _again(batch)
    read_and_check(batch)
    begin_bringing_in(OPERATOR, batch.pk)
    read_and_check(late)
    assert (_again(batch).stage, outcomes(batch)) == ("bringing_in", {2: "created", 3: "created"})


def test_a_list_that_its_command_left_is_finished(batch: ImportBatch) -> None:
    silent = batch.beat.replace(year=2020)
    for stage in ("review", "done"):
        ImportBatch.objects.filter(pk=batch.pk).update(beat=silent)
        take_up.call(batch.pk, OPERATOR.actor)
        assert _again(batch).stage == stage
        if stage == "review":
            begin_bringing_in(OPERATOR, batch.pk)
    assert Organisation.objects.count() == 2


def test_a_list_that_its_command_still_works_on_is_left_to_it(batch: ImportBatch) -> None:
    take_up.call(batch.pk, OPERATOR.actor)
    assert _again(batch).stage == "reading"


def test_decisions_outlive_a_check_and_can_be_taken_back() -> None:
    rows = [(WEAVERS[0], *[""] * 6), ("กลุ่มขนม", *[""] * 6), ("กลุ่มปลา", *[""] * 6)]
    batch = checked(rows)
    for row, decision in ((2, "as_is"), (3, "skip"), (4, "as_is"), (4, "")):
        decide_rows(OPERATOR, batch.pk, rows=[row], decision=decision)
    decided = {2: "created", 3: "doubtful", 4: "doubtful"}
    for _ in range(2):
        assert outcomes(batch) == decided
        check_again(OPERATOR, batch.pk)
        work_on.call(batch.pk, OPERATOR.actor)
    assert dict(batch.rows.values_list("number", "decision")) == {2: "as_is", 3: "skip", 4: ""}
