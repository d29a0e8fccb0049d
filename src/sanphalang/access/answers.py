"""What the room's pages have in common: the team of an address."""

from __future__ import annotations

from django.http import Http404

from sanphalang.access.models import Centre
from sanphalang.access.queries import centre_with_code
from sanphalang.access.team import NATIONAL


def centre_behind(code: str) -> Centre | None:
    """Return the centre of an address; None is the national team. Raises ``Http404`` for what is neither."""
    if code == NATIONAL:
        return None
    centre = centre_with_code(code)
    if centre is None:
        raise Http404
    return centre
