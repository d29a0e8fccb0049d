"""All reads of imports. A batch is seen by those who may import where its centre is, or made it."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from sanphalang.access.policy import intervals
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.places.rules import NATION


class NoSuchBatchError(LookupError):
    """There is no such import, or the viewer may not know of it."""


def may_import_nationally(viewer: Viewer) -> bool:
    """Say whether the viewer may bring in lists of the whole country."""
    return intervals(viewer, Act.INTAKE_IMPORT) == NATION


def batches(viewer: Viewer) -> QuerySet[ImportBatch]:
    """Return the imports that the viewer may see, latest first."""
    everything = ImportBatch.objects.select_related("source", "centre", "file")
    if may_import_nationally(viewer):
        return everything
    if not viewer.is_signed_in or not intervals(viewer, Act.INTAKE_IMPORT):
        return everything.none()
    codes = [grant.centre_code for grant in viewer.grants if grant.centre_code]
    return everything.filter(Q(centre__code__in=codes) | Q(actor=viewer.actor))


def batch(viewer: Viewer, batch_id: int) -> ImportBatch:
    """Return one import. Raises :class:`NoSuchBatchError`."""
    found = batches(viewer).filter(pk=batch_id).first()
    if found is None:
        raise NoSuchBatchError(batch_id)
    return found


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """Return how many rows have each outcome, counted from the rows."""
    rows = ImportRow.objects.filter(batch=batch).values_list("outcome").annotate(rows=Count("id"))
    found: dict[str, int] = dict(rows)
    return {outcome: found.get(outcome, 0) for outcome in Outcome.values}


def earlier_with_same_file(batch: ImportBatch) -> ImportBatch | None:
    """Return the latest other import of the same bytes that has been brought in, to tell the person."""
    return ImportBatch.objects.filter(file=batch.file, stage=ImportBatch.Stage.DONE).exclude(pk=batch.pk).first()
