"""Work that broke off is set aside: its batch leaves the stages in which a job is waited for, and says what stands."""

from __future__ import annotations

from django.db import transaction

from sanphalang.files import said
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.queries import BROKEN
from sanphalang.intake.registers import register_of, tells_memberships

Stage = ImportBatch.Stage
NOT_ALLOWED = "not_allowed"
"""Why work stops whose account may no longer write where the list lies."""
_BACK_TO = {Stage.BRINGING_IN: Stage.REVIEW, Stage.WITHDRAWING: Stage.DONE}


@transaction.atomic
def set_aside(batch_id: int, *, why: str = BROKEN) -> None:
    """Take a batch whose work broke off to where a person can try again or take it back.

    ``report["broke"]`` tells the page what broke off and why, until the next work begins; ``report["brought"]`` counts
    what the list has in the registry now. A batch that nobody works on is left alone.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.stage in {Stage.READING, Stage.CHECKING}:
        batch.stage, batch.refusal = Stage.REFUSED, {"kind": BROKEN, "details": {}}
    elif batch.stage in _BACK_TO:
        batch.report["broke"] = {"stage": batch.stage, "why": why}
        batch.report["brought"] = _standing(batch)
        batch.stage = _BACK_TO[Stage(batch.stage)]
    else:
        return
    batch.save(update_fields=["stage", "refusal", "report"])


def _standing(batch: ImportBatch) -> dict[str, int]:
    """Return how many records the list has made and changed that stand; reference data goes in or out as a whole."""
    if tells_memberships(batch):
        return dict(batch.report.get("brought", {}))
    if IMPORT_KINDS[batch.kind].reference is None:
        return said.counts_of(register_of(batch), batch.pk)
    return dict(batch.report.get("brought", {})) if batch.stage == Stage.WITHDRAWING else {}
