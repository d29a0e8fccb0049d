"""Addresses that the pages of this room lead to."""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse

from sanphalang.places.models import Area, Place


def organisations_url(place: Place | None = None, area: Area | None = None, **filters: str) -> str:
    """Return the address of the list of organisations, narrowed to a place or an area and by the list's own filters."""
    query = QueryDict(mutable=True)
    if place is not None:
        query["place"] = place.code
    if area is not None:
        query["area"] = f"{area.scheme}:{area.code}"
    query.update(filters)
    address = reverse("organisations:list")
    return f"{address}?{query.urlencode(safe=':')}" if query else address


def place_url(place: Place) -> str:
    """Return the address of a place's page."""
    return reverse("place", args=[place.code])
