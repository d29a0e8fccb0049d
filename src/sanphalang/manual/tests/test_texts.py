"""Sentences of the manual: words of the interface stand out, and nothing in them is taken for markup."""

from __future__ import annotations

import pytest
from django.utils import translation

from sanphalang.manual import pictures
from sanphalang.manual.texts import Sentence

SENTENCE = Sentence(th="กด {Save} ในหน้า <b>", en="Press {Save} on <b>")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("th", "กด <strong>“บันทึก”</strong> ในหน้า &lt;b&gt;"),
        ("en", "Press <strong>“Save”</strong> on &lt;b&gt;"),
    ],
)
def test_the_words_of_the_interface_stand_out(language: str, shown: str) -> None:
    with translation.override(language):
        assert SENTENCE.shown == shown


def test_a_gap_in_a_label_is_shown_as_one() -> None:
    with translation.override("en"):
        assert str(Sentence(th="{Mark as: %(state)s}", en="{Mark as: %(state)s}")) == "“Mark as: …”"


def test_a_page_is_whole_without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_made", lambda: frozenset({"lists"}))
    assert pictures.picture_of("lists") == "/static/manual/pictures/lists.png"
    assert pictures.picture_of("walk") == ""
