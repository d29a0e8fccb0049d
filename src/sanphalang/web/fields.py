"""Form fields that read what people write: text, years of both eras, telephones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanphalang.thai.dates import parse_year
from sanphalang.thai.findings import FindingKind
from sanphalang.thai.key import clean_text, match_key
from sanphalang.thai.telephones import format_telephone, parse_telephones
from sanphalang.web.days import years_ahead

_FIRST_YEAR = 1850  # of the Common Era; nothing that the platform keeps is older
_TELEPHONE_DOUBTS = {
    FindingKind.TELEPHONE_TOO_SHORT,
    FindingKind.TELEPHONE_TOO_LONG,
    FindingKind.TELEPHONE_UNKNOWN_PREFIX,
}


class TextField(forms.CharField):
    """One line of text in its display form: composed, without invisible characters or doubled spaces."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned text."""
        return clean_text(super().to_python(value) or "")


class NameField(TextField):
    """A name: one line of text that holds letters."""

    def validate(self, value: Any) -> None:
        """Refuse what has no letters: nothing could be found or compared by it."""
        super().validate(value)
        if value and not match_key(value):
            raise forms.ValidationError(_("Please write the name in letters."))


class LinesField(forms.CharField):
    """Several lines, each in its display form; empty ones are left out."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the cleaned lines."""
        lines = (clean_text(line) for line in (super().to_python(value) or "").splitlines())
        return "\n".join(line for line in lines if line)


class YearField(forms.CharField):
    """A year of either era, kept in the Common Era and shown in the reader's own: 2558 in Thai, 2015 in English."""

    def to_python(self, value: Any) -> Any:
        """Return the year in the Common Era; refuse what is no year, lies ahead, or is older than any group."""
        text = super().to_python(value)
        if not text:
            return None
        today = timezone.localdate()
        answer = parse_year(text, today=today)
        if answer.year is None or any(finding.kind == FindingKind.YEAR_TWO_DIGITS for finding in answer.findings):
            raise forms.ValidationError(_("Please write the year with four digits, such as 2558 or 2015."))
        if not _FIRST_YEAR <= answer.year <= today.year:
            raise forms.ValidationError(_("This year lies ahead, or too far back. Please check it."))
        return answer.year

    def prepare_value(self, value: Any) -> Any:
        """Show a stored year in the reader's era, and what was typed as it was typed."""
        if isinstance(value, int):
            return value + years_ahead()
        return value


class TelephoneField(forms.CharField):
    """One or several telephone numbers, kept as they are usually written.

    ``stored`` is what the record holds already: left as it is, it is not questioned, however old its numbers are.
    """

    stored = ""

    def to_python(self, value: Any) -> str:
        """Return the numbers; refuse those with too few or too many digits, or none."""
        text = super().to_python(value)
        if not text or text == self.stored:
            return str(text)
        answer = parse_telephones(text)
        doubts = [finding.detail for finding in answer.findings if finding.kind in _TELEPHONE_DOUBTS]
        if doubts or not answer.numbers:
            raise forms.ValidationError(
                _("A telephone number has 10 digits (mobile) or 9 digits (home). Please check: %(numbers)s"),
                params={"numbers": ", ".join(doubts) or text},
            )
        numbers = (
            format_telephone(number.digits) + (f" ต่อ {number.extension}" if number.extension else "")
            for number in answer.numbers
        )
        return ", ".join(numbers)
