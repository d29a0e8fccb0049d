"""Bringing the rows of a batch into the registry, and taking them out again; both in chunks that can be resumed.

A chunk is one transaction: records, claims, before-images and the batch's cursor move together. A job that was killed
goes on behind the cursor; two jobs at once find each other's cursor and the slower one stops.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.files import originals
from sanphalang.intake.cleaning import NAME_KIND
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.reference_lists import bring_in_list, withdraw_list
from sanphalang.ledger.actions import record
from sanphalang.organisations import claims
from sanphalang.organisations.models import Claim
from sanphalang.organisations.rules import NameReading

CHUNK = 2_000
READY = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)
Stage = ImportBatch.Stage


def bring_in_batch(viewer: Viewer, batch_id: int) -> None:
    """Bring in every row that is ready, chunk by chunk, until none is left."""
    while _bring_in_chunk(viewer, batch_id):
        pass


def withdraw_batch(viewer: Viewer, batch_id: int) -> None:
    """Take back what the batch set, the last row first, until nothing is left that can be restored."""
    while _withdraw_chunk(viewer, batch_id):
        pass


def _bring_in_chunk(viewer: Viewer, batch_id: int) -> bool:
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.stage != Stage.BRINGING_IN:
            return False
        reference = IMPORT_KINDS[batch.kind].reference
        if reference is not None:
            batch.report["brought"] = bring_in_list(batch, reference())
            _record_end(viewer, batch, "intake.bring_in", Stage.DONE)
            return False
        ready = ImportRow.objects.filter(batch=batch, number__gt=batch.cursor, outcome__in=READY).order_by("number")
        rows = list(ready.values_list("number", "outcome", "record", "identity")[:CHUNK])
        if not rows:
            _record_end(viewer, batch, "intake.bring_in", Stage.DONE)
            return False
        numbers = [number for number, *_rest in rows]
        already = set(Claim.objects.filter(batch=batch_id, row__in=numbers).values_list("row", flat=True))
        values = originals.read_some(originals.Kind.VALUES, batch_id, numbers)
        said = [
            claims.Said(
                number,
                None if outcome == Outcome.CREATED else known,
                values[number],
                NameReading(identity, values[number].get(NAME_KIND, "other")),
            )
            for number, outcome, known, identity in rows
            if number not in already
        ]
        brought = claims.bring_in(viewer, said, batch=batch_id, source=batch.source_id)
        _add(batch.report.setdefault("brought", {}), vars_of(brought))
        batch.cursor, batch.done, batch.beat = numbers[-1], batch.done + len(rows), timezone.now()
        batch.save(update_fields=["cursor", "done", "beat", "report"])
    return True


def _withdraw_chunk(viewer: Viewer, batch_id: int) -> bool:
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.stage != Stage.WITHDRAWING:
            return False
        reference = IMPORT_KINDS[batch.kind].reference
        if reference is not None:
            batch.report["withdrawn"] = withdraw_list(batch, reference())
            _record_end(viewer, batch, "intake.withdraw", Stage.WITHDRAWN)
            return False
        taken = claims.withdraw(viewer, batch=batch_id, limit=CHUNK)
        if taken is None:
            _record_end(viewer, batch, "intake.withdraw", Stage.WITHDRAWN)
            return False
        counts = {"removed": taken.removed, "restored": taken.restored, "kept": len(taken.kept)}
        _add(batch.report.setdefault("withdrawn", {}), counts)
        batch.done, batch.beat = batch.done + sum(counts.values()), timezone.now()
        batch.save(update_fields=["done", "beat", "report"])
    return True


def _record_end(viewer: Viewer, batch: ImportBatch, verb: str, stage: str) -> None:
    batch.stage, batch.finished_at, batch.beat = stage, timezone.now(), timezone.now()
    batch.save(update_fields=["stage", "finished_at", "beat", "report"])
    summary = batch.report.get("brought" if stage == Stage.DONE else "withdrawn", {})
    record(viewer.actor, verb, ("import", str(batch.pk)), place=None, changes={"rows": summary})


def _add(total: dict[str, int], more: dict[str, int]) -> None:
    for name, count in more.items():
        total[name] = total.get(name, 0) + count


def vars_of(brought: claims.Brought) -> dict[str, Any]:
    """Return the counts by name."""
    return {"created": brought.created, "updated": brought.updated, "unchanged": brought.unchanged}
