"""Form fields of this room: whole numbers as people write them, and months of a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanphalang.thai.dates import parse_date
from sanphalang.thai.numbers import parse_count
from sanphalang.web.days import month_shown
from sanphalang.web.figures import show_figure

_YEARS = 30


class NumberField(forms.CharField):
    """A whole number: 175,474 and ๑๗๕๔๗๔ are understood."""

    def __init__(self, *, least: int = 0, most: int = 2_000_000_000, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> Any:
        """Return the number, None when left empty."""
        text = super().to_python(value)
        if not text:
            return None
        answer = parse_count(text)
        if answer.number is None or answer.findings or not self.least <= answer.number <= self.most:
            raise forms.ValidationError(
                _("Please write a whole number from %(least)s to %(most)s."),
                params={"least": show_figure(self.least), "most": show_figure(self.most)},
            )
        return answer.number

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not how they are written."""
        try:
            return bool(initial != self.to_python(data))
        except forms.ValidationError:
            return True


class MonthField(forms.CharField):
    """A month of a year in either era, such as ต.ค. 2568; its first day is kept."""

    def to_python(self, value: Any) -> Any:
        """Return the first day of the month, None when left empty."""
        text = super().to_python(value)
        if not text:
            return None
        answer, today = parse_date(text), timezone.localdate()
        if answer.date is None or answer.precision == "year":
            raise forms.ValidationError(_("Please write a month and a year, such as ต.ค. 2568."))
        if abs(answer.date.year - today.year) > _YEARS:
            raise forms.ValidationError(_("This month lies too far back, or too far ahead. Please check the year."))
        return answer.date.replace(day=1)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored month in the reader's era, and what was typed as it was typed."""
        return month_shown(value) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare months, not how they are written."""
        try:
            return bool((initial or None) != self.to_python(data))
        except forms.ValidationError:
            return True
