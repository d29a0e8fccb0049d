"""How much of a text fits on paper: printing takes its time for every box and every line, which a text may hold by ten
thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sanphalang.knowledge.markdown import tokens_of

MOST_ROOM = 2_500
"""So much of an item is printed, in lines or boxes: what people write has some hundreds, the longest texts 2,400."""

_LINE_END = re.compile(r"\r\n?|\n")  # as Markdown takes it, not as Python does
_LETTERS_OF_A_LINE = 90
_ROOM_OF_AN_ITEM = 2  # it and its mark


def shortened(text: str, room: int) -> tuple[str, int]:
    """Return the first lines of a text for which there is room, all if there is enough, and the room that is left."""
    for line, taken in _taken(tokens_of(text)):
        if taken > room:
            return "\n".join(_LINE_END.split(text)[:line]), 0
        room -= taken
    return text, room


def _taken(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the lines of a text in which something takes room, and how much."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.children is not None:
            yield from _taken_within(line, token.children)
        elif token.type in {"fence", "code_block"}:
            yield line, 1
            first = line + (token.type == "fence")
            yield from ((at, _lines(words)) for at, words in enumerate(token.content.split("\n"), start=first))
        elif token.nesting >= 0 and not token.hidden:
            yield line, _ROOM_OF_AN_ITEM if token.type == "list_item_open" else 1


def _taken_within(line: int, children: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for child in children:
        is_break = child.type in {"softbreak", "hardbreak"}
        line += is_break
        is_box = is_break or child.nesting > 0 or child.type == "code_inline"
        if room := is_box + len(child.content) // _LETTERS_OF_A_LINE:
            yield line, room


def _lines(words: str) -> int:
    return 1 + len(words) // _LETTERS_OF_A_LINE
