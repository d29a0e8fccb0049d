"""Form fields that only people need: a whole name, a birth date or year, a citizen ID."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanphalang.people.citizen_ids import kept
from sanphalang.people.rules import citizen_id_digits, read_name
from sanphalang.thai.dates import parse_date
from sanphalang.thai.findings import FindingKind
from sanphalang.thai.key import clean_text
from sanphalang.web.days import day_shown, years_ahead

Birth = tuple[date | None, int | None]
"""The day, and the year in the Common Era; of a year alone there is no day."""

_EARLIEST = 1890
_ASKS_AGAIN = {
    FindingKind.SEVERAL_PERSONS: _("This looks like several people. Please write one of them here."),
    FindingKind.LOOKS_LIKE_ORGANISATION: _("This looks like the name of an organisation, not of a person."),
}


class WholeNameField(forms.CharField):
    """A name in one field, taken apart into its columns."""

    def to_python(self, value: Any) -> Any:
        """Return title, given name, surname, monastic name and nickname by column; refuse what names nobody."""
        text = clean_text(super().to_python(value) or "")
        if not text:
            return text
        reading = read_name(text)
        for finding in reading.findings:
            if finding.kind in _ASKS_AGAIN:
                raise forms.ValidationError(_ASKS_AGAIN[finding.kind])
        name = reading.name
        given_name = name.given or name.nickname
        if not any(letter.isalpha() for letter in given_name):
            raise forms.ValidationError(_("Please write the name in letters."))
        return {
            "title": name.title[:80],
            "given_name": given_name[:100],
            "surname": name.surname[:100],
            "monastic_name": name.monastic_name[:100],
            "nickname": name.nickname[:60],
        }

    def run_validators(self, value: Any) -> None:
        """The length was limited where the name was taken apart."""


class BirthField(forms.CharField):
    """A birth date, or the year alone, in either era; shown in the reader's own."""

    def to_python(self, value: Any) -> Any:
        """Return the day and the year in the Common Era; refuse what is neither, or lies ahead."""
        text = clean_text(super().to_python(value) or "")
        if not text:
            return None, None
        today = timezone.localdate()
        answer = parse_date(text, today=today)
        if answer.date is None or answer.precision == "month":
            raise forms.ValidationError(_("Please write the day, the month and the year, or the year alone."))
        if not answer.date.year >= _EARLIEST or answer.date > today:
            raise forms.ValidationError(_("This day lies ahead, or too far back. Please check it."))
        return (answer.date if answer.precision == "day" else None), answer.date.year

    def run_validators(self, value: Any) -> None:
        """A pair has no length to be checked."""

    def prepare_value(self, value: Any) -> Any:
        """Show what is stored in the reader's era, and what was typed as it was typed."""
        if not isinstance(value, tuple):
            return value
        day, year = value
        if day is not None:
            return day_shown(day)
        return "" if year is None else str(year + years_ahead())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what both mean."""
        try:
            return bool(self.to_python(data) != (initial or (None, None)))
        except forms.ValidationError:
            return True


class CitizenIdField(forms.CharField):
    """A citizen ID: checked, and at once turned into what may be kept of it. It is never shown again."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.widget.render_value = False

    def to_python(self, value: Any) -> Any:
        """Return what is kept of it (a ``CitizenId``), None of nothing; refuse what is no citizen ID."""
        text = clean_text(super().to_python(value) or "")
        if not text:
            return None
        digits = citizen_id_digits(text)
        if not digits:
            raise forms.ValidationError(
                _("This is no citizen ID: it has 13 digits, of which the last checks the others.")
            )
        return kept(digits)

    def run_validators(self, value: Any) -> None:
        """What is kept was checked already."""

    def prepare_value(self, value: Any) -> str:
        """Show nothing, not even what was typed a moment ago."""
        return ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether anything was written."""
        return bool(data)
