"""The most memory that a started process, or one below it, had at any time.

The kernel's own figure for an ended child (``ru_maxrss``) begins at what the process that started it held, here a test
worker's; the high-water mark in ``/proc`` begins anew with the child's program.
"""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event, Thread
from typing import Self

_SECONDS_BETWEEN = 0.005
_MARK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class PeakMemory:
    """Watch processes from inside a ``with`` block; ``kilobytes`` is the largest mark read."""

    def __init__(self) -> None:
        self.kilobytes = 0
        self._watched: list[int] = []
        self._done = Event()
        self._thread = Thread(target=self._watch)

    def watch(self, pid: int) -> None:
        """Watch one more process and what it starts."""
        self._watched.append(pid)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(_SECONDS_BETWEEN):
            self.kilobytes = max([self.kilobytes, *map(_mark, self._watched)])


def _mark(pid: int) -> int:
    """Return the largest high-water mark among a process and its descendants, in kB; 0 once it has ended."""
    try:
        own = _MARK.search(Path(f"/proc/{pid}/status").read_text())
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    return max([int(own[1]) if own else 0, *(_mark(int(child)) for child in children)])
