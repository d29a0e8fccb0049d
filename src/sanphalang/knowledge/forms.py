"""The forms of this room; fields bear the names of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.committees.fields import DayField
from sanphalang.knowledge.actions import ComparisonSaid, FigureSaid, FollowUpSaid
from sanphalang.knowledge.fields import MarkdownField
from sanphalang.knowledge.rules import (
    MOST_CASES,
    MOST_FACTORS,
    MOST_FIGURES,
    MOST_FOLLOW_UPS,
    WITH_COMPARISON,
    WITH_FIGURES,
    WITH_FOLLOW_UPS,
)
from sanphalang.knowledge.titled_forms import TitledForm
from sanphalang.knowledge.words import FIELDS, FORMS, KINDS, PARTS
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.web.fields import LinesField, TextField, YearField
from sanphalang.web.revised_forms import RevisedForm
from sanphalang.web.table import Words

MOST_LETTERS = 20_000
_HOW_TO_WRITE = _("A blank line begins a paragraph, - begins a line of a list, ## a heading, **two stars** make bold.")


class BasicsForm(TitledForm):
    """The first step: what everybody sees in the list."""

    title = TextField(
        label=FIELDS["title"], max_length=200, help_text=_("What was done and where, as one would tell a neighbour.")
    )
    form = forms.ChoiceField(
        label=FIELDS["form"], choices=list(FORMS.items()), help_text=_("It decides what the form asks next.")
    )
    kind = forms.ChoiceField(label=FIELDS["kind"], choices=list(KINDS.items()))
    place = AddressPlaceField(label=FIELDS["place"], help_text=_("Where it happened, as exactly as you can say."))
    year = YearField(label=FIELDS["year"], required=False, help_text=_("The year in which it happened or began."))
    summary = LinesField(
        label=FIELDS["summary"],
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two or three sentences for the list and for sharing. Everybody reads them: please name nobody."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        viewer: Viewer,
        stored: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, viewer=viewer, stored=stored)
        if stored is not None:  # what was begun as one form stays that form
            del self.fields["form"]


class PartForm(RevisedForm):
    """One part of the guided form, with the table of figures where it has one."""

    text = MarkdownField(
        label=FIELDS["text"],
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_HOW_TO_WRITE,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        part: str,
        stored: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(stored or {}))
        self.part = part
        self.fields["text"].label = PARTS[part]
        self.columns, self.most = _TABLES.get(part, ({}, 0))
        self.table_title = TABLE_TITLES.get(part, "")
        for number in range(1, self.most + 1):
            for name, (label, longest) in self.columns.items():
                labelled = _cell_of_table(label, longest)
                labelled.widget.attrs["aria-label"] = f"{label} {number}"
                self.fields[f"{name}_{number}"] = labelled

    @property
    def has_table(self) -> bool:
        """Whether rows stand below the text."""
        return bool(self.columns)

    @property
    def table_rows(self) -> tuple[list[list[forms.BoundField]], list[list[forms.BoundField]]]:
        """The fields of the table, row by row: those that are filled in and two more, then the rest."""
        rows = [[self[f"{name}_{number}"] for name in self.columns] for number in range(1, self.most + 1)]
        filled = max((number for number, row in enumerate(rows, 1) if any(each.value() for each in row)), default=0)
        return rows[: filled + 2], rows[filled + 2 :]

    @property
    def figures(self) -> list[FigureSaid] | None:
        """The rows that say what was counted; None where the part has no such table."""
        if self.part != WITH_FIGURES:
            return None
        return [FigureSaid(*row) for row in self._rows() if row[0]]

    @property
    def follow_ups(self) -> list[FollowUpSaid] | None:
        """The rows that say what followed; None where the part has no such table."""
        if self.part != WITH_FOLLOW_UPS:
            return None
        return [FollowUpSaid(*row) for row in self._rows() if row[0]]

    @property
    def comparison(self) -> list[ComparisonSaid] | None:
        """The names of the cases, then a row for each factor; None where the part has no such table."""
        if self.part != WITH_COMPARISON:
            return None
        names, *rows = (ComparisonSaid(*row) for row in self._rows())
        factors = [row for row in rows if row.factor]
        return [names._replace(factor=""), *factors] if any(names[1:]) or factors else []

    def clean(self) -> dict[str, Any]:
        """Refuse rows of which it is not said what they are about, and days and lines without each other."""
        for number, row in enumerate(self._rows(), start=1):
            if self.part == WITH_COMPARISON and number > 1 and any(row) and not row[0]:
                self.add_error(f"factor_{number}", _("Please write which factor this row compares."))
            if self.part == WITH_FIGURES and any(row) and not row[0]:
                self.add_error(f"what_{number}", _("Please write what this row counts."))
            if self.part == WITH_FOLLOW_UPS and any(row) and not all(row):
                lacking = "said" if row[0] else "day"
                if f"{lacking}_{number}" not in self.errors:
                    self.add_error(f"{lacking}_{number}", _("Please write the day and what happened."))
        return self.cleaned_data

    def _rows(self) -> list[list[Any]]:
        numbers = range(1, self.most + 1)
        return [[self.cleaned_data.get(f"{name}_{number}") for name in self.columns] for number in numbers]


_FIGURE: dict[str, tuple[Words, int | None]] = {
    "what": (_("What was counted"), 160),
    "before": (_("Before it began"), 40),
    "after": (_("Now"), 40),
    "unit": (_("Unit"), 60),
}


_FOLLOW_UP: dict[str, tuple[Words, int | None]] = {"day": (_("Day"), None), "said": (_("What happened"), 300)}
_COMPARISON: dict[str, tuple[Words, int | None]] = {
    "factor": (_("Factor"), 160),
    **{f"case_{number}": (format_lazy(_("Case {number}"), number=number), 300) for number in range(1, MOST_CASES + 1)},
}
_TABLES: Mapping[str, tuple[Mapping[str, tuple[Words, int | None]], int]] = {
    WITH_FIGURES: (_FIGURE, MOST_FIGURES),
    WITH_FOLLOW_UPS: (_FOLLOW_UP, MOST_FOLLOW_UPS),
    WITH_COMPARISON: (_COMPARISON, MOST_FACTORS + 1),
}
"""The columns of the table below a part, each with its label and its length (a day has none), and how many rows."""
TABLE_TITLES: Mapping[str, tuple[Words, Words]] = {
    WITH_FIGURES: (
        _("Result in figures"),
        _("One row for each thing that was counted. Rows that stay empty are left out."),
    ),
    WITH_FOLLOW_UPS: (
        _("What followed, day by day"),
        _("One row for each thing that followed: a day such as 14/2/2569, and a line. Please name nobody."),
    ),
    WITH_COMPARISON: (
        _("Cases and factors"),
        _(
            "In the first row write what the cases are called, or paste the addresses of their pages here. Every "
            "further row is one factor, such as who leads, with what is so in each case."
        ),
    ),
}


def _cell_of_table(label: Words, longest: int | None) -> forms.Field:
    if longest is None:
        return DayField(label=label, required=False)  # type: ignore[arg-type]  # a lazy word, as in any form
    return TextField(label=label, required=False, max_length=longest)  # type: ignore[arg-type]  # the same


def stored_rows(part: str, rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    """Return rows as the form of a part takes them."""
    columns, _most = _TABLES[part]
    return {
        f"{name}_{number}": value
        for number, row in enumerate(rows, start=1)
        for name, value in zip(columns, row, strict=True)
    }


class WithdrawForm(forms.Form):
    """Why something is taken from everybody's sight."""

    because = LinesField(
        label=FIELDS["withdrawn_because"],
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For those who keep it. Please write no names of people."),
    )


class PublishForm(forms.Form):
    """What is new, where something was published before, and which state of the draft was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    changed = TextField(
        label=FIELDS["changed"],
        required=False,
        max_length=300,
        help_text=_("One sentence that everybody reads, such as: figures of 2568 added."),
    )


class RemarkForm(forms.Form):
    """What somebody asks or says about a part."""

    text = LinesField(
        label=_("Your question or remark"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only those who write and review read it. Please write no names of people."),
    )
