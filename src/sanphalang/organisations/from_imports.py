"""What an import asks of the records that it may tell of, made, or could not take back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.queries import Shown, shown


class KeptRecord(NamedTuple):
    """A record that a withdrawal left as it is: ``reason`` is ``edited`` or ``known``."""

    id: int
    name: str
    reason: str
    row: int


def with_ids(viewer: Viewer, ids: Iterable[int]) -> dict[int, Shown]:
    """Return the organisations with these ids as the viewer may see them; one query."""
    return {found.pk: shown(viewer, found) for found in Organisation.objects.filter(pk__in=list(ids))}


def rows_brought_in(batch: int) -> QuerySet[Claim, int]:
    """Return the rows of a batch whose words are in the registry, to be used inside another query."""
    return Claim.objects.filter(batch=batch).values_list("row", flat=True)


def records_of_rows(batch: int, rows: Iterable[int]) -> dict[int, int]:
    """Return, by row, the organisation that the row was brought into."""
    claims = Claim.objects.filter(batch=batch, row__in=list(rows))
    return dict(claims.values_list("row", "organisation"))


def records_of_batch(batch: int) -> dict[int, int]:
    """Return, by row, the organisations into which rows of a batch have been brought."""
    return dict(Claim.objects.filter(batch=batch).values_list("row", "organisation"))


def kept_records(batch: int, start: int, stop: int) -> list[KeptRecord]:
    """Return the records that a withdrawal could not restore, in the order of the file, from one to another."""
    claims = Claim.objects.filter(batch=batch).exclude(kept="").order_by("row")
    rows = claims.values_list("organisation", "organisation__name", "kept", "row")[start:stop]
    return [KeptRecord(*row) for row in rows]


def count_kept(batch: int) -> int:
    """Return how many records a withdrawal could not restore."""
    return Claim.objects.filter(batch=batch).exclude(kept="").count()
