"""What an import asks of the records that it made, changed, or could not take back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from sanphalang.files.registers import Register


class KeptRecord(NamedTuple):
    """A record that a withdrawal left as it is: ``reason`` is one of ``files.models.Kept``."""

    id: int
    reason: str
    row: int


def rows_brought_in(register: Register, batch: int) -> QuerySet[Any, int]:
    """Return the rows of a batch whose words are in the registry, to be used inside another query."""
    rows: QuerySet[Any, int] = register.claims._default_manager.filter(batch=batch).values_list("row", flat=True)
    return rows


def rows_that_wrote(register: Register, batch: int) -> QuerySet[Any, int]:
    """Return the rows of a batch that made or changed a record, to be used inside another query.

    What an earlier withdrawal had to leave as it was is left out: from then on it is no longer the batch's doing.
    """
    claims = register.claims._default_manager.filter(batch=batch, kept="")
    rows: QuerySet[Any, int] = claims.exclude(created=False, set_fields=[]).values_list("row", flat=True)
    return rows


def records_of_rows(register: Register, batch: int, rows: Iterable[int]) -> dict[int, int]:
    """Return, by row, the record that the row was brought into."""
    claims = register.claims._default_manager.filter(batch=batch, row__in=list(rows))
    return dict(claims.values_list("row", register.names))


def records_of_batch(register: Register, batch: int) -> dict[int, int]:
    """Return, by row, the records into which rows of a batch have been brought."""
    return dict(register.claims._default_manager.filter(batch=batch).values_list("row", register.names))


def kept_records(register: Register, batch: int, start: int, stop: int) -> list[KeptRecord]:
    """Return the records that a withdrawal could not restore, in the order of the file, from one to another."""
    claims = register.claims._default_manager.filter(batch=batch).exclude(kept="").order_by("row")
    return [KeptRecord(*row) for row in claims.values_list(register.names, "kept", "row")[start:stop]]


def count_kept(register: Register, batch: int) -> int:
    """Return how many records a withdrawal could not restore."""
    return register.claims._default_manager.filter(batch=batch).exclude(kept="").count()
