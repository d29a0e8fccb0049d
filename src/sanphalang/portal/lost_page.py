"""What the page says when a code is not, or no longer, the code of a place."""

from __future__ import annotations

from dataclasses import dataclass

from sanphalang.places.models import AbolishedPlace, Place
from sanphalang.places.names import full_name
from sanphalang.places.queries import exact_place
from sanphalang.portal.links import place_url
from sanphalang.thai.digits import to_arabic


@dataclass(frozen=True, slots=True)
class LostPage:
    """The code that was asked for, what was abolished under it, and the smallest place around it that exists."""

    code: str
    abolished: AbolishedPlace | None
    near_name: str = ""
    near_url: str = ""


def lost_page(code: str, abolished: AbolishedPlace | None) -> LostPage:
    """Return what can be said of a code that leads nowhere."""
    near = _near(to_arabic(code.strip()))
    if near is None:
        return LostPage(code, abolished)
    return LostPage(code, abolished, full_name(near), place_url(near))


def _near(code: str) -> Place | None:
    """Return the smallest place whose code the given one begins with."""
    if not code.isdecimal():
        return None
    return next((place for digits in (6, 4, 2) if len(code) > digits and (place := exact_place(code[:digits]))), None)
