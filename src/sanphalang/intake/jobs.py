"""Long work as jobs: an id in, an action, out; safe to run twice and to kill."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from sanphalang.access.queries import viewer_of_actor
from sanphalang.intake.bringing import bring_in_batch, withdraw_batch
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check

Stage = ImportBatch.Stage


@task
def work_on(batch_id: int, actor: str) -> None:
    """Do what the batch's stage asks for: check it, bring it in, or withdraw it."""
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.stage in {Stage.READING, Stage.CHECKING}:
        read_and_check(batch)
    elif batch.stage == Stage.BRINGING_IN:
        bring_in_batch(viewer_of_actor(actor), batch_id)
    elif batch.stage == Stage.WITHDRAWING:
        withdraw_batch(viewer_of_actor(actor), batch_id)


def ask_for_work(batch: ImportBatch, actor: str) -> None:
    """Queue the work that the batch's stage asks for, once the transaction has been committed."""
    transaction.on_commit(lambda: work_on.enqueue(batch.pk, actor))
