"""Paper made for visitors: so many at the same time that the rest of the site goes on."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore

AT_ONCE = 4
"""So many sheets are made, or wait to be made, for visitors at the same time; more would stop the rest of the site."""
_room = BoundedSemaphore(AT_ONCE)


class TooManyAtOnceError(Exception):
    """Others have asked for so many sheets that this one is not begun."""


def in_turn(make: Callable[[], bytes]) -> bytes:
    """Make a sheet for a visitor. Raises :class:`TooManyAtOnceError`."""
    if not _room.acquire(blocking=False):
        raise TooManyAtOnceError
    try:
        return make()
    finally:
        _room.release()
