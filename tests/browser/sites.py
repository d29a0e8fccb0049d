"""Platforms that run for the browser: web and worker of their own, in a home and a database of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import StorageState

from tests.prepared import Prepared, Server, command, surroundings

_PATIENCE = 90.0  # seconds until the web answers on a busy machine
_GRACE = 10.0  # seconds to end by itself


@dataclass(frozen=True, slots=True)
class Site:
    """A running platform: its address, its home, who can sign in, and the sessions of those who have."""

    origin: str
    home: Path
    database_url: str
    passwords: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, StorageState] = field(default_factory=dict)

    def command(self, *arguments: str) -> str:
        """Run ``sanphalang`` for this platform and return what it printed; a refusal fails the test."""
        done = subprocess.run(
            command(*arguments), env=self.environment, capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        """The surroundings of every process of this platform."""
        return surroundings(self.home, self.database_url)


@contextmanager
def running_site(home: Path, prepared: Prepared | None, *, worker: bool) -> Iterator[Site]:
    """Start a copy of a prepared platform, or one without any table, and end it afterwards.

    Without a worker every job waits for ever, as it looks on a very slow day.
    """
    with ExitStack() as stack:
        port = _free_port()
        site = Site(f"http://127.0.0.1:{port}", home, stack.enter_context(_database(home, prepared)))
        web = stack.enter_context(_process(site, "serve", "--port", str(port)))
        if worker:
            stack.enter_context(_process(site, "worker"))
        _wait_until_it_answers(site, web)
        yield site


@contextmanager
def _process(site: Site, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    with (site.home / f"{arguments[0]}.log").open("wb") as log:
        running = subprocess.Popen(command(*arguments), env=site.environment, stdout=log, stderr=log)
        try:
            yield running
        finally:
            running.terminate()
            try:
                running.wait(_GRACE)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


@contextmanager
def _database(home: Path, prepared: Prepared | None) -> Iterator[str]:
    """Make the home and its database, on the server that the tests use or embedded; yield its address."""
    name = f"test_sanphalang_{os.getpid()}_{home.name}"
    server = Server(os.environ["DATABASE_URL"]) if os.environ.get("DATABASE_URL") else None
    try:
        if prepared:
            yield prepared.copy(home, name)
        else:
            yield server.create(name) if server else ""
    finally:
        if server:
            server.drop(name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_answers(site: Site, web: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and web.poll() is None:
        try:
            urlopen(f"{site.origin}/healthz", timeout=5).close()
        except HTTPError:
            return  # it answers, if only that it is not well
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"The web did not answer: {(site.home / 'serve.log').read_text()}")
