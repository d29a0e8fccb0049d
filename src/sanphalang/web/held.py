"""One large value of a process that everybody reads: handed out itself, without the copy that a cache makes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


class Held(Generic[T]):
    """A value that is made when somebody asks, and held for some seconds. It belongs to all, so nobody changes it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._made: tuple[float, T] | None = None
        self._making = Lock()
        self._forgotten = 0  # so many times: what was begun before is not held

    def get(self, make: Callable[[], T]) -> T:
        """Return what is held, or make it; one makes it, others wait."""
        made = self._made
        if made is None or monotonic() >= made[0]:
            with self._making:
                made = self._made
                if made is None or monotonic() >= made[0]:
                    forgotten = self._forgotten
                    made = (monotonic() + self._seconds, make())
                    if forgotten == self._forgotten:
                        self._made = made
        return made[1]

    def forget(self) -> None:
        """Make it anew when somebody asks next."""
        self._forgotten += 1
        self._made = None
