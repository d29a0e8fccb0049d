"""The one bell: history is written, and projections are woken, in the caller's own transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanphalang.bulk import insert_rows
from sanphalang.ledger.models import Entry, Mark
from sanphalang.ledger.projections import projections_of, registered

Subject = tuple[str, str]


def record(
    actor: str,
    verb: str,
    subject: Subject,
    *,
    place: int | None,
    changes: Mapping[str, Any] | None = None,
    wakes: Iterable[Subject] | None = None,
) -> Entry:
    """Write one entry, and mark what became stale.

    ``actor`` is a plain value such as ``user:5``; ``verb`` is ``room.act``; ``subject`` is ``(kind, id)``. Bulk work
    records one entry for its batch and names the subjects that it touched in ``wakes``; otherwise the subject itself
    is marked, unless somebody only looked. Raises ``TransactionManagementError`` outside a transaction: an act and its
    record stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("ledger.record belongs in the transaction of the act it records.")
    entry = Entry.objects.create(
        at=timezone.now(),
        actor=actor,
        verb=verb,
        subject_kind=subject[0],
        subject_id=subject[1],
        place=place,
        changes=dict(changes or {}),
        is_look=_is_look(verb),
    )
    changed = () if entry.is_look else (subject,)
    mark(changed if wakes is None else wakes)
    return entry


def _is_look(verb: str) -> bool:
    """Say whether an act only showed something: verbs that begin with ``see``, and exports."""
    act = verb.partition(".")[2]
    return act.startswith("see") or act == "export"


def mark_new(kind: str, ids: Iterable[int]) -> None:
    """Mark subjects that came into being in the caller's transaction, so that no mark of theirs can be there yet.

    For many: a row is written as it is, which takes a fifth of the time of :func:`mark`.
    """
    columns, stamp = ("projection", "subject_kind", "subject_id", "stamp"), uuid.uuid4().hex
    numbers = [str(each) for each in ids]
    for projection in projections_of(kind):
        if projection.block == 1:
            insert_rows(Mark, columns, ((projection.name, kind, number, stamp) for number in numbers))
        else:  # others of a block may be marked
            _put((projection.name, kind, projection.marked(number)) for number in numbers)


def mark(subjects: Iterable[Subject]) -> None:
    """Mark subjects for every projection that shows them, in sorted order (else PostgreSQL deadlocks).

    Bulk work calls this for each chunk that it writes, and records one entry at its end.
    """
    if not registered():
        return
    _put(
        (projection.name, kind, projection.marked(subject_id))
        for kind, subject_id in subjects
        for projection in projections_of(kind)
    )


def _put(marks: Iterable[tuple[str, str, str]]) -> None:
    stamp = uuid.uuid4()
    Mark.objects.bulk_create(
        [Mark(projection=name, subject_kind=kind, subject_id=said, stamp=stamp) for name, kind, said in _sorted(marks)],
        batch_size=500,
        update_conflicts=True,
        update_fields=["stamp"],
        unique_fields=["projection", "subject_kind", "subject_id"],
    )


def _sorted(marks: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return sorted(set(marks), key=lambda mark: (mark[1], mark[2], mark[0]))
