"""Which rows of a batch are in the registry, and which records they are in, whatever the kind of its list."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from sanphalang.files import originals, told
from sanphalang.intake.membership_images import WROTE_NOTHING
from sanphalang.intake.models import ImportBatch, ImportRow
from sanphalang.intake.registers import register_of, tells_memberships


def rows_in(batch: ImportBatch) -> QuerySet[Any, int]:
    """Return the numbers of the rows that are in the registry, to be used inside another query."""
    if tells_memberships(batch):
        return originals.numbers_of(originals.Kind.BEFORE, batch.pk)
    return told.rows_brought_in(register_of(batch), batch.pk)


def rows_that_wrote(batch: ImportBatch) -> QuerySet[Any, int]:
    """Return the numbers of the rows that made or changed something, to be used inside another query."""
    if tells_memberships(batch):
        return originals.numbers_of(originals.Kind.BEFORE, batch.pk).exclude(content__startswith=WROTE_NOTHING)
    return told.rows_that_wrote(register_of(batch), batch.pk)


def records_in(batch: ImportBatch, rows: Collection[int]) -> dict[int, int]:
    """Return, by row, the record that each of these rows was brought into."""
    if tells_memberships(batch):
        found = ImportRow.objects.filter(batch=batch, number__in=list(rows)).filter(number__in=rows_in(batch))
        return {number: record for number, record in found.values_list("number", "record") if record is not None}
    return told.records_of_rows(register_of(batch), batch.pk, rows)
