"""Counting published knowledge items for an indicator."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from sanphalang.access.models import Centre
from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.queries import published
from sanphalang.places.rules import Intervals, contains
from sanphalang.programme.lists import territory_asked


def counted(territories: Mapping[int, Intervals]) -> dict[int | None, int]:
    """Return how many items everybody can read: of the nation under None, and inside each territory."""
    places = list(published().order_by().values_list("place", flat=True))
    found: dict[int | None, int] = {None: len(places)}
    for number, territory in territories.items():
        found[number] = sum(place is not None and contains(territory, place) for place in places)
    return found


def records(_viewer: Viewer, centre: Centre | None) -> str:
    """Return the list of items, of the nation or of a province's centre; it knows no zones of Bangkok."""
    asked = territory_asked(centre)
    return reverse("knowledge:list") + asked if centre is None or "place=" in asked else ""
