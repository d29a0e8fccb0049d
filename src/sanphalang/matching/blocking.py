"""Which records are compared at all: those that share a key. Never all with all.

A key is shared by few. Where many share one, as a common name in a city, each is compared with its neighbours in the
order of ``sort`` only (the sorted neighbourhood of Hernández and Stolfo, 1995), so that work grows with the records and
not with their square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, TypeVar

MOST_TOGETHER = 40
"""So many records of one key are all compared with each other."""
NEIGHBOURS = 12
"""In a larger block each is compared with so many that follow it."""

_Record = TypeVar("_Record")


def candidates(
    records: Sequence[_Record],
    keys_of: Callable[[_Record], Iterable[Hashable]],
    sort: Callable[[_Record], Any],
) -> Iterator[tuple[_Record, _Record]]:
    """Yield each two records that share a key, once."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for position, record in enumerate(records):
        for key in set(keys_of(record)):
            blocks[key].append(position)
    seen: set[int] = set()
    for block in blocks.values():
        if len(block) < 2:
            continue
        for one, other in _pairs(block, lambda position: sort(records[position])):
            # One number for two: a set of tuples takes four times the memory.
            both = one * len(records) + other if one < other else other * len(records) + one
            if both not in seen:
                seen.add(both)
                yield records[one], records[other]


def _pairs(block: list[int], sort: Callable[[int], Any]) -> Iterator[tuple[int, int]]:
    if len(block) <= MOST_TOGETHER:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=sort)
    for at, one in enumerate(ordered):
        yield from ((one, other) for other in ordered[at + 1 : at + 1 + NEIGHBOURS])
