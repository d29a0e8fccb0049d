"""Which rows of a batch are in the registry, and which records they are in, whatever the kind of its list."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from sanphalang.files import originals, told
from sanphalang.intake.membership_images import WROTE_NOTHING
from sanphalang.intake.models import ImportBatch, ImportRow
from sanphalang.intake.registers import register_of, tells_memberships

STAYS = "membership_stays"
"""Why a row of a withdrawn list of the network is told: what it wrote could not be taken back, or not wholly."""


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


def rows_that_stay(batch: ImportBatch) -> QuerySet[ImportRow]:
    """Return the rows of a list of the network that a withdrawal could not take back, or not wholly."""
    return ImportRow.objects.filter(batch=batch, why=[STAYS])


def note_what_stays(batch: ImportBatch, rows: Collection[int]) -> None:
    """Note in rows of a list of the network that a withdrawal could not take them back, or not wholly."""
    ImportRow.objects.filter(batch=batch, number__in=list(rows)).update(why=[STAYS])


def records_in(batch: ImportBatch, rows: Collection[int]) -> dict[int, int]:
    """Return, by row, the record that each of these rows was brought into."""
    if tells_memberships(batch):
        found = ImportRow.objects.filter(batch=batch, number__in=list(rows)).filter(number__in=rows_in(batch))
        return {number: record for number, record in found.values_list("number", "record") if record is not None}
    return told.records_of_rows(register_of(batch), batch.pk, rows)
