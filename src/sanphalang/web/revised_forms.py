"""Forms for records that somebody else may change meanwhile: who is second is shown both versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

_NOTHING: tuple[Any, ...] = (None, "", [], (None, None))


class RevisedForm(forms.Form):
    """A form that knows for which revision of a record it was filled in; fields bear the names of columns."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    untold: frozenset[str] = frozenset()
    """Fields beside which nothing stored is ever told."""

    @property
    def expected_revision(self) -> int:
        """The revision that the form was filled in for; 0, which is none, when it names none."""
        return self.cleaned_data["revision"] or 0

    def note_what_is_stored(self, stored: Mapping[str, Any]) -> None:
        """Tell, beside each field that differs, what somebody else stored meanwhile; saving again keeps the fields."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["revision"] = str(stored["revision"])
        self.data, self.initial = typed, dict(stored)
        for name in set(self.changed_data) - self.untold - {"revision"}:
            if not isinstance(self.fields[name], forms.FileField):
                self[name].help_text = _("Stored meanwhile by somebody else: %(value)s") % {
                    "value": self._shown(name, stored.get(name))
                }

    def _shown(self, name: str, value: Any) -> str:
        """Return a stored value as the form's reader knows it."""
        if value in _NOTHING:
            return str(_("nothing"))
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            words = {str(key): str(word) for key, word in list(field.choices)}  # type: ignore[arg-type]  # keys as typed
            return ", ".join(
                words.get(str(each), str(each)) for each in (value if isinstance(value, list) else [value])
            )
        return str(field.widget.format_value(field.prepare_value(value)) or "")
