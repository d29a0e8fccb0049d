"""What this room shows on the pages of a place, an organisation, a person and a goal (:mod:`sanphalang.web.panels`)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.models import AlsoPlace, Partner, TiedGoal, Version
from sanphalang.knowledge.queries import published
from sanphalang.knowledge.tie_queries import items_with_person
from sanphalang.knowledge.words import KINDS
from sanphalang.ledger.kept import kept
from sanphalang.people.seen import person_seen
from sanphalang.places.queries import lines, place_at, within
from sanphalang.web.table import Cell, Column, Table

_SHOWN = 5

Panel = tuple[str, dict[str, Any]] | None


def of_place(viewer: Viewer, padded: int) -> Panel:
    """Return the latest published items of a place, main or other: the same to everybody."""
    return kept(("knowledge of a place", padded, get_language()), lambda: _of_place(padded))


def _of_place(padded: int) -> Panel:
    place = place_at(padded)
    if place is None:
        return None
    inside = within("place", (place.place_code.interval,))
    rows = published().filter(inside | Q(pk__in=AlsoPlace.objects.filter(inside).values("version")))
    return _panel(rows, f"place={place.code}")


def of_organisation(viewer: Viewer, organisation_id: int) -> Panel:
    """Return the published items in which an organisation took part."""
    rows = published().filter(pk__in=Partner.objects.filter(organisation=organisation_id).values("version"))
    return _panel(rows, "")


def of_authority(viewer: Viewer, authority_id: int) -> Panel:
    """Return the published items that a local authority joined or took part in."""
    rows = published().filter(pk__in=Partner.objects.filter(local_authority=authority_id).values("version"))
    return _panel(rows, "")


def of_goal(viewer: Viewer, number: int) -> Panel:
    """Return the latest published items that serve a goal."""
    rows = published().filter(pk__in=TiedGoal.objects.filter(goal=number).values("version"))
    return _panel(rows, f"goal={number}")


def of_person(viewer: Viewer, person_id: int) -> Panel:
    """Return the items in which a person took part, to those who may see the person."""
    found = items_with_person(viewer, person_id) if viewer.is_signed_in else []
    if not found or person_seen(viewer, person_id) is None:
        return None
    columns = [Column(_("Name of the item")), Column(_("Role")), Column(_("Name"))]
    rows = [
        [
            Cell(version.title, url=reverse("knowledge:page", args=[version.item_id])),
            Cell(role),
            Cell(_("Shown to everybody")) if is_named else Cell(_("Not shown to the public")),
        ]
        for version, role, is_named in found
    ]
    return "knowledge/panel.html", {"table": Table(columns, rows, caption=_("Knowledge")), "all": ""}


def _panel(rows: QuerySet[Version], query: str) -> Panel:
    latest = list(rows.order_by("-published_at", "-id")[: _SHOWN + 1])
    if not latest:
        return None
    shown = latest[:_SHOWN]
    places = lines(row.place for row in shown if row.place is not None)
    cells = [
        [
            Cell(row.title, url=reverse("knowledge:page", args=[row.item_id])),
            Cell(KINDS[row.kind]),
            Cell(places.get(row.place or 0, _("The whole country"))),
        ]
        for row in shown
    ]
    columns = [Column(_("Name of the item")), Column(_("Kind")), Column(_("Place"))]
    rest = f"{reverse('knowledge:list')}?{query}" if query and len(latest) > _SHOWN else ""
    return "knowledge/panel.html", {"table": Table(columns, cells, caption=_("Knowledge")), "all": rest}
