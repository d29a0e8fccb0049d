"""Rows of lists that tell of one person: found and emptied, when the person is erased or a list was kept long enough.

The other rows of a list stay as they are; the file that named the person is removed whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sanphalang.files import originals
from sanphalang.files.storage import remove_file
from sanphalang.intake.models import Finding, ImportBatch, ImportRow, Outcome
from sanphalang.intake.registers import ORGANISATIONS_KIND, PEOPLE_KIND
from sanphalang.thai.key import match_key

Matches = Callable[[Mapping[str, Any]], bool]
"""Whether what a row said (its values by column) is of the person, where only the name is the same."""

_CHUNK = 500


def empty_rows_of(identity: str, matches: Matches, *, person_id: int | None, claimed: Mapping[int, set[int]]) -> int:
    """Empty every row that tells of a person, and remove the files that named it; return how many rows.

    ``claimed`` are the rows of each batch that became claims on the person. Belongs in the caller's transaction.
    """
    rows = {batch: set(numbers) for batch, numbers in claimed.items()}
    lists_of_people = ImportRow.objects.filter(batch__kind=PEOPLE_KIND)
    if person_id is not None:
        _add(rows, lists_of_people.filter(record=person_id).values_list("batch", "number"))
    _add(rows, _of_the_same_name(identity, matches))
    for batch, numbers in list(rows.items()):
        _add(rows, ImportRow.objects.filter(batch=batch, leader__in=numbers).values_list("batch", "number"))
    for batch, numbers in rows.items():
        _empty(batch, numbers, identity)
    return sum(map(len, rows.values()))


def rows_of_people() -> Iterator[tuple[int, int, str, dict[str, Any]]]:
    """Yield batch, row, identity and values of every row of a list of people that still says something."""
    for batch in ImportBatch.objects.filter(kind=PEOPLE_KIND).order_by("id"):
        named = ImportRow.objects.filter(batch=batch).exclude(identity="").order_by("number")
        identities = dict(named.values_list("number", "identity"))
        for number, values in originals.read(originals.Kind.VALUES, batch.pk):
            if number in identities:
                yield batch.pk, number, identities[number], values


def lists_older_than(moment: datetime) -> list[ImportBatch]:
    """Return the lists with private values that were handed in before a moment and still hold what they said."""
    old = ImportBatch.objects.filter(kind__in=(PEOPLE_KIND, ORGANISATIONS_KIND), created_at__lt=moment)
    held = originals.owners_with_any(old.values_list("pk", flat=True))
    needed = set(ImportBatch.objects.filter(created_at__gte=moment).values_list("file", flat=True))
    return [
        batch
        for batch in old.select_related("file")
        if batch.pk in held or (batch.file.removed_at is None and batch.file_id not in needed)
    ]


def forget_list(batch: ImportBatch, moment: datetime) -> int:
    """Remove what a list said, and its file unless a list since the moment has the same; its outcomes stay."""
    forgotten = originals.forget_owner(batch.pk)
    ImportRow.objects.filter(batch=batch).exclude(identity="").update(identity="")
    if not ImportBatch.objects.filter(file=batch.file_id, created_at__gte=moment).exists():
        remove_file(batch.file)
    return forgotten


def _of_the_same_name(identity: str, matches: Matches) -> list[tuple[int, int]]:
    found = ImportRow.objects.filter(batch__kind=PEOPLE_KIND, identity=identity) if identity else ()
    by_batch: dict[int, list[int]] = {}
    for row in found:
        by_batch.setdefault(row.batch_id, []).append(row.number)
    return [
        (batch, number)
        for batch, numbers in by_batch.items()
        for number, values in _values(batch, numbers).items()
        if matches(values)
    ]


def _values(batch: int, numbers: list[int]) -> dict[int, Any]:
    """Return what the rows say; a row of which nothing but its name is kept says nothing else."""
    return {number: {} for number in numbers} | originals.read_some(originals.Kind.VALUES, batch, numbers)


def _add(rows: dict[int, set[int]], found: Any) -> None:
    for batch, number in found:
        rows.setdefault(batch, set()).add(number)


def _empty(batch_id: int, numbers: set[int], identity: str) -> None:
    chunks = [sorted(numbers)[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK)]
    for chunk in chunks:
        originals.blank(batch_id, chunk)
    batch = ImportBatch.objects.select_related("file").filter(pk=batch_id).first()
    if batch is None:  # a claim of the demo has no list
        return
    for chunk in chunks:
        Finding.objects.filter(batch=batch, row__in=chunk).update(detail="")
        rows = ImportRow.objects.filter(batch=batch, number__in=chunk)
        waiting = rows.exclude(outcome=Outcome.REJECTED) if batch.stage in _MAY_STILL_GO_IN else rows.none()
        for outcome in list(waiting.values_list("outcome", flat=True)):  # a row without a name cannot go in
            batch.counts[outcome] = batch.counts.get(outcome, 1) - 1
            batch.counts[Outcome.REJECTED] = batch.counts.get(Outcome.REJECTED, 0) + 1
        waiting.update(outcome=Outcome.REJECTED)
        rows.update(identity="", record=None, why=[])
    parts = [part for part in identity.split() if part]
    if identity and all(part in match_key(batch.file_name) for part in parts):
        batch.file_name = "–"
    batch.save(update_fields=["file_name", "counts"])
    remove_file(batch.file)


_MAY_STILL_GO_IN = (ImportBatch.Stage.REVIEW, ImportBatch.Stage.COLUMNS, ImportBatch.Stage.CHECKING)
