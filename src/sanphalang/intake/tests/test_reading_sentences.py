"""Every refusal and finding has its sentence in both languages, with the same gaps."""

import string
from typing import get_args

import pytest

from sanphalang.intake.reading.reports import FindingKind, RefusalKind
from sanphalang.intake.reading.sentences import FINDINGS, REFUSALS, Sentence


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_refusal_has_one_sentence() -> None:
    assert sorted(each.kind for each in REFUSALS) == sorted(get_args(RefusalKind))


def test_every_finding_has_one_sentence() -> None:
    assert sorted(each.kind for each in FINDINGS) == sorted(get_args(FindingKind))


@pytest.mark.parametrize("sentence", REFUSALS + FINDINGS, ids=lambda each: each.kind)
def test_both_languages_say_the_same_gaps(sentence: Sentence) -> None:
    assert _gaps(sentence.english) == _gaps(sentence.thai)
    assert sentence.english.endswith(".")
    assert not {"!", "ครับ", "ค่ะ", "ล้มเหลว"} & set(sentence.thai.split())
