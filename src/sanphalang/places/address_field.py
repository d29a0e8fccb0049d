"""A form field for a place that may also be written as an address."""

from __future__ import annotations

from typing import Any

from django import forms

from sanphalang.places.forms import PlaceField
from sanphalang.places.gazetteer import current
from sanphalang.places.models import Place
from sanphalang.places.queries import place_by_code
from sanphalang.thai.places import resolve_text

_SURE = 0.9  # a place read from an address is taken without asking from this confidence on


class AddressPlaceField(PlaceField):
    """A place chosen from the suggestions, or written as in an address: ต.หมูสี อ.ปากช่อง จ.นครราชสีมา."""

    def clean(self, value: Any) -> Place | None:
        """Return the place; what the picker does not know is read as an address."""
        try:
            place: Place | None = super().clean(value)
        except forms.ValidationError:
            answer = resolve_text(current(), str(value))
            if not answer.code or answer.confidence < _SURE:
                raise
            place = place_by_code(answer.code)
        return place
