"""Bringing the rows of a batch into the registry, and taking them out again; both in chunks that can be resumed.

A chunk is one transaction: records, claims, before-images and the batch's cursor move together. A job that was killed
goes on behind the cursor; two jobs at once take turns at the chunks. Lists that are brought in at the same time take
turns too, and each looks again at what the others have written since it was checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.bulk import may_be_done_again
from sanphalang.files import claims, originals, said
from sanphalang.files.models import Kept
from sanphalang.files.registers import Register
from sanphalang.files.whole_batches import settle
from sanphalang.intake import queries
from sanphalang.intake.cleaning import NAME_READING
from sanphalang.intake.judging import reach
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.membership_bringing import bring_in_memberships, withdraw_memberships
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.reference_bringing import bring_in_list, withdraw_list
from sanphalang.intake.registers import register_of, tells_memberships
from sanphalang.intake.rejudging import READY, ReadyRow, as_things_stand
from sanphalang.intake.setting_aside import NOT_ALLOWED, set_aside
from sanphalang.ledger.actions import record

CHUNK = 20_000
"""Rows in one transaction. Names come in no order, so each transaction writes nearly every page of their indexes: few
large ones write a third less than many small ones, and still let others write every other second.
"""
_VERY_MANY = 20_000
"""So many new rows are made known to the database at once, so that its pages stay fast."""
Stage = ImportBatch.Stage


def bring_in_batch(viewer: Viewer, batch_id: int) -> None:
    """Bring in every row that is ready, chunk by chunk, until none is left.

    Raises :class:`Refused` when the viewer may no longer write where the list lies; the batch then waits for review.
    """
    try:
        chunks = 0
        while _bring_in_chunk(viewer, batch_id):
            chunks += 1
        if chunks * CHUNK >= _VERY_MANY:
            batch = ImportBatch.objects.get(pk=batch_id)
            if not tells_memberships(batch):  # which makes no records
                settle(register_of(batch))
    except Refused:
        set_aside(batch_id, why=NOT_ALLOWED)
        raise


def withdraw_batch(viewer: Viewer, batch_id: int) -> None:
    """Take back what the batch set, the last row first, until nothing is left that can be restored.

    Raises :class:`Refused` when the viewer may no longer write where the list lies; what is left then stays.
    """
    try:
        while _withdraw_chunk(viewer, batch_id):
            pass
    except Refused:
        set_aside(batch_id, why=NOT_ALLOWED)
        raise


def _bring_in_chunk(viewer: Viewer, batch_id: int) -> bool:
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.stage != Stage.BRINGING_IN:
            return False
        register = register_of(batch)
        claims.write_alone(register)
        reference = IMPORT_KINDS[batch.kind].reference
        if reference is not None:
            batch.report["brought"] = bring_in_list(batch, reference())
            _record_end(viewer, batch, "intake.bring_in", Stage.DONE)
            return False
        if tells_memberships(batch):
            if bring_in_memberships(viewer, batch):
                batch.save(update_fields=["cursor", "done", "beat", "report"])
                return True
            batch.counts = queries.counts_of(batch)
            _record_end(viewer, batch, "intake.bring_in", Stage.DONE)
            return False
        untouched = said.stamp_of(register) == batch.report["registry"]
        # The outcome is looked at here: asked of the database it would sort all that is left for every chunk.
        following = ImportRow.objects.filter(batch=batch, number__gt=batch.cursor).order_by("number")
        chunk = [ReadyRow(*row) for row in following.values_list(*ReadyRow._fields)[:CHUNK]]
        if not chunk:
            batch.counts = queries.counts_of(batch)
            batch.report["brought"] = said.counts_of(register, batch.pk, with_kept=False) | {
                "unchanged": batch.counts[Outcome.UNCHANGED] - queries.brought_in_before(batch)
            }
            _record_end(viewer, batch, "intake.bring_in", Stage.DONE)
            return False
        may_be_done_again()
        rows = [row for row in chunk if row.outcome in READY]
        _bring_in_rows(register, viewer, batch, rows, untouched)
        if untouched:  # else what others wrote has to be looked at for every chunk to come
            batch.report["registry"] = said.stamp_of(register)
        batch.cursor, batch.done, batch.beat = chunk[-1].number, batch.done + len(rows), timezone.now()
        batch.save(update_fields=["cursor", "done", "beat", "report"])
    return True


def _bring_in_rows(
    register: Register, viewer: Viewer, batch: ImportBatch, rows: Sequence[ReadyRow], untouched: bool
) -> None:
    if not rows:
        return
    first, last = rows[0].number, rows[-1].number
    already = said.rows_brought(register, batch.pk, first, last)
    values = dict(originals.read(originals.Kind.VALUES, batch.pk, first=first, last=last))
    allowed = reach(viewer, batch)
    # Of somebody who was erased nothing is left to bring in.
    rows = [row for row in rows if row.number not in already and values.get(row.number)]
    if not untouched or said.gone(register, (row.record for row in rows if row.record)):
        rows = as_things_stand(batch, allowed, rows, values)
    rows_said = [
        claims.Said(
            row.number,
            None if row.outcome == Outcome.CREATED else row.record,
            values[row.number],
            _derived(row.identity, values[row.number]),
        )
        for row in rows
    ]
    claims.bring_in(register, viewer, rows_said, batch=batch.pk, source=batch.source_id, within=allowed)


def _derived(identity: str, values: dict[str, Any]) -> tuple[Any, ...]:
    """Return what is stored beside the name, as the check has worked it out."""
    kind, name_key, name_sort = values[NAME_READING]
    return name_key, name_sort.encode("latin-1"), identity, kind


def _withdraw_chunk(viewer: Viewer, batch_id: int) -> bool:
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.stage != Stage.WITHDRAWING:
            return False
        register = register_of(batch)
        claims.write_alone(register)
        reference = IMPORT_KINDS[batch.kind].reference
        if reference is not None:
            batch.report["withdrawn"] = withdraw_list(batch, reference())
            _record_end(viewer, batch, "intake.withdraw", Stage.WITHDRAWN)
            return False
        if tells_memberships(batch):
            batch.report["withdrawn"] = withdraw_memberships(viewer, batch)
            _record_end(viewer, batch, "intake.withdraw", Stage.WITHDRAWN)
            return False
        taken = claims.withdraw(register, viewer, batch=batch_id, limit=CHUNK)
        if taken is None:
            _record_end(viewer, batch, "intake.withdraw", Stage.WITHDRAWN)
            return False
        counts = {"removed": taken.removed, "restored": taken.restored, "kept": len(taken.kept)}
        too_old = sum(reason == Kept.TOO_OLD for _record, reason in taken.kept)
        _add(batch.report.setdefault("withdrawn", {}), counts | ({"too_old": too_old} if too_old else {}))
        batch.done, batch.beat = batch.done + sum(counts.values()), timezone.now()
        batch.save(update_fields=["done", "beat", "report"])
    return True


def _record_end(viewer: Viewer, batch: ImportBatch, verb: str, stage: str) -> None:
    batch.stage, batch.finished_at, batch.beat = stage, timezone.now(), timezone.now()
    if stage == Stage.WITHDRAWN:
        batch.report.pop("brought", None)
    batch.save(update_fields=["stage", "finished_at", "beat", "report", "counts"])
    summary = batch.report.get("brought" if stage == Stage.DONE else "withdrawn", {})
    record(viewer.actor, verb, ("import", str(batch.pk)), place=None, changes={"rows": summary})


def _add(total: dict[str, int], more: dict[str, int]) -> None:
    for name, count in more.items():
        total[name] = total.get(name, 0) + count
