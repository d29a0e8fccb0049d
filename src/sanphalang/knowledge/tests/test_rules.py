"""Pure decisions: what each form asks for."""

from __future__ import annotations

import pytest

from sanphalang.knowledge.rules import COLLECTED, NEEDED, PARTS, TIES, Form, missing, step_after, steps_of
from sanphalang.knowledge.words import FORMS, QUESTIONS
from sanphalang.knowledge.words import PARTS as NAMES


@pytest.mark.parametrize("form", list(Form))
def test_every_form_has_parts_names_and_questions(form: Form) -> None:
    assert set(NEEDED[form]) <= set(PARTS[form])
    assert set(PARTS[form]) <= NAMES.keys() & QUESTIONS.keys()
    assert form in FORMS


@pytest.mark.parametrize(
    ("written", "has_summary", "expected"),
    [
        ((), False, ["summary", "situation", "action", "result"]),
        (("situation", "action", "result"), True, []),
        (("action", "why"), True, ["situation", "result"]),
    ],
)
def test_what_has_to_be_written_first(written: tuple[str, ...], has_summary: bool, expected: list[str]) -> None:
    assert missing(Form.CASE, written, has_summary=has_summary) == expected


def test_steps_follow_on_each_other() -> None:
    assert [step_after(Form.CASE, step) for step in steps_of(Form.CASE)] == [*PARTS[Form.CASE], TIES, *COLLECTED, ""]
