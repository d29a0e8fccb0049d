"""Long work as jobs: an id in, an action, out; safe to run twice and to kill."""

from __future__ import annotations

import traceback

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from sanphalang.access.queries import viewer_of_actor
from sanphalang.intake.bringing import bring_in_batch, withdraw_batch
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.queries import RUNNING, SILENCE, stands_still
from sanphalang.intake.setting_aside import set_aside
from sanphalang.intake.stages import read_and_check

Stage = ImportBatch.Stage


class WorkFailedError(Exception):
    """A job broke. It tells what and where, never the values that it worked on."""


@task
def work_on(batch_id: int, actor: str) -> None:
    """Do what the batch's stage asks for: check it, bring it in, or withdraw it.

    Work that breaks leaves a batch that says so and can be tried again or given up, not one that waits for ever.
    """
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        _work_on(batch, actor)
    except Exception as error:
        set_aside(batch_id)
        at = traceback.extract_tb(error.__traceback__)[-1]
        raise WorkFailedError(f"{type(error).__name__} at {at.filename}:{at.lineno}") from None


def _work_on(batch: ImportBatch, actor: str) -> None:
    if batch.stage in {Stage.READING, Stage.CHECKING}:
        read_and_check(batch)
    elif batch.stage == Stage.BRINGING_IN:
        bring_in_batch(viewer_of_actor(actor), batch.pk)
    elif batch.stage == Stage.WITHDRAWING:
        withdraw_batch(viewer_of_actor(actor), batch.pk)


@task
def take_up(batch_id: int, actor: str) -> None:
    """Go on with a batch whose command was killed; look again later while the command lives."""
    batch = ImportBatch.objects.get(pk=batch_id)
    if stands_still(batch):
        work_on.call(batch_id, actor)
    elif batch.stage in RUNNING:
        take_up_if_left(batch, actor)


def take_up_if_left(batch: ImportBatch, actor: str) -> None:
    """Have a worker look, somewhat later, whether the process that works on the batch has left it unfinished."""
    take_up.using(run_after=timezone.now() + 2 * SILENCE).enqueue(batch.pk, actor)


def ask_for_work(batch: ImportBatch, actor: str) -> None:
    """Queue the work that the batch's stage asks for, once the transaction has been committed."""
    transaction.on_commit(lambda: work_on.enqueue(batch.pk, actor))
