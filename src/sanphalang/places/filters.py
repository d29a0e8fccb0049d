"""What a list can be narrowed to: a place of any level, or a named set of places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sanphalang.places.choices import area_behind, place_choices
from sanphalang.places.models import Area, Place
from sanphalang.places.queries import place_by_code


class PlaceCodeField(forms.Field):
    """Reads the official code of a place; an abolished one is answered by its successor."""

    def clean(self, value: Any) -> Place | None:
        """Return the place, None when nothing was chosen; raise ``ValidationError`` when there is no such place."""
        place = place_by_code(str(value)) if value else None
        if value and place is None:
            raise forms.ValidationError(_("There is no place with the code %(code)s."), params={"code": value})
        return place


class AreaField(forms.Field):
    """Reads a region, a provincial cluster or a zone of Bangkok, written ``region:north``."""

    def clean(self, value: Any) -> Area | None:
        """Return the area, None when nothing was chosen; raise ``ValidationError`` when there is no such area."""
        area = area_behind(str(value)) if value else None
        if value and area is None:
            raise forms.ValidationError(_("There is no area with the code %(code)s."), params={"code": value})
        return area


class PlaceFilter(django_filters.Filter):  # type: ignore[misc]  # the package is not typed
    """A place of any level."""

    field_class = PlaceCodeField


class NarrowedByPlace(django_filters.FilterSet):  # type: ignore[misc]  # the package is not typed
    """A list's filters with a ``place``, whose choices follow the place that was asked for."""

    def __init__(self, data: Mapping[str, Any], queryset: QuerySet[Any]) -> None:
        super().__init__(data, queryset=queryset)
        chosen = self.chosen_place
        widget = self.form.fields["place"].widget
        widget.choices, widget.chosen = place_choices(chosen), chosen.code if chosen else ""

    @property
    def chosen_place(self) -> Place | None:
        """The place that was asked for."""
        self.form.is_valid()  # reads the values
        place: Place | None = self.form.cleaned_data.get("place")
        return place


class AreaFilter(django_filters.Filter):  # type: ignore[misc]  # the package is not typed
    """A named set of places."""

    field_class = AreaField
