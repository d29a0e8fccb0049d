"""The filters of the list, declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sanphalang.organisations.models import Organisation
from sanphalang.organisations.narrowing import Wanted, narrowed
from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.words import STATUSES
from sanphalang.places.choices import area_choices, place_choices
from sanphalang.places.filters import AreaFilter, PlaceFilter
from sanphalang.web.freshness import FRESHNESS_WANTED
from sanphalang.web.widgets import QuickSelect

_Rows = QuerySet[Organisation]


class OrganisationFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package is not typed
    """What the list can be narrowed by. A request that makes no sense finds nothing, never everything."""

    name = django_filters.CharFilter(label=_("Part of the name"), strip=True, max_length=200)
    place = PlaceFilter(label=_("Place"), widget=QuickSelect)
    area = AreaFilter(label=_("Area"), widget=QuickSelect)
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"), widget=QuickSelect)
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
        model = Organisation
        fields: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any], queryset: _Rows) -> None:
        super().__init__(data, queryset=queryset)
        self.form.fields["kind"].choices = list(kind_names().items())  # read once for checking, offering and telling
        chosen = self.wanted.place
        place, area = self.form.fields["place"].widget, self.form.fields["area"].widget
        place.choices, area.choices = place_choices(chosen), area_choices()
        place.chosen = chosen.code if chosen else ""

    @property
    def wanted(self) -> Wanted:
        """What was asked for; what made no sense is left out."""
        self.form.is_valid()  # reads the values
        values = self.form.cleaned_data
        return Wanted(
            name=values.get("name", ""),
            place=values.get("place"),
            area=values.get("area"),
            kind=values.get("kind", ""),
            status=values.get("status", ""),
            fresh=values.get("fresh", ""),
        )

    def filter_queryset(self, queryset: _Rows) -> _Rows:
        """Return the rows that fit, none when a value made no sense."""
        return narrowed(queryset, self.wanted) if self.form.is_valid() else queryset.none()
