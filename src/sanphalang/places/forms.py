"""A form field in which a person chooses a place by typing a part of its name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sanphalang.places.models import Place
from sanphalang.places.names import full_name, in_one_line
from sanphalang.places.queries import exact_place, place_by_code
from sanphalang.places.search import search_places

SEPARATOR = " · "  # between the code and the words of a suggestion


class PlaceInput(forms.TextInput):
    """A text box with the browser's own list of suggestions, so keyboard and screen reader work as everywhere."""

    input_type = "search"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Ask for suggestions a moment after the last key; without a script, what is typed is searched on sending."""
        context = super().get_context(name, value, attrs)
        own: dict[str, Any] = context["widget"]["attrs"]
        suggestions = f"{own.get('id', name)}-suggestions"
        own |= {
            "list": suggestions,
            "autocomplete": "off",
            "hx-get": f"{reverse('places:pick')}?field={name}",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{suggestions}",
            "hx-swap": "innerHTML",
        }
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Draw the box and its empty list."""
        box = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="{}-suggestions"></datalist>', box, (attrs or {}).get("id", name))

    def format_value(self, value: Any) -> str | None:
        """Show a stored code as the suggestion that it was chosen from."""
        place = exact_place(value) if isinstance(value, str) else value
        return suggestion(place) if isinstance(place, Place) else value


class PlaceField(forms.CharField):
    """Cleans to a :class:`Place`, or None when left empty.

    Accepts a suggestion, an official code (an abolished one means its successor), or words that fit one place only.
    """

    widget = PlaceInput

    def clean(self, value: Any) -> Any:
        """Return the place that the text means; refuse words that mean none or several, naming some of them."""
        text = super().clean(value)
        if not text:
            return None
        place = place_by_code(code_chosen(text))
        if place:
            return place
        found = search_places(text)
        exact = [one for one in found if one.name == text or one.place.name_th == text]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0].place
        if found:
            names = ", ".join(" ".join((one.name, one.around)).strip() for one in found[:3])
            raise ValidationError(
                _("Several places have this name; please choose one from the list: %(names)s …") % {"names": names}
            )
        raise ValidationError(_("No place has this name. Please try a shorter part of it, or its official code."))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare codes, not the words around them."""
        return code_chosen(str(data or "")) != (initial.code if isinstance(initial, Place) else str(initial or ""))


def suggestion(place: Place, around: str = "") -> str:
    """Return what the list offers and the box then holds: ``302105 · ตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา``."""
    return place.code + SEPARATOR + in_one_line(filter(None, (full_name(place), around)))


def code_chosen(text: str) -> str:
    """Return the code of a suggestion that was chosen; of any other text, the text itself."""
    return text.split(SEPARATOR)[0].strip()
