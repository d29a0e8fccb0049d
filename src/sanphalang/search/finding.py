"""Finding: what a viewer asks for, from the index to lines in order. Every read starts from a viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from operator import attrgetter
from typing import Any, TypeVar

from django.utils.translation import get_language

from sanphalang.access.viewer import Viewer
from sanphalang.ledger.kept import kept
from sanphalang.ledger.queries import pending_marks
from sanphalang.places.rules import NATION, Interval, Intervals
from sanphalang.search import index
from sanphalang.search.asking import Asked
from sanphalang.search.expressions import Expression, any_of
from sanphalang.search.ranking import Rank, Way, rank
from sanphalang.search.shelves import Sight, sight_of, stretches, subject_of
from sanphalang.web.searched import Searched, Titled, searched

Made = TypeVar("Made")

RANKED = 60
"""So many records of a kind are compared and put in order; who looks for more says more."""
LISTED = 1_000
"""So many records a list of another room shows at most."""
_CANDIDATES = 3_000  # names that are compared with one that may have been typed with an error
_FEW = 10  # where fewer are found, names typed with an error are looked for too


@dataclass(frozen=True, slots=True)
class Line:
    """A record that was found, and how."""

    kind: str
    record: Titled
    rank: Rank
    is_private: bool = False
    """Whether it was found by a telephone number that is not published."""
    is_by_another_name: bool = False
    """Whether the name that answers is not the one in its title."""

    @property
    def matched(self) -> str:
        """What of the record answers."""
        return "telephone" if self.is_private else self.rank.way.told


@dataclass(frozen=True, slots=True)
class FoundOfKind:
    """What was found of a kind: how many, and the best of them in order. ``is_more``: counting stopped there."""

    kind: str
    count: int = 0
    lines: Sequence[Line] = ()
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, by kind."""

    kinds: Sequence[FoundOfKind] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many were found of all kinds."""
        return sum(each.count for each in self.kinds)

    @property
    def best(self) -> list[Line]:
        """The best of all kinds in order."""
        return sorted((line for each in self.kinds for line in each.lines), key=attrgetter("rank"))


def kept_for_equals(
    viewer: Viewer, text: str, asked: object, make: Callable[[], Made], *, among: str = "figures"
) -> Made:
    """Make something of what is found, or return what was made within ten seconds for who sees and reads the same.

    Nothing is kept while anything waits to be computed; nor is what is found by digits: whoever is shown it has to be
    in the ledger. ``asked`` tells by its ``repr`` what is wanted besides.
    """
    sight = sight_of(viewer)
    if Asked(text).digits or pending_marks(index.PROJECTION):
        return make()
    seen = [(shelf.name, intervals) for shelf, intervals in sight.items()]
    return kept((seen, get_language(), text, asked), make, among=among)


def search_kept(viewer: Viewer, text: str, **wanted: Any) -> Found:
    """Return the same as :func:`search`, kept for equals."""
    return kept_for_equals(viewer, text, (Found, sorted(wanted.items())), lambda: search(viewer, text, **wanted))


def records_found(viewer: Viewer, kind: str, text: str) -> list[int]:
    """Return the numbers of the records of a kind that a viewer finds, the closest first; for lists of other rooms."""
    found = search_kept(viewer, text, kinds=(kind,), ranked=LISTED)
    return [line.record.id for each in found.kinds for line in each.lines]


def search(
    viewer: Viewer,
    text: str,
    *,
    kinds: Iterable[str] | None = None,
    inside: Intervals = NATION,
    ranked: int = RANKED,
    counted: int | None = None,
) -> Found:
    """Return what a viewer finds of these kinds, of all when none is named.

    ``counted`` is where counting stops, ``ranked`` how many of a kind are in order. Where something that the viewer
    sees is called just what was typed, it was not typed with an error: names that differ by a slip are then left out.
    """
    asked, sight = Asked(text), sight_of(viewer)
    known = {kind: _Search(viewer, asked, sight, each, inside) for kind, each in searched().items()}
    slips = _Slips(asked, tuple(known.values()))
    wanted = (known[kind] for kind in (known if kinds is None else kinds))
    return Found([each.found(ranked, counted, slips) for each in wanted])


@dataclass(frozen=True)
class _Slips:
    """What is known of all kinds before one of them looks for names that differ by a slip; asked for when it does."""

    asked: Asked
    kinds: Sequence[_Search]

    @cached_property
    def is_called_so(self) -> bool:
        """Whether anything is called just what was typed, so that it was not typed with an error."""
        return any(each.is_called_so for each in self.kinds)

    @cached_property
    def whole_names(self) -> Sequence[int]:
        """The documents of all kinds whose whole name may be meant: hundreds of names are asked for, and so once."""
        stretches = [stretch for each in self.kinds for stretch in each.stretches()]
        return index.numbers(self.asked.misspelled, stretches, limit=_CANDIDATES * len(self.kinds))


@dataclass(frozen=True)
class _Search:
    """One kind."""

    viewer: Viewer
    asked: Asked
    sight: Sight
    searched: Searched
    inside: Intervals

    @property
    def is_called_so(self) -> bool:
        """Whether a record of this kind is called just what was typed."""
        return bool(self._subjects(self.asked.whole, 1))

    def found(self, ranked: int, counted: int | None, slips: _Slips) -> FoundOfKind:
        ways = self._by_words(ranked)
        is_complete = len(ways) < ranked
        count = len(ways) if is_complete else self._count(self._anywhere, counted)
        private = self._by_telephone(ranked) - ways.keys()
        lines = self._lines(ways, private)
        is_found = count + len(private) >= _FEW and any(line.rank.way <= Way.HOLDS_IT for line in lines)
        if not is_found and not slips.is_called_so:
            slipped = self._slipped(ways.keys() | private, slips.whole_names)
            lines, count = [*lines, *slipped], count + (len(slipped) if is_complete else 0)
        lines.sort(key=attrgetter("rank"))
        is_more = counted is not None and count >= counted
        return FoundOfKind(self.searched.kind, count + len(private), lines[:ranked], is_more)

    def _by_words(self, limit: int) -> dict[int, Way]:
        """Return records and how the index found them: called so, by words in the name, by words anywhere."""
        ways = dict.fromkeys(self._subjects(self.asked.whole, limit), Way.CALLED_SO)
        if len(ways) < limit:
            named = self._subjects(self.asked.in_name, limit)
            if len(named) == limit:  # too many: first those that hold all of it in its order
                named = [*self._subjects(self.asked.as_it_sounds, limit), *named]
            ways = dict.fromkeys(named, Way.HOLDS_THE_WORDS) | ways
        if len(ways) < limit:
            ways = dict.fromkeys(self._subjects(self._anywhere, limit), Way.SOMEWHERE) | ways
        return ways

    @property
    def _anywhere(self) -> Expression:
        """What is looked for; a telephone number that is published is public like a name."""
        return any_of((self.asked.anywhere, self.asked.telephone))

    def _by_telephone(self, limit: int) -> set[int]:
        """Return the records whose private number has these digits, where the viewer may see it."""
        return set(self._subjects(self.asked.telephone, limit, private=True))

    def _subjects(self, expression: Expression, limit: int, *, private: bool = False) -> list[int]:
        numbers = index.numbers(expression, self.stretches(private=private), limit=limit)
        return [subject_of(number) for number in numbers]

    def _count(self, expression: Expression, most: int | None) -> int:
        return index.count(expression, self.stretches(), most=most)

    def stretches(self, *, private: bool = False) -> list[Interval]:
        """Return where the documents of this kind stand that the viewer sees; those with private numbers apart."""
        shelves = (shelf for shelf in self.searched.shelves if shelf.tells_a_secret == private)
        return [each for shelf in shelves for each in stretches(self.sight, shelf, self.inside)]

    def _lines(self, ways: Mapping[int, Way], private: AbstractSet[int]) -> list[Line]:
        wanted = ways.keys() | private
        found = self.searched.titled(self.viewer, wanted) if wanted else ()
        return [self._line(record, ways.get(record.id)) for record in found]

    def _line(self, record: Titled, found_by: Way | None) -> Line:
        """Return a line; what the words did not find was found by a number that is not published."""
        if found_by is None:
            return Line(self.searched.kind, record, Rank(Way.CALLED_SO, 0, 0, 0), is_private=True)
        called = (*record.names, *record.other_names)
        ranked = rank(self.asked.keys, called, found_by=found_by, size=record.size)
        is_usual = any(key in name for key in self.asked.keys for name in record.names)
        is_other = bool(record.other_names) and ranked.way <= Way.HOLDS_IT and not is_usual
        return Line(self.searched.kind, record, ranked, is_by_another_name=is_other)

    def _slipped(self, known: AbstractSet[int], whole_names: Iterable[int]) -> list[Line]:
        """Return the records whose names differ from what was typed by a slip."""
        own = self.stretches()
        mine = (number for number in whole_names if any(first <= number <= last for first, last in own))
        candidates = {subject_of(number) for number in mine} - known
        if not candidates:
            candidates = set(self._subjects(self.asked.misspelled_in_part, _CANDIDATES)) - known
        compared = (
            (rank(self.asked.keys, called, found_by=Way.NOT, size=0), subject)
            for subject, called in (self._names(candidates) if candidates else ())
        )
        alike = nsmallest(RANKED, (each for each in compared if each[0].way < Way.NOT))
        return self._lines({subject: Way.NOT for _rank, subject in alike}, frozenset())

    def _names(self, subjects: AbstractSet[int]) -> Iterable[tuple[int, tuple[str, ...]]]:
        if self.searched.names is not None:
            return self.searched.names(self.viewer, subjects)
        return (
            (record.id, (*record.names, *record.other_names)) for record in self.searched.titled(self.viewer, subjects)
        )
