"""Finding likely duplicates in a whole register: province by province on both cores, then across provinces.

Inside a province records share keys of names and places; across provinces only what hardly two things share: a
telephone, a registration number, an address of mail, a citizen ID.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from itertools import combinations, groupby
from typing import Any, NamedTuple

from sanphalang.access.policy import intervals
from sanphalang.access.viewer import Viewer
from sanphalang.bulk.beside import beside
from sanphalang.matching.blocking import MOST_TOGETHER, candidates
from sanphalang.matching.evidence import POSSIBLE, Pair
from sanphalang.matching.places_apart import province_of
from sanphalang.matching.registers import Compared, Row
from sanphalang.places.rules import NATION, Intervals, contains, overlap

Located = tuple[int, int]
"""A record's id, and its province."""


class Scope(NamedTuple):
    """Where records are compared, and where what is private in them may be."""

    seen: Intervals
    private: Intervals


def scope_of(viewer: Viewer, register: Compared, within: Intervals = NATION) -> Scope:
    """Return what a viewer may compare inside a place."""
    seen = within if register.sees is None else overlap(intervals(viewer, register.sees), within)
    if within == NATION and (register.sees is None or intervals(viewer, register.sees) == NATION):
        seen = NATION  # with the records of which no place is known
    return Scope(seen, intervals(viewer, register.sees_private))


def find_pairs(register: Compared, scope: Scope, *, least: float = POSSIBLE) -> list[Pair]:
    """Return the pairs of records that are likely one, the likeliest first.

    Reads the scope twice, its names and then all that is compared, and holds one province at a time.
    """
    known = register.known_of(register.rows(register.names, scope.seen))
    work = partial(_inside, register, known, least)
    found, shared = list[Pair](), defaultdict[Hashable, list[Located]](list)
    for pairs, keys in beside(work, _provinces(register, scope)):
        found += pairs
        for key, located in keys:
            shared[key].append(located)
    found += _pairs_across(register, scope, known, shared.values(), least)
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def _provinces(register: Compared, scope: Scope) -> Iterator[list[Row]]:
    at_place = register.columns.index("place")
    rows = _as_seen(register, scope, register.rows(register.columns, scope.seen))
    for _province, of_province in groupby(rows, key=lambda row: province_of(row[at_place])):
        yield list(of_province)


def _as_seen(register: Compared, scope: Scope, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, without what is private where the viewer may not see it."""
    at_place = register.columns.index("place")
    for row in rows:
        yield row if contains(scope.private, row[at_place]) else register.without_private(row)


def _inside(
    register: Compared, known: Any, least: float, rows: Sequence[Row]
) -> tuple[list[Pair], list[tuple[int, Located]]]:
    """Return the pairs of one province, and what its records may share with others elsewhere, as numbers."""
    facts = [register.facts_of(row) for row in rows]
    both = candidates(facts, register.local_keys, register.neighbours)
    pairs = [pair for one, other in both if (pair := register.compare(one, other, known)).score >= least]
    keys = [
        (_number(key), (each.id, province_of(each.place) or 0)) for each in facts for key in register.global_keys(each)
    ]
    return pairs, keys


def _number(key: Hashable) -> int:
    """Return a number for a key, the same in every process: Python's own hash of a text is not."""
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest())


def _pairs_across(
    register: Compared, scope: Scope, known: Any, shared: Iterable[Sequence[Located]], least: float
) -> Iterator[Pair]:
    wanted = {
        (min(one, other), max(one, other))
        for records in shared
        if len(records) <= MOST_TOGETHER
        for (one, here), (other, there) in combinations(records, 2)
        if here != there
    }
    ids = sorted({each for pair in wanted for each in pair})
    rows = _as_seen(register, scope, register.with_ids(register.columns, ids))
    facts = {found.id: found for found in map(register.facts_of, rows)}
    for one, other in sorted(wanted):
        if one in facts and other in facts:  # else somebody took one away meanwhile
            pair = register.compare(facts[one], facts[other], known)
            if pair.score >= least:
                yield pair
