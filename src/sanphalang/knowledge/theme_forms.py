"""The forms of themes: the theme itself, and which passages it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.theme_queries import ShownLesson
from sanphalang.knowledge.words import FIELDS
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.thai.key import match_key
from sanphalang.web.fields import LinesField, TextField
from sanphalang.web.revised_forms import RevisedForm


class ThemeForm(RevisedForm):
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
