"""Academic partners of the demo's network: those whom the document of the north-east names, since the year it names.

Their names are real and public; nobody to be reached, no members and no activity is made up for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sanphalang.demo.country import NAKHON_RATCHASIMA, Scale
from sanphalang.demo.invention import Invented
from sanphalang.demo.northeast import PARTNERS, PROVINCES_OF_PARTNERS
from sanphalang.organisations.demo_network import put_demo_partnerships
from sanphalang.organisations.rules import derived_from_name
from sanphalang.places.rules import PlaceCode

_SOURCE = 2  # of kinds.SOURCES: the list of a coordinating centre


def academic_partners(scale: Scale, *, today: date) -> list[Invented]:
    """Return the institutions of the north-east, of Nakhon Ratchasima alone in the small country."""
    added_on = today - timedelta(days=200)
    return [
        Invented(_values(name), derived_from_name(name), _SOURCE, published=False, added_on=added_on)
        for name in _named(scale)
    ]


def make_partnerships(scale: Scale, ids: Sequence[int]) -> None:
    """Write down since when they are partners; ``ids`` are theirs, in the same order."""
    put_demo_partnerships((number, PARTNERS[name]) for number, name in zip(ids, _named(scale), strict=True))


def _named(scale: Scale) -> list[str]:
    provinces = PROVINCES_OF_PARTNERS.items()
    return [name for name, code in provinces if scale is Scale.NATIONAL or code == NAKHON_RATCHASIMA]


def _values(name: str) -> dict[str, Any]:
    place = PlaceCode.parse(PROVINCES_OF_PARTNERS[name])
    where = {"place": place.padded, "place_level": str(place.level)}
    return {"name": name, "kind_id": "academic", **where, "status": "active"}
