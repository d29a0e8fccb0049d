"""The form of a scheme's list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.thai.key import match_key
from sanphalang.web.fields import LinesField, TextField
from sanphalang.web.revised_forms import RevisedForm


class ListForm(RevisedForm):
    """The list, one issue on each line."""

    source = TextField(
        label=_("Where the list comes from"), max_length=200, help_text=_("The document or office, with its year.")
    )
    names = LinesField(
        label=_("Issues"),
        max_length=20_000,
        help_text=_("One on each line, in their order. What is left out stays on the records that bear it."),
    )

    def clean_names(self) -> str:
        """Refuse an issue that stands twice, is too long, or has no letters."""
        names: str = self.cleaned_data["names"]
        seen: set[str] = set()
        for name in names.splitlines():
            key = match_key(name)
            if len(name) > 120 or not key:
                raise forms.ValidationError(
                    _("An issue has up to 120 letters. Please check: %(name)s"), params={"name": name}
                )
            if key in seen:
                raise forms.ValidationError(_("This stands twice: %(name)s"), params={"name": name})
            seen.add(key)
        return names
