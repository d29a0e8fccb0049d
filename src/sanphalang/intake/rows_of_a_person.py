"""Rows of lists that tell of one person: found and emptied, when the person is erased or a list was kept long enough.

The other rows of a list stay as they are. The room that calls (``privacy``) says which rows those are, for a list may
be that of another centre, and what becomes of the file that named the person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sanphalang.bulk import update_rows
from sanphalang.files import originals
from sanphalang.files.remembered import keep_digests_only
from sanphalang.files.storage import remove_file
from sanphalang.files.told import rows_brought_in
from sanphalang.intake.models import Finding, ImportBatch, ImportRow, Outcome, RememberedColumns
from sanphalang.intake.registers import KNOWLEDGE_KIND, MEMBERSHIPS_KIND, ORGANISATIONS_KIND, PEOPLE_KIND, register_of
from sanphalang.ledger.digests import private_digest
from sanphalang.people.naming import Sought
from sanphalang.thai.key import match_key

_CHUNK = 500
_GONE = "–"

Numbers = Mapping[int, set[int]]
"""Rows by batch."""


class RowOfAPerson(NamedTuple):
    """A row of a list of people that still says something; ``record`` is whom it was taken for."""

    batch: ImportBatch
    number: int
    identity: str
    record: int | None
    values: dict[str, Any]


def with_doubles(rows: Numbers) -> dict[int, set[int]]:
    """Return these rows and those of the same lists that double them."""
    found = {batch: set(numbers) for batch, numbers in rows.items()}
    for batch, numbers in found.items():
        numbers.update(ImportRow.objects.filter(batch=batch, leader__in=numbers).values_list("number", flat=True))
    return found


def empty_rows(identity: str, rows: Numbers) -> int:
    """Empty these rows; return how many. The files stay. Belongs in the caller's transaction."""
    for batch, numbers in rows.items():
        _empty(batch, numbers, identity)
    return sum(map(len, rows.values()))


def rows_of_people() -> Iterator[RowOfAPerson]:
    """Yield every row of a list of people that still says something."""
    for batch in ImportBatch.objects.filter(kind=PEOPLE_KIND).select_related("centre").order_by("id"):
        named = ImportRow.objects.filter(batch=batch).exclude(identity="").order_by("number")
        known = {number: (name, of) for number, name, of in named.values_list("number", "identity", "record")}
        for number, values in originals.read(originals.Kind.VALUES, batch.pk):
            if number in known:
                identity, record = known[number]
                yield RowOfAPerson(batch, number, identity, record, values)


def lists_headed_with(sought: Sought) -> list[int]:
    """Return the lists whose headings, titles or file name tell of the person.

    Where a list has no heading, its first row may have been taken for one.
    """
    lists = ImportBatch.objects.only("layout", "file_name").order_by("pk").iterator(chunk_size=200)
    return [
        batch.pk
        for batch in lists
        if sought.is_told_in(batch.file_name) or _without(batch.layout, sought) != batch.layout
    ]


def forget_headings(sought: Sought, lists: Collection[int]) -> None:
    """Empty what is kept of the form of these lists where it names the person."""
    for batch in ImportBatch.objects.filter(pk__in=lists).only("layout", "file_name"):
        name = _GONE if sought.is_told_in(batch.file_name) else batch.file_name
        ImportBatch.objects.filter(pk=batch.pk).update(layout=_without(batch.layout, sought), file_name=name)


def forget_remembered(sought: Sought, keeps: Callable[[str], bool]) -> int:
    """Forget the headings that name the person and that centres remembered; return of how many lists' forms.

    ``keeps`` says of a centre's code (nothing for the nation) whether its headings may be forgotten.
    """
    changed = 0
    for known in RememberedColumns.objects.all():
        columns = {key: field for key, field in known.columns.items() if not sought.is_told_in(key)}
        if columns != known.columns and keeps(known.centre):
            RememberedColumns.objects.filter(pk=known.pk).update(columns=columns)
            changed += 1
    return changed


def lists_older_than(moment: datetime) -> list[ImportBatch]:
    """Return the lists with private values that were handed in before a moment and still hold what they said."""
    kinds = (PEOPLE_KIND, ORGANISATIONS_KIND, KNOWLEDGE_KIND, MEMBERSHIPS_KIND)
    old = ImportBatch.objects.filter(kind__in=kinds, created_at__lt=moment)
    held = originals.owners_with_words(old.values_list("pk", flat=True))
    needed = set(ImportBatch.objects.filter(created_at__gte=moment).values_list("file", flat=True))
    return [
        batch
        for batch in old.select_related("file")
        if batch.pk in held or (batch.file.removed_at is None and batch.file_id not in needed)
    ]


def forget_list(batch: ImportBatch, moment: datetime) -> int:
    """Remove what a list said, and its file unless a list since the moment has the same; its outcomes stay.

    Of rows that are in the registry keyed digests stay, by which their source's next list is known to say the same.
    """
    forgotten = _forget_words(batch) if originals.owners_with_words([batch.pk]) else 0
    if not ImportBatch.objects.filter(file=batch.file_id, created_at__gte=moment).exists():
        remove_file(batch.file)
    return forgotten


def _forget_words(batch: ImportBatch) -> int:
    told = set(rows_brought_in(register_of(batch), batch.pk))
    named = ImportRow.objects.filter(batch=batch).exclude(identity="")
    digests = [
        (private_digest(identity) if number in told else "", pk)
        for pk, number, identity in named.values_list("pk", "number", "identity")
    ]
    update_rows(ImportRow, ("identity",), digests)
    return keep_digests_only(batch.pk, told)


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
        batch.file_name = _GONE
    batch.save(update_fields=["file_name", "counts"])


_MAY_STILL_GO_IN = (ImportBatch.Stage.REVIEW, ImportBatch.Stage.COLUMNS, ImportBatch.Stage.CHECKING)


def _without(layout: Any, sought: Sought) -> Any:
    if isinstance(layout, Mapping):
        return {(_GONE if sought.is_told_in(key) else key): _without(value, sought) for key, value in layout.items()}
    if isinstance(layout, list):
        return [_without(value, sought) for value in layout]
    return _GONE if isinstance(layout, str) and sought.is_told_in(layout) else layout
