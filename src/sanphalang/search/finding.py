"""Finding: what a viewer asks for, from the index to lines in order. Every read starts from a viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
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
from sanphalang.web.searched import Titled, searched

Made = TypeVar("Made")
Ways = dict[str, dict[int, Way]]
"""How the index found records, by kind."""

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
    """Make something of what is found, or return what was made for who sees and reads the same.

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
    look = _Look(viewer, Asked(text), sight_of(viewer), inside, ranked)
    return Found(look.found(tuple(searched() if kinds is None else kinds), counted))


@dataclass(frozen=True)
class _Look:
    """One question. A way of looking is one statement for all kinds that it concerns; ``most`` of each are compared."""

    viewer: Viewer
    asked: Asked
    sight: Sight
    inside: Intervals
    most: int

    def found(self, kinds: Sequence[str], counted: int | None) -> list[FoundOfKind]:
        called_so = self._subjects(self.asked.whole, tuple(searched()))
        ways = self._by_words({kind: called_so.get(kind, []) for kind in kinds})
        counts = {kind: len(known) for kind, known in ways.items()} | self._counts(self._full(ways), counted)
        private = self._by_telephone(ways)
        lines = {kind: self._lines(kind, known, private[kind]) for kind, known in ways.items()}
        if not called_so:
            few = [
                kind
                for kind, some in lines.items()
                if max(counts[kind], len(ways[kind])) + len(private[kind]) < _FEW
                or all(line.rank.way > Way.HOLDS_IT for line in some)
            ]
            slipped = self._slipped(few, {kind: ways[kind].keys() | private[kind] for kind in kinds}) if few else {}
            for kind, some in slipped.items():
                lines[kind] += some
                counts[kind] += len(some) if len(ways[kind]) < self.most else 0
        return [
            FoundOfKind(
                kind,
                counts[kind] + len(private[kind]),
                sorted(some, key=attrgetter("rank"))[: self.most],
                counted is not None and counts[kind] >= counted,
            )
            for kind, some in lines.items()
        ]

    def _by_words(self, called_so: Mapping[str, list[int]]) -> Ways:
        """Return records and how the index found them: called so, by words in the name, by words anywhere."""
        ways = {kind: dict.fromkeys(known, Way.CALLED_SO) for kind, known in called_so.items()}
        named = self._subjects(self.asked.in_name, self._few(ways))
        # Where too many are named so, those that hold all of it in its order come first.
        sounding = self._subjects(
            self.asked.as_it_sounds, [kind for kind, some in named.items() if len(some) == self.most]
        )
        _add(ways, sounding, Way.HOLDS_THE_WORDS)
        _add(ways, named, Way.HOLDS_THE_WORDS)
        _add(ways, self._subjects(self._anywhere, self._few(ways)), Way.SOMEWHERE)
        return ways

    def _few(self, ways: Ways) -> list[str]:
        """Return the kinds of which fewer are known than are compared."""
        return [kind for kind, known in ways.items() if len(known) < self.most]

    def _full(self, ways: Ways) -> list[str]:
        """Return the other kinds: what is known of them is not all."""
        return [kind for kind, known in ways.items() if len(known) >= self.most]

    @property
    def _anywhere(self) -> Expression:
        """What is looked for; a telephone number that is published is public like a name."""
        return any_of((self.asked.anywhere, self.asked.telephone))

    def _by_telephone(self, ways: Ways) -> dict[str, set[int]]:
        """Return the records whose private number has these digits, where the viewer may see it, beside those known."""
        found = self._subjects(self.asked.telephone, tuple(ways), private=True)
        return {kind: set(found.get(kind, ())) - known.keys() for kind, known in ways.items()}

    def _subjects(
        self, expression: Expression, kinds: Sequence[str], *, most: int | None = None, private: bool = False
    ) -> dict[str, list[int]]:
        """Return the records that are found, by kind; a kind of which nothing is found is missing."""
        groups = [self._stretches(kind, private=private) for kind in kinds]
        found = index.numbers(expression, groups, limit=self.most if most is None else most)
        return {kind: [subject_of(number) for number in some] for kind, some in zip(kinds, found, strict=True) if some}

    def _counts(self, kinds: Sequence[str], most: int | None) -> dict[str, int]:
        counts = index.counts(self._anywhere, [self._stretches(kind) for kind in kinds], most=most)
        return dict(zip(kinds, counts, strict=True))

    def _stretches(self, kind: str, *, private: bool = False) -> list[Interval]:
        """Return where the documents of a kind stand that the viewer sees; those with private numbers apart."""
        shelves = (shelf for shelf in searched()[kind].shelves if shelf.tells_a_secret == private)
        return [each for shelf in shelves for each in stretches(self.sight, shelf, self.inside)]

    def _lines(self, kind: str, ways: Mapping[int, Way], private: AbstractSet[int] = frozenset()) -> list[Line]:
        wanted = ways.keys() | private
        found = searched()[kind].titled(self.viewer, wanted) if wanted else ()
        return [self._line(kind, record, ways.get(record.id)) for record in found]

    def _line(self, kind: str, record: Titled, found_by: Way | None) -> Line:
        """Return a line; what the words did not find was found by a number that is not published."""
        if found_by is None:
            return Line(kind, record, Rank(Way.CALLED_SO, 0, 0, 0), is_private=True)
        called = (*record.names, *record.other_names)
        ranked = rank(self.asked.keys, called, found_by=found_by, size=record.size)
        is_usual = any(key in name for key in self.asked.keys for name in record.names)
        is_other = bool(record.other_names) and ranked.way <= Way.HOLDS_IT and not is_usual
        return Line(kind, record, ranked, is_by_another_name=is_other)

    def _slipped(self, kinds: Sequence[str], known: Mapping[str, AbstractSet[int]]) -> dict[str, list[Line]]:
        """Return the records of some kinds whose names differ from what was typed by a slip, beside those known.

        A whole name is looked for among all kinds: a long one of which one is found is no part of another's.
        """
        meant = self._subjects(self.asked.misspelled, tuple(searched()), most=_CANDIDATES)
        alike = {kind: self._alike(kind, set(some) - known.get(kind, set())) for kind, some in meant.items()}
        found = {kind: lines for kind, lines in alike.items() if lines}
        is_recognised = bool(found) or any(not known.get(kind, set()).isdisjoint(some) for kind, some in meant.items())
        others = [] if is_recognised and self.asked.is_long else [kind for kind in kinds if kind not in found]
        for kind, some in self._subjects(self.asked.misspelled_in_part, others, most=_CANDIDATES).items():
            found[kind] = self._alike(kind, set(some) - known[kind])
        return {kind: found[kind] for kind in kinds if kind in found}

    def _alike(self, kind: str, candidates: AbstractSet[int]) -> list[Line]:
        """Return those of the candidates whose names are alike."""
        compared = (
            (rank(self.asked.keys, called, found_by=Way.NOT, size=0), subject)
            for subject, called in (self._names(kind, candidates) if candidates else ())
        )
        alike = nsmallest(RANKED, (each for each in compared if each[0].way < Way.NOT))
        return self._lines(kind, {subject: Way.NOT for _rank, subject in alike})

    def _names(self, kind: str, subjects: AbstractSet[int]) -> Iterable[tuple[int, tuple[str, ...]]]:
        asked = searched()[kind]
        if asked.names is not None:
            return asked.names(self.viewer, subjects)
        return ((record.id, (*record.names, *record.other_names)) for record in asked.titled(self.viewer, subjects))


def _add(ways: Ways, found: Mapping[str, Iterable[int]], way: Way) -> None:
    """Note how records were found that are not known yet."""
    for kind, subjects in found.items():
        for subject in subjects:
            ways[kind].setdefault(subject, way)
