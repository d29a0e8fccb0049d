"""What a batch, its file, its columns and its rows are told to be: a whole sentence for every kind.

What was found in cells has its own table, ``finding_sentences``. A test fails for a kind without a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanphalang.intake.brought import STAYS
from sanphalang.intake.models import ImportRow, Outcome
from sanphalang.intake.queries import BROKEN, DISTRICT_NEEDED, NAMES_PEOPLE, OUTSIDE
from sanphalang.intake.reading.sentences import FINDINGS as FILE_FINDINGS
from sanphalang.intake.reading.sentences import REFUSALS, Sentence
from sanphalang.web.table import Tone, Words

LEFT_OUT = "column_left_out"
"""Noticed among what a file was understood as: two columns whose headings say the same, of which one was taken."""


class Said(NamedTuple):
    """A sentence, how it is meant, and what a person can do about it (empty: nothing needs to be done)."""

    text: Words
    tone: Tone
    todo: Words = ""


OUTCOMES: dict[str, Said] = {
    Outcome.CREATED: Said(_("New"), "right"),
    Outcome.UPDATED: Said(_("Changed"), "right"),
    Outcome.UNCHANGED: Said(_("Same as known"), "note"),
    Outcome.DOUBLE: Said(_("Twice in the file"), "note"),
    Outcome.DOUBTFUL: Said(_("To decide"), "doubt"),
    Outcome.REJECTED: Said(_("Cannot be used"), "wrong"),
}

NEW_OR_CHANGED = Said(_("New or changed"), "right")
SAME = Said(_("Known already, or twice in the file"), "note")

LEFT = Said(_("What is known stays"), "note")
"""What became of a row that says something else than the registry, whose word somebody left standing."""
ELSEWHERE = Said(_("Outside the territory"), "note")
"""What becomes of a row that waits here for nobody: another centre looks after its place."""


def outcome_of(row: ImportRow) -> Said:
    """Return what becomes of a row, as the person who looks at it can do something about it or not."""
    if row.outcome == Outcome.UNCHANGED and row.why == ["membership_otherwise"]:
        return LEFT
    return ELSEWHERE if row.outcome == Outcome.DOUBTFUL and row.why == [OUTSIDE] else OUTCOMES[row.outcome]


WHY: dict[str, Said] = {
    "no_name": Said(
        _("No name stands in this row."), "wrong", _("Write the name in its cell, or leave the row out of the list.")
    ),
    "same_as_row": Said(
        _("An earlier row of the file tells of the same."),
        "note",
        _(
            "Its activities or roles are added to those of the earlier row, "
            "and what that row leaves empty is taken from this one."
        ),
    ),
    OUTSIDE: Said(
        _("The place lies outside the territory of this centre."),
        "doubt",
        _("Correct the place if it was misread; otherwise please pass the row on to the centre of that place."),
    ),
    DISTRICT_NEEDED: Said(
        _("The centre looks after some districts only, and the row does not tell its district."),
        "doubt",
        _("Please choose the district, also for all rows that say the same."),
    ),
    "edited_since_check": Said(
        _("Someone changed the record after the list was checked."), "doubt", _("Please compare the two.")
    ),
    "same_id": Said(_("The number in this registry is the same."), "right"),
    "same_code": Said(_("The official code is known already."), "right"),
    "said_before": Said(_("The same source told of it in the same words before."), "right"),
    "same_number": Said(_("The registration number is the same."), "right"),
    "same_name": Said(_("The main name is the same."), "right"),
    "similar_name": Said(_("The names differ by a letter or two."), "doubt"),
    "same_place": Said(_("The place is the same."), "right"),
    "other_place": Said(_("The places differ."), "doubt"),
    "other_village": Said(_("The village numbers differ."), "doubt"),
    "place_less_exact": Said(_("One of the two places is less exact."), "doubt"),
    "same_citizen_id": Said(_("The citizen ID is the same."), "right"),
    "other_year": Said(_("The years differ."), "doubt"),
    "written_by_people": Said(
        _("People wrote this item here. If it is the same, it stays as they wrote it; the row changes nothing."),
        "doubt",
    ),
    "other_name": Said(_("The names differ."), "doubt"),
    "same_birth_year": Said(_("The year of birth is the same."), "right"),
    "other_birth_year": Said(_("The years of birth differ."), "doubt"),
    "same_subdistrict": Said(_("The subdistrict is the same."), "right"),
    "same_district": Said(_("The place is the same district; nothing else tells."), "doubt"),
    "citizen_id_of_row": Said(
        _("An earlier row of the file has the same citizen ID under another name."),
        "doubt",
        _("Please compare the two rows and correct the one that is wrong."),
    ),
    "looks_like_organisation": Said(
        _("The name of an organisation stands where a person is expected."),
        "doubt",
        _("Write the person's name in its cell, or leave the row out."),
    ),
    "same_telephone": Said(_("The telephone is the same."), "right"),
    "several_alike": Said(_("Several known records fit equally well."), "doubt"),
    "authority_not_found": Said(
        _("No known local authority has this kind, name and place."),
        "doubt",
        _(
            "Correct its kind, its name or its district. "
            "An authority that is missing is added by the list of local authorities."
        ),
    ),
    "authority_ambiguous": Said(
        _("Several local authorities have this name."), "doubt", _("Write its kind (such as อบต.) or its district.")
    ),
    "membership_says_nothing": Said(
        _("The row tells neither a year of joining or leaving nor a training."),
        "doubt",
        _("Write the year in its cell."),
    ),
    "membership_year_unread": Said(_("A year was not understood."), "doubt", _("Please correct the cell.")),
    "membership_otherwise": Said(
        _("The registry says something else of this local authority."),
        "doubt",
        _("Compare the two: take what the list says, or leave what is known."),
    ),
    "row_says_otherwise": Said(
        _("An earlier row of the file says something else of the same local authority."),
        "doubt",
        _("Please compare the two rows and correct the one that is wrong."),
    ),
    "left_never_joined": Said(
        _("It is told when it left, but nobody knows when it joined."), "doubt", _("Write the year in which it joined.")
    ),
    "left_before_joined": Said(
        _("It would have left before it joined."), "doubt", _("Please correct one of the two years.")
    ),
    STAYS: Said(
        _("What it wrote stays, all of it or a part: somebody changed it since, or another list tells of it too."),
        "note",
    ),
    "place_unknown": Said(
        _("The place was not found."), "doubt", _("Choose the place, or bring the row in without a place.")
    ),
    "place_ambiguous": Said(
        _("Several places fit."), "doubt", _("Choose the place, or bring the row in without a place.")
    ),
    "place_unsure": Said(_("The place was read with little certainty."), "doubt", _("Please check the place.")),
}
"""Why a row has its outcome, or a record was recognised."""

COLUMN_REASONS: dict[str, Words] = {
    "header": _("The heading says so."),
    "header_part": _("A part of the heading says so."),
    "contents": _("%(share)s of the cells look like it."),
    "contents_differ": _("The cells look different from what the heading says."),
    "chosen_before": _("It was chosen for this source."),
    "empty": _("The column is empty."),
    "other_column": _("The heading says the same as that of a column that was taken instead."),
}

SKIPPED_SHEETS: dict[str, Words] = {
    "no_name_column": _("no column of names was found on it"),
    "hidden": _("it is hidden"),
    "other_table": _("it holds another table"),
}


def refusal_sentence(refusal: Mapping[str, Any]) -> str:
    """Return why a file was refused and what to do; ``refusal`` holds its ``kind`` and ``details``."""
    if refusal["kind"] == BROKEN:
        return str(_BROKEN_OFF)
    if refusal["kind"] == NAMES_PEOPLE:
        return str(_NAMES_PEOPLE).format(**refusal["details"])
    return _filled(_REFUSALS[refusal["kind"]], refusal.get("details", {}))


def file_finding_sentence(finding: Mapping[str, Any]) -> str:
    """Return what was noticed about a file; ``finding`` holds its ``kind`` and ``details``."""
    if finding["kind"] == LEFT_OUT:
        return str(_LEFT_OUT).format(**finding["details"])
    return _filled(_FILE_FINDINGS[finding["kind"]], finding.get("details", {}))


def column_reason_sentence(reason: Mapping[str, Any]) -> str:
    """Return why a column was understood as it was; ``reason`` holds its ``kind`` and ``detail``."""
    return str(COLUMN_REASONS[reason["kind"]]).replace("%(share)s", str(reason.get("detail", "")))


_NAMES_PEOPLE = _(
    "This looks like a list of people: it has the column “{heading}”. Brought in as organisations, their names would "
    "be public. Please bring it in as a list of people of the network."
)
_BROKEN_OFF = _(
    "The platform broke off while it checked this list; the file is not to blame and is kept. "
    "Please check the list again, and tell the national team if that does not help."
)
_REFUSALS = {sentence.kind: sentence for sentence in REFUSALS}
_FILE_FINDINGS = {sentence.kind: sentence for sentence in FILE_FINDINGS}
_LEFT_OUT = _(
    "The column “{left}” was left out: “{taken}” says the same and was taken. "
    "Please change the columns if it should be the other."
)


def _filled(sentence: Sentence, details: Mapping[str, Any]) -> str:
    return gettext(sentence.english).format(**details)
