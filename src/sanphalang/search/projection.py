"""The index as a projection: computed anew for marked records, or all of it from nothing.

While it is rebuilt less is found than there is, and nobody waits: documents are written some ten thousand a
transaction. A record that is edited meanwhile is marked and computed by the worker; what stands already is not written
again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from sanphalang.bulk import insert_rows
from sanphalang.bulk.beside import beside
from sanphalang.ledger.projections import Projection, forget_marks
from sanphalang.places.searched import names_around
from sanphalang.search import index
from sanphalang.search.gathering import Row, documents_of, rows_of
from sanphalang.search.models import Piece
from sanphalang.search.pieces import learn, pieces_counted
from sanphalang.search.shelves import all_shelves
from sanphalang.search.tokens import of_this_make
from sanphalang.search.vocabulary import words
from sanphalang.web.searched import searched

_CHUNK = 10_000


class _Task(NamedTuple):
    kind: str
    first: int
    last: int
    written: Sequence[Any]


class _Made(NamedTuple):
    task: _Task
    rows: list[Row]
    pieces: Counter[str]


def recompute(kind: str, subjects: Sequence[str]) -> None:
    """Compute the documents of these records from what is known of them now; inside the caller's transaction."""
    numbers = [int(subject) for subject in subjects if subject.isdecimal()]
    documents = documents_of(kind, searched()[kind].written(Q(pk__in=numbers)))
    around = names_around({each.place for each in documents if each.place is not None})
    rows = list(rows_of(kind, documents, around))
    index.remove(kind, numbers)
    index.add(rows)
    learn(rows)


def rebuild() -> None:
    """Make the whole index anew."""
    around = names_around()
    words()  # before the fork, so that it is read once

    def made(task: _Task) -> _Made:
        rows = list(rows_of(task.kind, documents_of(task.kind, task.written), around))
        return _Made(task._replace(written=()), rows, pieces_counted(rows))

    with transaction.atomic():
        forget_marks(index.PROJECTION)
        index.clear()
        index.begin_many()
    pieces: Counter[str] = Counter()
    for task, rows, counted in beside(made, _tasks()):
        pieces.update(counted)
        with transaction.atomic():
            known = index.subjects_known(task.kind, task.first, task.last)
            index.add([row for row in rows if row[2] not in known] if known else rows)
    with transaction.atomic():
        Piece.objects.all().delete()
        insert_rows(Piece, ("token", "documents"), [*pieces.items(), (_of_this_make(), 0)])
    index.settled()


def is_whole() -> bool:
    """Say whether a rebuild went to its end, with the key and the shelves that the installation has now."""
    return Piece.objects.filter(token=_of_this_make()).exists()


def _of_this_make() -> str:
    return of_this_make(shelf.name for shelf in all_shelves())


def _tasks() -> Iterator[_Task]:
    for kind, each in searched().items():
        last = 0
        while written := each.written(Q(pk__gt=last), limit=_CHUNK):
            first, last = last + 1, written[-1][0]
            yield _Task(kind, first, last, written)


PROJECTIONS = tuple(Projection(index.PROJECTION, kind, partial(recompute, kind), rebuild) for kind in searched())
"""What ``settings.PROJECTIONS`` names: one index, woken by every kind of records that declares how it is found."""
