"""Cells as a projection of the truth: computed anew at the places that a changed record was in and is in now.

Nothing is ever added to a cell. A mark names a block of records; what differs from how each was counted last tells the
places, and their cells are made anew from a count of the truth. One computation of a kind goes on at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import islice

from django.db import transaction
from django.utils import timezone

from sanphalang import bulk
from sanphalang.ledger.projections import Projection, forget_marks
from sanphalang.reports.counted import ALL, About
from sanphalang.reports.models import Cell, Counted, Reckoning

NAME = "reports"
_BLOCK = 1_000
_TURN = 20  # blocks in one transaction: a second's work, in which on SQLite nobody else writes
_PLACES = 500  # asked for in one query
_AT_ONCE = 50_000  # records that are read before they are written
_CELL, _COUNTED = ("about", "measure", "place", "number"), ("id", "place", "how")


def recompute(about: About, blocks: Sequence[str]) -> None:
    """Bring the cells of a kind in line with the records of these blocks, in the caller's transaction."""
    as_of = _held(about)
    stale: set[int] = set()
    for first, last in _runs(int(block) for block in blocks if block.isdecimal()):
        stale |= _noted(about, first * _BLOCK, (last + 1) * _BLOCK - 1)
    _make_anew(about, as_of, stale)


def grow_older(today: date | None = None) -> None:
    """Count anew where records grew staler since the cells were computed; costs one look where none did."""
    today = today or timezone.localdate()
    for about in ALL:
        if about.ages is None or not Reckoning.objects.filter(about=about.name, as_of__lt=today).exists():
            continue
        with transaction.atomic():
            as_of = _held(about)
            aged = about.ages(as_of, today)
            Reckoning.objects.filter(about=about.name).update(as_of=today)
            _make_anew(about, today, {0 if place is None else place for place in aged})


def rebuild() -> None:
    """Make all cells anew from nothing, a kind at a time."""
    today = timezone.localdate()
    for about in ALL:
        with transaction.atomic():
            _held(about)
            forget_marks(NAME, about.subject)
            Counted.objects.filter(id__range=about.ids).delete()
            for first in range(0, about.last() + 1, _AT_ONCE):
                rows = list(about.how_counted(first, first + _AT_ONCE - 1))  # read before PostgreSQL takes them in
                bulk.insert_rows(Counted, _COUNTED, rows)
            Cell.objects.filter(about=about.name).delete()
            _put(about, about.cells(today))
            Reckoning.objects.filter(about=about.name).update(as_of=today)
    bulk.settle(Cell, Counted)


def _held(about: About) -> date:
    """Hold the kind's reckoning until the transaction ends, and return the day as of which its cells are."""
    Reckoning.objects.bulk_create([Reckoning(about=about.name, as_of=timezone.localdate())], ignore_conflicts=True)
    return Reckoning.objects.select_for_update().get(about=about.name).as_of


def _noted(about: About, first: int, last: int) -> set[int]:
    """Remember how the records with these numbers are counted now; return the places that this changes."""
    ids = (about.id_of(first), about.id_of(last))
    before = {row[0]: row for row in Counted.objects.filter(id__range=ids).values_list(*_COUNTED)}
    now = {row[0]: row for row in about.how_counted(first, last)}
    changed = [number for number in before.keys() | now.keys() if before.get(number) != now.get(number)]
    gone = [number for number in changed if number in before]
    for some in _in_pieces(gone):
        Counted.objects.filter(id__in=some).delete()
    bulk.insert_rows(Counted, _COUNTED, (now[number] for number in changed if number in now))
    return {row[1] for number in changed for row in (before.get(number), now.get(number)) if row is not None}


def _make_anew(about: About, as_of: date, places: Collection[int]) -> None:
    for some in _in_pieces(places):
        Cell.objects.filter(about=about.name, place__in=some).delete()
        _put(about, about.cells(as_of, some))


def _put(about: About, cells: dict[tuple[int, str], int]) -> None:
    rows = ((about.name, measure, place, number) for (place, measure), number in cells.items())
    bulk.insert_rows(Cell, _CELL, rows)


def _in_pieces(numbers: Iterable[int]) -> Iterable[list[int]]:
    left = iter(numbers)
    while piece := list(islice(left, _PLACES)):
        yield piece


def _runs(blocks: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Join blocks that follow each other: first and last of each run."""
    runs: list[list[int]] = []
    for block in sorted(set(blocks)):
        if runs and block == runs[-1][1] + 1:
            runs[-1][1] = block
        else:
            runs.append([block, block])
    return [(first, last) for first, last in runs]


PROJECTIONS = tuple(
    Projection(NAME, about.subject, partial(recompute, about), rebuild, block=_BLOCK, turn=_TURN) for about in ALL
)
"""What ``settings.PROJECTIONS`` names: one table, woken by every kind of record that is counted."""
