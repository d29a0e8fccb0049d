"""What the list can be narrowed by, and its cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.models import AlsoPlace, Picture, TiedGoal, Version
from sanphalang.knowledge.queries import published
from sanphalang.knowledge.rules import SUBJECT
from sanphalang.knowledge.tie_queries import first_pictures
from sanphalang.knowledge.words import FORMS, KINDS
from sanphalang.ledger.kept import kept
from sanphalang.places.filters import NarrowedByPlace, PlaceFilter
from sanphalang.places.models import Place
from sanphalang.places.queries import lines, within
from sanphalang.sdg.fields import goal_choices
from sanphalang.web.days import year_shown
from sanphalang.web.finding import records_found
from sanphalang.web.table import Words
from sanphalang.web.widgets import QuickSelect

_Rows = QuerySet[Version]


class KnowledgeFilter(NarrowedByPlace):
    """The filters of the list, declared. A request that makes no sense finds nothing, never everything."""

    words = django_filters.CharFilter(label=_("Words"), strip=True, max_length=200, method="worded")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=list(KINDS.items()), empty_label=_("All kinds"), widget=QuickSelect
    )
    goal = django_filters.ChoiceFilter(
        label=_("Goal"), choices=goal_choices, empty_label=_("All goals"), widget=QuickSelect, method="for_goal"
    )
    form = django_filters.ChoiceFilter(
        label=_("Told as"), choices=list(FORMS.items()), empty_label=_("All"), widget=QuickSelect, field_name="form"
    )
    place = PlaceFilter(label=_("Place"), widget=QuickSelect, method="inside")
    year = django_filters.ChoiceFilter(
        label=_("Year"), choices=lambda: years_choices(), empty_label=_("All years"), widget=QuickSelect
    )

    class Meta:
        model = Version
        fields: tuple[str, ...] = ()

    closest: list[int] | None = None
    """The items in which the words stand that were asked for, the closest first."""

    def __init__(self, data: Mapping[str, Any], queryset: _Rows, *, viewer: Viewer) -> None:
        super().__init__(data, queryset)
        self.viewer = viewer

    def worded(self, rows: _Rows, _field: str, text: str) -> _Rows:
        """Keep those in which the words stand."""
        self.closest = records_found(self.viewer, SUBJECT, text)
        return rows.filter(item__in=self.closest)

    @property
    def in_order(self) -> Sequence[Version] | _Rows:
        """What fits: what is found by words the closest first, else the latest first."""
        rows: _Rows = self.qs.select_related("item").order_by("-published_at", "-id")
        if self.closest is None:
            return rows
        place = {number: at for at, number in enumerate(self.closest)}
        return sorted(rows, key=lambda row: place[row.item_id])

    def for_goal(self, rows: _Rows, _field: str, goal: str) -> _Rows:
        """Keep those that serve a goal, or a target of it."""
        return rows.filter(pk__in=TiedGoal.objects.filter(goal=int(goal)).values("version"))

    def inside(self, rows: _Rows, _field: str, place: Place) -> _Rows:
        """Keep those that happened in the place or in a place inside it, also where it is not the main one."""
        inside = within("place", (place.place_code.interval,))
        return rows.filter(inside | Q(pk__in=AlsoPlace.objects.filter(inside).values("version")))

    def filter_queryset(self, queryset: _Rows) -> _Rows:
        """Return the rows that fit, none when a value made no sense."""
        rows: _Rows = super().filter_queryset(queryset) if self.form.is_valid() else queryset.none()
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An item as the list shows it."""

    title: str
    url: str
    summary: str
    kind: Words
    where: str
    year: str
    is_demo: bool
    picture: str = ""
    alt: str = ""


def cards(rows: Sequence[Version]) -> list[Card]:
    """Return versions as cards; what they refer to is read once for all."""
    places = lines(row.place for row in rows if row.place is not None)
    pictures = first_pictures(row.pk for row in rows)
    return [
        Card(
            title=row.title,
            url=reverse("knowledge:page", args=[row.item_id]),
            summary=row.summary,
            kind=KINDS[row.kind],
            where=places.get(row.place or 0, str(_("The whole country"))),
            year=year_shown(row.year),
            is_demo=row.item.is_demo,
            picture=_address(row, pictures),
            alt=pictures[row.pk].alt if row.pk in pictures else "",
        )
        for row in rows
    ]


def _address(row: Version, pictures: Mapping[int, Picture]) -> str:
    picture = pictures.get(row.pk)
    return reverse("knowledge:small_picture", args=[row.item_id, picture.pk]) if picture else ""


def years_choices() -> list[tuple[int, str]]:
    """Return the years of which something is told, the latest first, in the reader's era."""

    def known() -> list[int]:
        rows = published().exclude(year=None).order_by("-year").values_list("year", flat=True)
        return [year for year in rows.distinct() if year is not None]

    return [(year, year_shown(year)) for year in kept("years of knowledge", known)]
