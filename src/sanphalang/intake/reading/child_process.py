"""The parent's end of the process that opens spreadsheets: start it, ask it, never wait for it without end."""

import contextlib
import math
import os
import resource
import select
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

import sanphalang
from sanphalang.intake.reading import limits
from sanphalang.intake.reading.batch import decoded_rows
from sanphalang.intake.reading.cells import Row
from sanphalang.intake.reading.reports import FileRefused

_COMMAND = (sys.executable, "-P", "-s", "-m", "sanphalang.intake.reading.child")
_CHUNK_BYTES = 1 << 16
_LOOK_SECONDS = 0.02
"""How often a silent process' memory is looked at."""
_ENDED_BY_MEMORY = (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGBUS)
"""An allocation beyond the limit aborts the reader; a system short of memory kills it."""
_UNKNOWN_DEATH = 1_000
"""Only the process that started a reader learns how it ended; beside it, want of memory is by far the likeliest."""
_PACKAGE_ROOT = Path(sanphalang.__file__).parents[1]


class SpreadsheetProcess:
    """A running reader of one workbook. Ends with :meth:`close`, with garbage collection, or with this program."""

    def __init__(self, path: Path, file_format: str, *, load_ahead: bool) -> None:
        # The reader of old .xls workbooks reserves gigabytes that it never touches: those are watched instead.
        address_space = 0 if file_format == "xls" else limits.CHILD_MEMORY_BYTES
        self._process = subprocess.Popen(  # noqa: S603  # our own module; the path is one argument
            [*_COMMAND, file_format, str(path), str(address_space), "ahead" if load_ahead else "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(_PACKAGE_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            bufsize=0,
        )
        self._owner = os.getpid()
        self._received = bytearray()
        self._streaming = False
        self.deadline = math.inf
        """When all answers must be in, as ``time.monotonic`` counts; each answer has its own limit besides."""
        self.close = weakref.finalize(self, _end, self._process)

    @property
    def idle(self) -> bool:
        """Whether the process can be asked: not closed, and not left in the middle of a stream of rows."""
        return self.close.alive and not self._streaming

    def ask(self, request: dict[str, Any]) -> None:
        """Send a request; the answers come from :meth:`answer` and :meth:`rows`."""
        assert self._process.stdin is not None  # noqa: S101  # opened as a pipe above
        with contextlib.suppress(BrokenPipeError):  # a dead child is noticed, and named, by the next answer
            self._process.stdin.write(orjson.dumps(request) + b"\n")

    def answer(self) -> Any:
        """Return the next answer as plain data. Raises :class:`FileRefused`."""
        return self._decoded(self._next_message())

    def rows(self) -> Iterator[Row]:
        """Yield the rows that follow an answered request for rows. Raises like :meth:`answer`."""
        self._streaming = True
        while message := self._next_message():
            batch = self._decoded(message)
            yield from map(Row, batch["numbers"], decoded_rows(batch))
        self._streaming = False

    def _decoded(self, message: bytes) -> Any:
        data = orjson.loads(message)
        if isinstance(data, dict) and "refused" in data:
            self.close()
            raise FileRefused(data["refused"], **data["details"])
        return data

    def _next_message(self) -> bytes:
        until = min(self.deadline, time.monotonic() + limits.CHILD_SECONDS)
        self._receive(4, until)
        size = int.from_bytes(self._received[:4], "big")
        self._receive(4 + size, until)
        message = bytes(memoryview(self._received)[4 : 4 + size])
        del self._received[: 4 + size]
        return message

    def _receive(self, size: int, until: float) -> None:
        """Wait until so many bytes have come in."""
        assert self._process.stdout is not None  # noqa: S101
        pipe = self._process.stdout.fileno()
        while len(self._received) < size:
            if not select.select([pipe], [], [], _LOOK_SECONDS)[0]:
                self._refuse_excess(until)
                continue
            piece = os.read(pipe, _CHUNK_BYTES)
            if not piece:
                raise self._death()
            self._received += piece

    def _death(self) -> Exception:
        """Return what it means that the process ended without a word."""
        code = self._process.wait() if os.getpid() == self._owner else _UNKNOWN_DEATH
        self.close()
        if code == -signal.SIGXCPU:
            return FileRefused("took_too_long", seconds=round(limits.CHILD_SECONDS))
        if code in _ENDED_BY_MEMORY or code == _UNKNOWN_DEATH:
            return FileRefused("needs_too_much_memory")
        return RuntimeError(f"The process that reads spreadsheets ended with code {code}.")

    def _refuse_excess(self, until: float) -> None:
        """End a process that takes too long or too much memory."""
        if time.monotonic() > until:
            self.close()
            raise FileRefused("took_too_long", seconds=round(limits.CHILD_SECONDS))
        if _resident_bytes(self._process.pid) > limits.CHILD_MEMORY_BYTES:
            self.close()
            raise FileRefused("needs_too_much_memory")


def _resident_bytes(process_id: int) -> int:
    """Return how much memory the process holds; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and collect it, so that neither it nor its pipes stay behind."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
