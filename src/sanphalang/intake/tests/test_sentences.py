"""Every kind of anything that a person is told has its sentence, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

import pytest
from django.utils import translation

from sanphalang.files.models import Kept
from sanphalang.intake import finding_sentences, sentences, words
from sanphalang.intake.cleaning import ASKS_FIRST, TOLD_REASONS
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.queries import OUTSIDE
from sanphalang.intake.reading.reports import FindingKind as FileFindingKind
from sanphalang.intake.reading.reports import RefusalKind
from sanphalang.intake.reading.sentences import FINDINGS as FILE_FINDINGS
from sanphalang.intake.reading.sentences import REFUSALS, Sentence
from sanphalang.intake.sentences import Said, file_finding_sentence, refusal_sentence
from sanphalang.intake.understanding.columns import ReasonKind
from sanphalang.intake.understanding.naming import NameReason
from sanphalang.intake.understanding.sheets import SkipReason
from sanphalang.thai.findings import FindingKind

INTAKE = Path(sentences.__file__).parent
_FOUND = re.compile(r'\(\("(\w+)", ')  # a cleaner's finding: (("kind", detail),)
_REASONED = {"Likeness", "Match", "Verdict", "_replace"}  # what carries the reasons of an outcome


def _kinds_in_cells() -> set[str]:
    modules = ("organisation_cells", "membership_cells")
    written = {kind for each in modules for kind in _FOUND.findall((INTAKE / f"{each}.py").read_text("utf-8"))}
    assert {"digits_lost", "status_unknown", "people_too_many"} <= written
    places = {f"place_{reason}" for reason in TOLD_REASONS} | {"place_from_context", "place_unknown", "place_ambiguous"}
    names = {f"name_{reason}" for reason in get_args(NameReason) if reason != "named"}
    written -= set(words.FIELDS)  # a finding of a row begins with its field
    return {kind.value for kind in FindingKind} | written | places | names | ASKS_FIRST


def _reasons() -> set[str]:
    """Return every reason that the rules give: the words in the tuples of verdicts, read from their source."""
    found = set()
    for module in ("sameness", "judging", "checking", "recognising"):
        for node in ast.walk(ast.parse((INTAKE / f"{module}.py").read_text("utf-8"))):
            called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            listed = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "reasons"
            if called in _REASONED or listed:
                found |= {text for each in ast.walk(node) if "_" in (text := str(getattr(each, "value", "")))}
    reasons = {text for text in found if re.fullmatch("[a-z_]+", text)}
    assert {"same_name", "no_name", "same_as_row", "same_id", "several_alike"} <= reasons
    return reasons | {"place_unknown", "place_ambiguous", "place_unsure", "same_code", OUTSIDE}


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        (finding_sentences.FINDINGS, _kinds_in_cells()),
        (sentences.WHY, _reasons()),
        (sentences.OUTCOMES, set(Outcome.values)),
        (sentences.COLUMN_REASONS, set(get_args(ReasonKind))),
        (sentences.SKIPPED_SHEETS, set(get_args(SkipReason))),
        (words.FIELDS, {each.name for kind in IMPORT_KINDS.values() for each in kind.fields.fields}),
        (words.STAGES, set(ImportBatch.Stage.values)),
        (words.DECISIONS, set(ImportRow.Decision.values) - {""}),
        (words.KEPT, set(Kept.values)),
    ],
    ids=["findings", "reasons", "outcomes", "column reasons", "sheets", "fields", "stages", "decisions", "kept"],
)
def test_every_kind_is_told(told: dict[str, object], kinds: set[str]) -> None:
    assert sorted(kinds - set(told)) == []


def _all_said() -> Iterable[Said]:
    return [*finding_sentences.FINDINGS.values(), *sentences.WHY.values()]


def test_sentences_are_whole_polite_and_thai() -> None:
    for said in _all_said():
        with translation.override("en"):
            assert re.fullmatch(r"[A-Z].*[.?]", str(said.text)), said.text
        with translation.override("th"):
            assert re.search("[ก-๙]", f"{said.text}")
            assert not re.search(r"[a-z]{4}", f"{said.text}{said.todo}"), said.text
            assert not {"!", "ครับ", "ค่ะ", "ล้มเหลว"} & set(f"{said.text} {said.todo}".split())


@pytest.mark.parametrize(
    ("table", "say", "kinds"),
    [
        (REFUSALS, refusal_sentence, get_args(RefusalKind)),
        (FILE_FINDINGS, file_finding_sentence, get_args(FileFindingKind)),
    ],
)
def test_what_a_file_is_told_to_be_reads_the_same_in_the_catalogue(
    table: tuple[Sentence, ...], say: Callable[[dict[str, object]], str], kinds: tuple[str, ...]
) -> None:
    assert {sentence.kind for sentence in table} == set(kinds)
    for sentence in table:
        details = dict.fromkeys(re.findall(r"\{(\w+)\}", sentence.english), "7")
        with translation.override("th"):
            assert say({"kind": sentence.kind, "details": details}) == sentence.thai.format(**details)
        with translation.override("en"):
            assert say({"kind": sentence.kind, "details": details}) == sentence.english.format(**details)
