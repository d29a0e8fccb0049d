"""A list at which its worker dies each time is set aside; one whose worker is killed now and then is finished."""

from __future__ import annotations

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import begin_bringing_in, start_import
from sanphalang.intake.deaths import DEATHS, worth_another_try
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.queries import BROKEN
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import TABLE, checked, csv_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

Stage = ImportBatch.Stage


@pytest.fixture
def batch() -> ImportBatch:
    """A list that nobody has looked at yet."""
    kept = keep_file([csv_file(TABLE)])
    return start_import(
        OPERATOR, kind="organisations", file=kept, file_name="รายชื่อ.csv", source="พัฒนาชุมชน", centre=None
    )


def _deaths(batch: ImportBatch, times: int) -> list[bool]:
    return [worth_another_try(batch.pk) for _ in range(times)]


def test_a_check_at_which_every_worker_dies_is_set_aside_and_says_so(batch: ImportBatch) -> None:
    assert _deaths(batch, DEATHS) == [True] * (DEATHS - 1) + [False]
    batch.refresh_from_db()
    assert (batch.stage, batch.refusal["kind"]) == (Stage.REFUSED, BROKEN)
    assert "deaths" not in batch.report


def test_bringing_in_at_which_every_worker_dies_waits_for_review() -> None:
    batch = checked(TABLE)
    begin_bringing_in(OPERATOR, batch.pk)
    assert not _deaths(batch, DEATHS)[-1]
    batch.refresh_from_db()
    assert batch.stage == Stage.REVIEW


def test_fifty_kills_of_work_that_gets_on_are_no_reason_to_stop(batch: ImportBatch) -> None:
    for kill in range(50):
        ImportBatch.objects.filter(pk=batch.pk).update(stage=Stage.BRINGING_IN, cursor=kill // (DEATHS - 1))
        assert worth_another_try(batch.pk)


def test_a_check_that_went_well_after_deaths_is_as_any_other(batch: ImportBatch) -> None:
    _deaths(batch, DEATHS - 1)
    batch.refresh_from_db()
    read_and_check(batch)
    assert batch.stage == Stage.REVIEW
    assert worth_another_try(batch.pk), "nothing is being done there any more"
    batch.refresh_from_db()
    assert batch.stage == Stage.REVIEW


def test_a_batch_that_is_gone_stops_nobody() -> None:
    assert worth_another_try(77)
