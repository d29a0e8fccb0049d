"""The list of local authorities: its filters, declared, and its table."""

from __future__ import annotations

from collections.abc import Sequence

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.organisations.models import LocalAuthority, NetworkMembership
from sanphalang.organisations.words import AUTHORITY_KINDS
from sanphalang.places.filters import NarrowedByPlace, PlaceFilter
from sanphalang.places.models import Place
from sanphalang.places.queries import lines, within
from sanphalang.thai.key import match_key
from sanphalang.web.days import year_shown
from sanphalang.web.table import Cell, Column, Table
from sanphalang.web.widgets import QuickSelect

_Rows = QuerySet[LocalAuthority]
_NETWORK = {"in": gettext_lazy("In the network"), "out": gettext_lazy("Not in the network")}


class AuthorityFilter(NarrowedByPlace):
    """What the list can be narrowed by. A request that makes no sense finds nothing, never everything."""

    name = django_filters.CharFilter(label=gettext_lazy("Part of the name"), strip=True, max_length=120, method="named")
    place = PlaceFilter(label=gettext_lazy("Place"), widget=QuickSelect, method="inside")
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"),
        choices=list(AUTHORITY_KINDS.items()),
        empty_label=gettext_lazy("All kinds"),
        widget=QuickSelect,
    )
    network = django_filters.ChoiceFilter(
        label=gettext_lazy("Network"),
        choices=list(_NETWORK.items()),
        empty_label=gettext_lazy("In the network or not"),
        widget=QuickSelect,
        method="in_network",
    )

    class Meta:
        model = LocalAuthority
        fields: tuple[str, ...] = ()

    def named(self, rows: _Rows, _field: str, part: str) -> _Rows:
        """Keep those whose name contains the part; a part without letters finds none."""
        key = match_key(part)
        return rows.filter(name_key__contains=key) if key else rows.none()

    def inside(self, rows: _Rows, _field: str, place: Place) -> _Rows:
        """Keep those that lie in the place."""
        return rows.filter(within("place", (place.place_code.interval,)))

    def in_network(self, rows: _Rows, _field: str, which: str) -> _Rows:
        """Keep those that belong to the network today, or those that do not."""
        belongs = Q(membership__isnull=False, membership__left_year=None)
        return rows.filter(belongs) if which == "in" else rows.exclude(belongs)


def list_table(rows: Sequence[LocalAuthority]) -> Table:
    """Return the table of one page of the list."""
    places = lines(row.place for row in rows)
    columns = [Column(_("Name")), Column(_("Kind")), Column(_("Place")), Column(_("In the network"))]
    cells = [
        [
            Cell(row.name, url=reverse("authorities:page", args=[row.pk])),
            Cell(AUTHORITY_KINDS[row.kind]),
            Cell(places.get(row.place, "")),
            membership_cell(row),
        ]
        for row in rows
    ]
    return Table(columns, cells, _("Local authorities"))


def membership_cell(authority: LocalAuthority) -> Cell:
    """Say since when an authority belongs to the network, until when it did, or that it does not."""
    membership: NetworkMembership | None = getattr(authority, "membership", None)
    if membership is None:
        return Cell(_("Not in the network"), tone="quiet")
    gaps = {"year": year_shown(membership.joined_year), "first": year_shown(membership.joined_from)}
    if membership.left_year is not None:
        return Cell(_("Left in %(year)s") % {"year": year_shown(membership.left_year)}, tone="quiet")
    if membership.joined_from is not None:
        return Cell(_("Since a year from %(first)s to %(year)s") % gaps, tone="right")
    return Cell(_("Since %(year)s") % gaps, tone="right")
