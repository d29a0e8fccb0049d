"""Files that take long: so few at the same time that the rest of the site goes on, and that nobody has them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore, RLock
from typing import TypeVar

AT_ONCE = 2
"""So many files each web process makes at the same time; more would stop the rest of the site."""
OF_ONE = 1
"""So many of them for one visitor: there is room for others."""
_room = BoundedSemaphore(AT_ONCE)
_shares: Counter[str] = Counter()
_counting = RLock()  # what nobody has any more may be put away at any moment, also while one counts
Made = TypeVar("Made")


class TooManyAtOnceError(Exception):
    """Others, or the same visitor, have asked for so many sheets that this one is not begun."""


def in_turn(make: Callable[[], Made], *, asker: str = "") -> Made:
    """Make a file; ``asker`` tells who asks for it from others. Raises :class:`TooManyAtOnceError`."""
    turn = _Turn(asker)
    try:
        return make()
    finally:
        turn.close()


class SentInTurn(Iterator[str]):
    """Pieces of a file that is made while it is sent. Raises :class:`TooManyAtOnceError` before the first of them.

    The place is free again with the last piece, where whoever sends them closes them because the reader went away, and
    at the latest when nobody has them any more.
    """

    def __init__(self, pieces: Iterator[str], *, asker: str = "") -> None:
        self._turn = _Turn(asker)
        self._pieces = pieces

    def __next__(self) -> str:
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Leave the place to others."""
        self._turn.close()

    def __del__(self) -> None:
        if turn := getattr(self, "_turn", None):  # there is none where there was no place
            turn.close()


class _Turn:
    """A place among those for whom files are made; one who cannot be told from others has no share of them."""

    def __init__(self, asker: str) -> None:
        with _counting:
            if asker and _shares[asker] >= OF_ONE:
                raise TooManyAtOnceError
            self._room = _room
            if not self._room.acquire(blocking=False):
                raise TooManyAtOnceError
            self._asker, self._is_open = asker, True
            if asker:
                _shares[asker] += 1

    def close(self) -> None:
        with _counting:
            if not self._is_open:
                return
            self._is_open = False
            self._room.release()
            if self._asker:
                _shares[self._asker] -= 1
                if not _shares[self._asker]:
                    del _shares[self._asker]
