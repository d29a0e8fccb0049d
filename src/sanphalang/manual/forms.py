"""The form of a report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.web.fields import LinesField


class ReportForm(forms.Form):
    """What happened, and what was expected. No contact is asked for: an account is known, a visitor stays unnamed."""

    happened = LinesField(
        label=_("What happened"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "What you did, and what the page showed then. Please write no name, telephone number or other private "
            "detail of anybody."
        ),
    )
    expected = LinesField(
        label=_("What you expected"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
