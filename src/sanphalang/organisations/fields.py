"""A form field that only organisations need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.thai.numbers import parse_count

_MOST_MEMBERS = 2_000_000


class CountField(forms.CharField):
    """A whole number of people; 1,204 and ๑๒๐๔ are understood."""

    def to_python(self, value: Any) -> Any:
        """Return the number, None when left empty."""
        text = super().to_python(value)
        if not text:
            return None
        answer = parse_count(text)
        if answer.number is None or answer.number > _MOST_MEMBERS:
            raise forms.ValidationError(_("Please write the number of members as a whole number, such as 42."))
        return answer.number
