"""What the forms of items and of themes have in common: a title in letters, and a place that is asked of most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.thai.key import match_key
from sanphalang.web.revised_forms import RevisedForm


class TitledForm(RevisedForm):
    """A form with a ``title`` and a ``place``, which who writes for the whole country may leave empty."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        viewer: Viewer,
        stored: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(stored or {}))
        if policy.may(viewer, Act.KNOWLEDGE_WRITE, None):
            self.fields["place"].required = False
            self.fields["place"].help_text = _("Left empty it is about the whole country.")

    def clean_title(self) -> str:
        """Refuse a title without letters."""
        title: str = self.cleaned_data["title"]
        if not match_key(title):
            raise forms.ValidationError(_("Please write the title in letters."))
        return title

    @property
    def values(self) -> dict[str, Any]:
        """What was written, by column."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        place = values.pop("place")
        padded, level = (None, "") if place is None else (place.padded, place.level)
        return values | {"place": padded, "place_level": level}
