"""The forms of themes: the theme itself, and which passages it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.knowledge.theme_queries import ShownLesson
from sanphalang.knowledge.titled_forms import TitledForm
from sanphalang.knowledge.words import FIELDS
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.web.fields import LinesField, TextField


class ThemeForm(TitledForm):
    """What several lessons say together, in a few words and in a sentence."""

    title = TextField(
        label=_("Name of the theme"), max_length=200, help_text=_("In a few words, as one would name a chapter.")
    )
    sentence = LinesField(
        label=FIELDS["sentence"],
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences that hold for all of them. Everybody reads them: please name nobody."),
    )
    place = AddressPlaceField(label=_("Whose theme it is"), help_text=_("The area in which the lessons were learned."))


class PassagesForm(forms.Form):
    """Which passages of the lessons shown a theme is drawn from; a passage is an item and a part."""

    shown = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)
    passage = forms.MultipleChoiceField(required=False)

    def __init__(self, data: Any, lessons: Sequence[ShownLesson]) -> None:
        super().__init__(data)
        items = [each.version.item_id for each in lessons]
        self._give("shown", ((item, item) for item in items))
        self._give("passage", ((f"{each.version.item_id}:{one.part}", "") for each in lessons for one in each.passages))

    def _give(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = list(choices)

    @property
    def chosen(self) -> list[tuple[int, str]]:
        """The passages chosen, as item and part."""
        parts = (each.split(":") for each in self.cleaned_data["passage"])
        return [(int(item), part) for item, part in parts]
