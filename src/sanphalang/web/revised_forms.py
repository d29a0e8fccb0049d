"""Forms for records that somebody else may change meanwhile: who is second is shown both versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sanphalang.web.table import Cell, Column, Table, Value

_NOTHING: tuple[Any, ...] = (None, "", [], (None, None))


class RevisedForm(forms.Form):
    """A form that knows for which revision of a record it was filled in; fields bear the names of columns."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    untold: frozenset[str] = frozenset()
    """Fields beside which nothing stored is ever told."""
    versions: Table | None = None
    """What somebody else stored meanwhile beside what was typed, where the two differ."""

    @property
    def expected_revision(self) -> int:
        """The revision that the form was filled in for; 0, which is none, when it names none."""
        return self.cleaned_data["revision"] or 0

    def note_what_is_stored(self, stored: Mapping[str, Any]) -> None:
        """Put what somebody else stored meanwhile beside what was typed, in a table and at each field that differs.

        Saving again keeps what stands in the fields.
        """
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["revision"] = str(stored["revision"])
        self.data, self.initial = typed, dict(stored)
        rows: list[list[Cell | Value]] = []
        for name in self.changed_data:
            if name in self.untold or name == "revision" or isinstance(self.fields[name], forms.FileField):
                continue
            field, theirs = self[name], self._shown(name, stored.get(name))
            field.help_text = _("Stored meanwhile by somebody else: %(value)s") % {"value": theirs}
            rows.append([Cell(field.label, url=f"#{field.auto_id}"), theirs, self._shown(name, field.value())])
        columns = [Column(_("Field")), Column(_("Stored by somebody else")), Column(_("What you typed"))]
        self.versions = Table(columns, rows, _("Both versions"))

    def _shown(self, name: str, value: Any) -> str:
        """Return a value as the form's reader knows it."""
        if value in _NOTHING:
            return str(_("nothing"))
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            words = {str(key): str(word) for key, word in list(field.choices)}  # type: ignore[arg-type]  # keys as typed
            return ", ".join(
                words.get(str(each), str(each)) for each in (value if isinstance(value, list) else [value])
            )
        return str(field.widget.format_value(field.prepare_value(value)) or "")
