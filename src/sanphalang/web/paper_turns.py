"""Paper made for visitors: so many at the same time that the rest of the site goes on, and that nobody has them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

AT_ONCE = 2
"""So many sheets each web process makes for visitors at the same time; more would stop the rest of the site."""
OF_ONE = 1
"""So many of them for one visitor: there is room for others."""
_room = BoundedSemaphore(AT_ONCE)
_shares: Counter[str] = Counter()
_counting = Lock()


class TooManyAtOnceError(Exception):
    """Others, or the same visitor, have asked for so many sheets that this one is not begun."""


def in_turn(make: Callable[[], bytes], *, asker: str = "") -> bytes:
    """Make a sheet; ``asker`` tells who asks for it from others. Raises :class:`TooManyAtOnceError`."""
    with _share_of(asker):
        if not _room.acquire(blocking=False):
            raise TooManyAtOnceError
        try:
            return make()
        finally:
            _room.release()


@contextmanager
def _share_of(asker: str) -> Iterator[None]:
    """Count what is made for one who asks, while it is made; one who cannot be told from others has no share."""
    if not asker:
        yield
        return
    with _counting:
        if _shares[asker] >= OF_ONE:
            raise TooManyAtOnceError
        _shares[asker] += 1
    try:
        yield
    finally:
        with _counting:
            _shares[asker] -= 1
            if not _shares[asker]:
                del _shares[asker]
