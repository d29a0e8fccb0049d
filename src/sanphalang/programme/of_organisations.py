"""Counting organisations for an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from sanphalang.access.models import Centre
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.organisations.counts import Counts, count_standing_by_districts
from sanphalang.places.rules import Intervals, contains
from sanphalang.programme.lists import territory_asked


def counted(territories: Mapping[int, Intervals], day: date | None) -> dict[int | None, Counts]:
    """Return how many organisations have not closed: of the nation under None, and inside each territory."""
    districts = count_standing_by_districts(OPERATOR, day)
    found: dict[int | None, Counts] = {None: sum(districts.values(), Counts())}
    for number, territory in territories.items():
        inside = (counts for place, counts in districts.items() if place is not None and contains(territory, place))
        found[number] = sum(inside, Counts())
    return found


def records(_viewer: Viewer, centre: Centre | None) -> str:
    """Return the list of organisations, of the nation or of a centre; everybody may see it."""
    return f"{reverse('organisations:list')}{territory_asked(centre)}"
