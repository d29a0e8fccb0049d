"""What the page asks for: the words, a kind, a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.places.choices import place_choices
from sanphalang.places.filters import PlaceCodeField
from sanphalang.places.models import Place
from sanphalang.places.rules import NATION, Intervals
from sanphalang.search.asking import LONGEST
from sanphalang.web.searched import searched
from sanphalang.web.widgets import QuickSelect


class SearchForm(forms.Form):
    """A question; one that makes no sense finds nothing, never everything."""

    q = forms.CharField(
        label=_("Name, words, place or telephone digits"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "autofocus": True}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=QuickSelect)
    place = PlaceCodeField(label=_("Place"), required=False, widget=QuickSelect)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)  # noqa: S101 (for the type checker)
        kinds.choices = [("", _("Everything")), *((kind, each.title) for kind, each in searched().items())]
        self.is_valid()  # reads the values
        widget: Any = self.fields["place"].widget
        widget.choices = place_choices(self.chosen_place)
        widget.chosen = self.chosen_place.code if self.chosen_place else ""

    @property
    def text(self) -> str:
        """What is looked for."""
        return str(self.cleaned_data.get("q", "")).strip()

    @property
    def chosen_kind(self) -> str:
        """The kind asked for, empty for all."""
        return str(self.cleaned_data.get("kind", ""))

    @property
    def chosen_place(self) -> Place | None:
        """The place asked for."""
        place: Place | None = self.cleaned_data.get("place")
        return place

    @property
    def inside(self) -> Intervals:
        """The intervals asked for."""
        return NATION if self.chosen_place is None else (self.chosen_place.place_code.interval,)
