"""Work at which its worker dies, each time at the same point, is not tried for ever."""

from __future__ import annotations

from django.db import transaction

from sanphalang.intake.models import ImportBatch
from sanphalang.intake.queries import RUNNING
from sanphalang.intake.setting_aside import set_aside

DEATHS = 10
"""So often in a row may workers die where a batch got no further; then a person decides whether to try again."""


def worth_another_try(batch_id: int) -> bool:
    """Note that the worker that had the batch died; return whether another may take it.

    A death further on, or not as far, begins a new count: work that is killed now and then is always finished. When
    the count is full the batch is set aside, as work that broke.
    """
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().filter(pk=batch_id).first()
        if batch is None or batch.stage not in RUNNING:
            return True  # nothing is left to do there, which the job finds out by itself
        point = [batch.stage, batch.cursor, batch.done]
        before = batch.report.pop("deaths", {})
        times = before["times"] + 1 if before.get("point") == point else 1
        if times < DEATHS:
            batch.report["deaths"] = {"point": point, "times": times}
        batch.save(update_fields=["report"])
        if times >= DEATHS:
            set_aside(batch_id)
    return times < DEATHS
