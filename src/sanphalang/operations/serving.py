"""The web server, and the embedded set-up: web and worker under one roof."""

from __future__ import annotations

import ctypes
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

ADDRESS = "127.0.0.1"  # loopback only; a proxy stands in front in production
# Two processes for each processor: a browser's connection stays with the process that took it, so with one each a
# processor would often be idle while the other had most of the readers.
WORKERS = max(4, min(16, 2 * (os.cpu_count() or 2)))
# Of each worker. Pages are work for a processor, but an upload or a download over a slow line only waits: with few
# threads in all a handful of those would stop the site.
THREADS = 4
_EXPECTED = (f"up to {THREADS} Python threads", "Configured number of workers")

_LAST_PORT = 65_535
_PATIENCE = 60.0  # seconds until the web answers
_GRACE = 8.0  # seconds to finish a request or a job; killed jobs are run again
_PR_SET_PDEATHSIG = 1


def check_port(port: int) -> None:
    """Raise ``CommandError`` with a sentence for what is no port."""
    if not 1 <= port <= _LAST_PORT:
        raise CommandError(_("A port is a number from 1 to %(last)d.") % {"last": _LAST_PORT})


def port_is_free(port: int) -> bool:
    """Say whether the web server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def serve(port: int) -> None:
    """Answer requests until SIGTERM or SIGINT."""
    server = Server(
        "sanphalang.config.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    # On few processors the server finds so many threads and workers remarkable, in the middle of what people read at
    # the start.
    logging.getLogger("_granian").addFilter(lambda said: not any(part in said.getMessage() for part in _EXPECTED))
    server.serve()


class Household:
    """The two child processes of ``up``; when one ends, or the parent is told to stop, both end."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.children = [_child("serve", "--port", str(port)), _child("worker")]
        for told_to_stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told_to_stop, _interrupt)

    def wait_until_ready(self) -> bool:
        """Wait until the web answers; return whether it did while both children live."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self._all_live():
            if _answers(self.port):
                return True
            time.sleep(0.1)
        return False

    def watch(self) -> None:
        """Return when a child has ended."""
        while self._all_live():
            time.sleep(0.5)

    def stop(self) -> None:
        """End both children, gently at first."""
        for child in self.children:
            child.terminate()
        deadline = time.monotonic() + _GRACE
        for child in self.children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            # What a killed web server leaves behind would keep the port.
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)

    def _all_live(self) -> bool:
        return all(child.poll() is None for child in self.children)


def _child(*arguments: str) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C reaches the parent alone, which then ends the children in order.
    return subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "sanphalang.config.cli", *arguments], preexec_fn=_die_with_parent, process_group=0
    )


def _die_with_parent() -> None:
    """Ask the kernel to end this child when the parent is gone, however it went (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://{ADDRESS}:{port}/healthz", timeout=2) as answer:
            return bool(json.load(answer)["status"] == "ok")
    except (URLError, ConnectionError, TimeoutError):
        return False
