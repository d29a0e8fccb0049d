"""Addresses that the pages of this room lead to."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from sanphalang.access.viewer import Viewer
from sanphalang.places.models import Area, Place


def organisations_url(**filters: str) -> str:
    """Return the address of the list of organisations, narrowed by the list's own filters: ``place``, ``fresh`` …"""
    address = _address("organisations:list")
    return f"{address}?{urlencode(filters, safe=':')}" if filters else address


def area_filter(area: Area) -> str:
    """Return the value by which the list's filter ``area`` names an area."""
    return f"{area.scheme}:{area.code}"


def territory_filters(viewer: Viewer) -> dict[str, str]:
    """Return the filters that narrow the list to the viewer's centre; none for who has several centres, or the nation.

    A province's centre has the province's code, a centre in Bangkok that of its zone.
    """
    codes = {grant.centre_code for grant in viewer.grants}
    code = codes.pop() if len(codes) == 1 else ""
    if not code:
        return {}
    return {"area": f"{Area.Scheme.BANGKOK_ZONE}:{code}"} if "-" in code else {"place": code}


def place_url(place: Place) -> str:
    """Return the address of a place's page."""
    return _address("place", place.code)


@lru_cache(maxsize=10_000)
def _address(name: str, *arguments: str) -> str:
    """Return an address; a page of a place has a hundred, and each costs as much as a line of a list."""
    return reverse(name, args=arguments)
