"""Bringing lists of reference data in, and withdrawing them: by what was really written, not by what the check foresaw.

Every row that wrote something keeps a before-image: what the record was, or that there was none. A list is withdrawn by
its before-images alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone

from sanphalang.files import originals
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.reference_lists import CHUNK, Columns, ReferenceList, same_columns

_READY = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)
_NOT_THERE: dict[str, Any] = {"created": True}
"""The before-image of a record that the list added."""


def bring_in_list(batch: ImportBatch, reference: ReferenceList) -> dict[str, int]:
    """Write the ready rows, keeping what they replace. Runs in the caller's transaction."""
    brought: Counter[str] = Counter()
    for codes in _ready(batch):
        values = originals.read_some(originals.Kind.VALUES, batch.pk, codes)
        known = reference.known(codes.values())
        put: dict[str, Columns] = {}
        before: list[tuple[int, Columns]] = []
        for number, code in codes.items():
            old = known.get(code)
            if old is not None and same_columns(old, values[number]):
                brought["unchanged"] += 1
                continue
            put[code] = values[number]
            before.append((number, _NOT_THERE if old is None else old))
            brought["created" if old is None else "updated"] += 1
        originals.keep(originals.Kind.BEFORE, batch.pk, before)
        reference.put(put, batch.source_id)
    return dict(brought)


def withdraw_list(batch: ImportBatch, reference: ReferenceList) -> dict[str, int]:
    """Put back what the list replaced and remove what it added. Runs in the caller's transaction.

    What was changed since is kept, and so is what a list that came later says as well: that one then answers for it,
    and its own withdrawal puts back what was there before either.
    """
    counts: Counter[str] = Counter()
    later = _later_lists(batch)
    for codes in _ready(batch):
        before = originals.read_some(originals.Kind.BEFORE, batch.pk, codes)
        values = originals.read_some(originals.Kind.VALUES, batch.pk, before)
        written = {codes[number]: number for number in before}
        known = reference.known(written)
        heirs = _hand_over({code: before[number] for code, number in written.items()}, later)
        own = [
            code
            for code, number in written.items()
            if code not in heirs and code in known and same_columns(known[code], values[number])
        ]
        remove = [code for code in own if before[written[code]] == _NOT_THERE]
        restore = {code: before[written[code]] for code in own if before[written[code]] != _NOT_THERE}
        reference.put(restore, batch.source_id)
        stayed = reference.remove(remove)
        counts.update(
            removed=len(remove) - len(stayed), restored=len(restore), kept=len(written) - len(own) + len(stayed)
        )
    originals.forget(originals.Kind.BEFORE, batch.pk)
    return dict(counts)


def _later_lists(batch: ImportBatch) -> list[int]:
    """Return the lists of the kind that were brought in after this one and stand, the latest first."""
    done = ImportBatch.objects.filter(kind=batch.kind, stage=ImportBatch.Stage.DONE, finished_at__gt=batch.finished_at)
    return list(done.order_by("-finished_at").values_list("pk", flat=True))


def _hand_over(before: Mapping[str, Any], later: Iterable[int]) -> set[str]:
    """Give before-images, by code, to the next list that says the same codes; return those that found one."""
    heirs: dict[str, tuple[int, int]] = {}
    for pk in later:
        rows = ImportRow.objects.filter(batch=pk, outcome__in=_READY, identity__in=list(before))
        heirs |= {code: (pk, number) for number, code in rows.values_list("number", "identity")}
    images: dict[int, dict[int, Any]] = {}
    for code, (pk, number) in heirs.items():
        images.setdefault(pk, {})[number] = before[code]
    for pk, theirs in images.items():
        originals.replace(originals.Kind.BEFORE, pk, theirs)
    return set(heirs)


def _ready(batch: ImportBatch) -> Iterator[dict[int, str]]:
    """Yield the codes of the ready rows by number, a chunk at a time."""
    rows = ImportRow.objects.filter(batch=batch, outcome__in=_READY).order_by("number")
    cursor = 0
    while chunk := dict(rows.filter(number__gt=cursor).values_list("number", "identity")[:CHUNK]):
        yield chunk
        cursor = max(chunk)
        ImportBatch.objects.filter(pk=batch.pk).update(beat=timezone.now())
