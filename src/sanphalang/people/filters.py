"""The filters of the list, declared. Never a private field: whoever may ask for a value may know it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from sanphalang.people.models import Person
from sanphalang.people.narrowing import Wanted
from sanphalang.people.queries import skill_names
from sanphalang.people.words import ROLES, STATUSES
from sanphalang.places.choices import area_choices, place_choices
from sanphalang.places.filters import AreaFilter, PlaceFilter
from sanphalang.web.freshness import FRESHNESS_WANTED
from sanphalang.web.widgets import QuickSelect


class PersonFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package is not typed
    """What the list can be narrowed by. A request that makes no sense finds nobody, never everybody."""

    name = django_filters.CharFilter(label=_("Part of the name"), strip=True, max_length=200)
    place = PlaceFilter(label=_("Place"), widget=QuickSelect)
    area = AreaFilter(label=_("Area"), widget=QuickSelect)
    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=list(ROLES.items()), empty_label=_("All roles"), widget=QuickSelect
    )
    skill = django_filters.ChoiceFilter(label=_("Skill"), empty_label=_("All skills"), widget=QuickSelect)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=list(STATUSES.items()), empty_label=_("Any status"), widget=QuickSelect
    )
    fresh = django_filters.ChoiceFilter(
        label=_("Freshness"),
        choices=list(FRESHNESS_WANTED.items()),
        empty_label=_("Whenever confirmed"),
        widget=QuickSelect,
    )

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, queryset=Person.objects.none())  # what fits is asked for elsewhere, viewer first
        self.form.fields["skill"].choices = list(skill_names().items())
        values = self.form.cleaned_data if self.form.is_valid() else getattr(self.form, "cleaned_data", {})
        chosen = values.get("place")
        place, area = self.form.fields["place"].widget, self.form.fields["area"].widget
        place.choices, area.choices = place_choices(chosen), area_choices()
        place.chosen = chosen.code if chosen else ""

    @property
    def wanted(self) -> Wanted | None:
        """What was asked for; None when a value made no sense."""
        if not self.form.is_valid():
            return None
        values = self.form.cleaned_data
        return Wanted(
            name=values["name"],
            place=values["place"],
            area=values["area"],
            role=values["role"],
            skill=values["skill"],
            status=values["status"],
            fresh=values["fresh"],
        )
