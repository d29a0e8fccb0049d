"""What rows of lists of the network said of each matter, and what stands of it when one of the lists is withdrawn.

Every row that is in keeps, of each matter that it told, what was stored before and what it said, news or not. The
lists' words on a matter in order of writing, each told to what the one before left, make what is stored: a list is
withdrawn by telling the others' once more. Where a person wrote in between, the words before that no longer count;
where a person wrote last, that stays, and no list answers for the matter any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from typing import NamedTuple, TypedDict

from sanphalang.files import originals
from sanphalang.intake.models import ImportBatch, Outcome
from sanphalang.organisations.network_facts import State, after, can_be

_BEFORE = originals.Kind.BEFORE
_CHUNK = 2_000


class Image(TypedDict):
    """What is kept of a row that is in: what it did, to which authority, when in order of writing, and its words.

    ``told`` has, by the key of a matter, what was stored before and what the row said.
    """

    did: str
    authority: int
    order: int
    told: dict[str, list[State]]


WROTE_NOTHING = f'{{"did":"{Outcome.UNCHANGED.value}"'
"""How the kept image of a row begins that said what was known."""


class Word(NamedTuple):
    """What a row said of a matter, and what was stored before."""

    batch: int
    row: int
    was: State
    said: State

    @property
    def then(self) -> State:
        """What stood after it."""
        return after(self.was, self.said)


def images_of(batch: ImportBatch) -> dict[int, Image]:
    """Return the images of the rows of a list that are in, by number."""
    return dict(originals.read(_BEFORE, batch.pk))


def next_in_order(batch: ImportBatch) -> int:
    """Return a number above those under which lists have written, and keep it in the list's report.

    The caller writes alone, and saves the report. Numbers are asked of the lists rather than of the clock, which may
    be set back.
    """
    orders = ImportBatch.objects.filter(kind=batch.kind).values_list("report__order", flat=True)
    batch.report["order"] = order = 1 + max((found for found in orders if found), default=0)
    return order


def withdraw_words(batch: ImportBatch, matters: Collection[str], stored: Mapping[str, State]) -> dict[str, State]:
    """Take a list's words on these matters, all that it told, out of what lists said; return what then stands of each.

    ``stored`` is what is stored of them, and the caller holds the authorities.
    """
    wanted = set(matters)
    images = _telling(batch.kind, wanted)
    chains: defaultdict[str, list[Word]] = defaultdict(list)
    for where, image in images.items():
        for matter in image["told"].keys() & wanted:
            chains[matter].append(Word(*where, *image["told"].pop(matter)))
    stands: dict[str, State] = {}
    for matter, words in chains.items():
        stands[matter], left = _without(batch.pk, words, stored.get(matter, {}))
        for word in left:
            images[word.batch, word.row]["told"][matter] = [word.was, word.said]
    _keep({where: image for where, image in images.items() if where[0] != batch.pk})
    originals.forget(_BEFORE, batch.pk)
    return stands


def _telling(kind: str, matters: Set[str]) -> dict[tuple[int, int], Image]:
    """Return the images of all lists, whatever their stage, that tell of these matters, in order of writing."""
    lists = ImportBatch.objects.filter(kind=kind).values_list("pk", flat=True)
    found: list[tuple[int, int, Image]] = [
        each for each in originals.read_of_all(_BEFORE, lists) if not matters.isdisjoint(each[2]["told"])
    ]
    found.sort(key=lambda each: (each[2]["order"], each[1]))
    return {(batch, row): image for batch, row, image in found}


def _without(batch: int, words: Sequence[Word], stored: State) -> tuple[State, list[Word]]:
    """Return what stands of a matter without the words of a list, and the words that are left.

    A word that cannot be without theirs, such as that an authority left when none says that it joined, is from then on
    the word of all that stood after it.
    """
    first = max((at for at in range(1, len(words)) if words[at].was != words[at - 1].then), default=0)
    if words[-1].then != stored:
        return stored, []
    state, left = words[first].was, []
    for word in words[first:]:
        if word.batch == batch:
            continue
        said = word.said if can_be(after(state, word.said)) else word.then
        left.append(Word(word.batch, word.row, state, said))
        state = after(state, said)
    return state, left


def _keep(images: Mapping[tuple[int, int], Image]) -> None:
    of_lists: defaultdict[int, list[tuple[int, Image]]] = defaultdict(list)
    for (batch, row), image in images.items():
        of_lists[batch].append((row, image))
    for batch, rows in of_lists.items():
        for start in range(0, len(rows), _CHUNK):
            originals.replace(_BEFORE, batch, dict(rows[start : start + _CHUNK]))
