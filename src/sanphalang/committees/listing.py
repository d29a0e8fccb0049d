"""What the list of committees can be narrowed by."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sanphalang.committees.models import Committee
from sanphalang.committees.words import KINDS, STATUSES
from sanphalang.places.filters import NarrowedByPlace, PlaceFilter
from sanphalang.places.models import Place
from sanphalang.places.queries import within
from sanphalang.thai.key import match_key
from sanphalang.web.widgets import QuickSelect

_Rows = QuerySet[Committee]


class CommitteeFilter(NarrowedByPlace):
    """The filters of the list, declared. A request that makes no sense finds nothing, never everything."""

    name = django_filters.CharFilter(label=_("Part of the name"), strip=True, max_length=200, method="named")
    place = PlaceFilter(label=_("Place"), widget=QuickSelect, method="inside")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=list(KINDS.items()), empty_label=_("All kinds"), widget=QuickSelect
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=list(STATUSES.items()), empty_label=_("Any status"), widget=QuickSelect
    )

    class Meta:
        model = Committee
        fields: tuple[str, ...] = ()

    def named(self, rows: _Rows, _field: str, part: str) -> _Rows:
        """Keep those whose name contains the part; a part without letters finds none."""
        key = match_key(part)
        return rows.filter(name_key__contains=key) if key else rows.none()

    def inside(self, rows: _Rows, _field: str, place: Place) -> _Rows:
        """Keep those that work for the place, or for a place inside it."""
        return rows.filter(within("place", (place.place_code.interval,)))

    def filter_queryset(self, queryset: _Rows) -> _Rows:
        """Return the rows that fit, none when a value made no sense."""
        rows: _Rows = super().filter_queryset(queryset) if self.form.is_valid() else queryset.none()
        return rows
