"""How much of a text is printed: whole lines, no more boxes than there is room for, a common text whole."""

from __future__ import annotations

import re

import pytest

from sanphalang.knowledge.forms import MOST_LETTERS
from sanphalang.knowledge.markdown import as_html
from sanphalang.knowledge.rules import PARTS
from sanphalang.knowledge.shortening import MOST_ROOM, shortened

_SENTENCE = "ชุมชนร่วมกันขุดธนาคารน้ำใต้ดินสิบสองบ่อ ด้วยแรงงานของคนในหมู่บ้านและหินจากลำห้วย "


@pytest.mark.parametrize(
    "unit",
    [
        *("ก\n", "ก\n\n", "- ก\n", "1. ก\n", "# ก\n", "***\n", "> ก\n\n", "- - - - ก\n\n", "**ก** *ก* `ก` [ก](ข)\n"),
        *("|ก|\n|-|\n|ก|\n\n", "```\nก\n```\n", "    ก\n", "ก\r\n", "ก\r", "~~ก~~\\\n"),
    ],
)
def test_many_short_lines_are_cut_at_the_end_of_one(unit: str) -> None:
    text = unit * (MOST_LETTERS // len(unit))
    short, left = shortened(text, MOST_ROOM)
    assert left == 0
    assert len(unit) * 100 < len(short) < len(text) * 0.8
    assert re.split(r"\r\n?|\n", text)[: short.count("\n") + 1] == short.split("\n")
    assert len(re.findall(r"<[a-z]", as_html(short))) <= MOST_ROOM
    assert shortened(short, MOST_ROOM)[0] == short


@pytest.mark.parametrize("fence", ["```\n", "|ก|\n|-|\n"])
def test_what_is_one_block_is_cut_within(fence: str) -> None:
    line = "|ก|\n"
    short, _left = shortened(fence + line * 4_000, 100)
    assert 40 < short.count("\n") <= 100


def test_a_line_that_is_too_much_alone_is_left_out() -> None:
    assert shortened("ก\n\n" + "**ก** " * 3_000, 1_000) == ("ก\n", 0)


def test_the_longest_texts_that_people_write_are_printed_whole() -> None:
    paragraph = _SENTENCE * 4 + "\n\n" + f"- {_SENTENCE}\n" * 4 + "\n"
    text = (paragraph * 40)[:MOST_LETTERS]
    room = MOST_ROOM
    for _part in PARTS["case"]:
        short, room = shortened(text, room)
        assert short == text
    assert room
