"""Where the tables of a document disagree with themselves or with each other: pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sanphalang.organisations.network_queries import InProvince
from sanphalang.reports.stated import StatedProvince, StatedYear


class Contradiction(NamedTuple):
    """What does not go together: a kind, the year or the province where it stands, and the numbers concerned."""

    kind: str
    at: int | str
    numbers: tuple[int | float, ...]


SO_FAR, SUM, REPEATED, TWO_TOTALS, MORE_BODIES, PERCENT = (
    *("so_far", "sum", "repeated"),
    *("two_totals", "more_bodies", "percent"),
)


def in_years(rows: Sequence[StatedYear]) -> Iterator[Contradiction]:
    """Yield where a number so far is not the one before and what came to it, and where one stands still alone."""
    for before, row in pairwise(rows):
        if before.so_far + row.joined != row.so_far:
            yield Contradiction(SO_FAR, row.year, (before.so_far, row.joined, row.so_far))
        if before.data_managers == row.data_managers and before.so_far != row.so_far:
            yield Contradiction(REPEATED, row.year, (row.data_managers, row.so_far))
    joined = sum(row.joined for row in rows)
    if rows and joined != rows[-1].so_far:
        yield Contradiction(SUM, rows[-1].year, (joined, rows[-1].so_far))


def in_provinces(rows: Sequence[StatedProvince]) -> Iterator[Contradiction]:
    """Yield where a share is not that of the numbers beside it, and where there are more authorities than people."""
    for row in rows:
        counted = row.counted
        percent = round(100 * counted.members / counted.authorities, 2) if counted.authorities else 0.0
        if percent != row.percent:
            yield Contradiction(PERCENT, row.province, (row.percent, percent))
        for people, bodies in (
            (counted.camp_people, counted.camp_authorities),
            (counted.top_people, counted.top_authorities),
        ):
            if (people or 0) < bodies:
                yield Contradiction(MORE_BODIES, row.province, (people or 0, bodies))


def between(provinces: Sequence[StatedProvince], years: Sequence[StatedYear], year: int) -> Iterator[Contradiction]:
    """Yield where both tables count the same year differently."""
    members = sum(row.counted.members for row in provinces)
    for row in years:
        if row.year == year and row.so_far != members:
            yield Contradiction(TWO_TOTALS, year, (row.so_far, members))


def named_again(rows: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int, int]]:
    """Yield the partners that a document names in more than one year, with the first year and each later one."""
    first: dict[str, int] = {}
    for year, name in rows:
        if first.setdefault(name, year) != year:
            yield name, first[name], year


MEASURES: Sequence[Callable[[InProvince], int]] = (
    lambda counted: counted.authorities,
    lambda counted: counted.members,
    lambda counted: counted.camp_people or 0,
    lambda counted: counted.camp_authorities,
    lambda counted: counted.top_people or 0,
    lambda counted: counted.top_authorities,
)
"""The numbers of a province in the order of the tables."""
