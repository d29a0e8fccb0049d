"""Words inside Thai text, which writes no spaces between them: for finding, not for reading aloud.

One segmentation is one reading: กลุ่มทอผ้าไหม may be cut ทอ|ผ้าไหม, and who looks for ผ้า finds nothing. So a text holds
*every* word of the list that begins and ends where a reader could begin and end: never inside a cluster of a consonant
with the vowels and marks that stand on, under and around it.

The words are those of the list that PyThaiNLP brings along, in the spelling under which texts are compared; rooms add
their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import clean_text

_PARTS = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]+|[a-z]+|[0-9]+")
_CLUSTER = re.compile("[เ-ไ]?[ก-ฮ][ะ-ฺๅ็-๎]*|.[ะ-ฺๅ็-๎]*")
_LONGEST = 14
"""Clusters of a word. Longer ones of the list are sayings, and are no words here: theirs are found one by one."""


def parts_of(text: str) -> list[str]:
    """Return the stretches of letters of one script, and of digits, in the spelling under which texts are compared."""
    return _PARTS.findall(to_arabic(clean_text(text).lower()))


def borders(part: str) -> list[int]:
    """Return where a word may begin or end: the beginning, the end, and between any two clusters."""
    return [0, *(cluster.end() for cluster in _CLUSTER.finditer(part))]


class Dictionary:
    """A list of words that is only read."""

    def __init__(self, words: Iterable[str]) -> None:
        edged = {word: edges for word in words if len(edges := borders(word)) <= _LONGEST + 1}
        self._words = frozenset(edged)
        # The first two clusters of longer words: most places in a text begin none of them.
        self._beginnings = {word[: edges[2]] for word, edges in edged.items() if len(edges) > 2}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def inside(self, part: str) -> Iterator[str]:
        """Yield every word of the list inside a stretch of letters, also a word inside another."""
        words, beginnings, edges = self._words, self._beginnings, borders(part)
        for at, first in enumerate(edges[:-1]):
            if part[first : edges[at + 1]] in words:
                yield part[first : edges[at + 1]]
            if part[first : edges[min(at + 2, len(edges) - 1)]] not in beginnings:
                continue
            for last in edges[at + 2 : at + 1 + _LONGEST]:
                word = part[first:last]
                if word in words:
                    yield word

    def cut(self, part: str) -> tuple[list[str], list[str]]:
        """Return as few words as cover most of a stretch of letters, and the stretches that no word covers."""
        edges = borders(part)
        # Letters that no word covers, number of words, where the last one begins, whether it is of the list.
        best: list[tuple[int, int, int, bool]] = [(0, 0, 0, True)]
        for to, last in enumerate(edges[1:], 1):
            before = best[to - 1]
            choices = [(before[0] + last - edges[to - 1], before[1] + 1, to - 1, False)]
            choices += (
                (best[at][0], best[at][1] + 1, at, True)
                for at in range(max(0, to - _LONGEST), to)
                if part[edges[at] : last] in self._words
            )
            best.append(min(choices))
        return self._traced(part, edges, best)

    def _traced(
        self, part: str, edges: list[int], best: list[tuple[int, int, int, bool]]
    ) -> tuple[list[str], list[str]]:
        known: list[str] = []
        unknown: list[str] = []
        at, joins = len(edges) - 1, False
        while at:
            _left, _words, before, is_known = best[at]
            piece = part[edges[before] : edges[at]]
            if is_known:
                known.append(piece)
            elif joins:
                unknown[-1] = piece + unknown[-1]
            else:
                unknown.append(piece)
            at, joins = before, not is_known
        return known[::-1], unknown[::-1]


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the words of the list, read once per process; abbreviations and single letters are left out."""
    lines = _list_of_words().read_text("utf-8").splitlines()
    words = {parts[0] for line in lines if "." not in line and len(parts := parts_of(line)) == 1}
    return frozenset(word for word in words if len(word) > 1)


def _list_of_words() -> Path:
    """Return where PyThaiNLP keeps its list, without loading anything of it."""
    found = find_spec("pythainlp")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("PyThaiNLP is not installed.")
    return Path(found.submodule_search_locations[0]) / "corpus" / "words_th.txt"
