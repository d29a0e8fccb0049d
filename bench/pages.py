"""Part ``pages``: the pages that read most, at 200,000 organisations, at eight connections, on both databases."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from statistics import median
from typing import NamedTuple

from bench.figures import ROOT, Figure, NotMeasured, say
from bench.installation import Installation, embedded, on_postgresql
from bench.load import CONNECTIONS, NONE, p95_ms, warming_up
from sanphalang.operations.serving import THREADS, WORKERS

COMMAND = "python -m bench pages"
ROUNDS = 3
REQUESTS = 200
ASKED_A_ROUND = REQUESTS + CONNECTIONS * warming_up(REQUESTS // CONNECTIONS)
_LIMIT_MS, _TIMES_BARE = 100.0, 12
_LAST_PAGE = 999_999  # a page beyond the end is the last


class Page(NamedTuple):
    """What is asked for: addresses in turns, with the headers of whoever asks."""

    name: str
    paths: tuple[str, ...]
    headers: Mapping[str, str] = NONE


PAGES: dict[str, tuple[str, ...]] = {
    "home": ("/",),
    "list": ("/organisations/",),
    "list, last page": (f"/organisations/?page={_LAST_PAGE}",),
    "list, filtered": (
        "/organisations/?place=30&kind=savings_group",
        "/organisations/?place=5001&status=active",
        "/organisations/?fresh=stale&kind=village_fund",
    ),
    "list, filtered, last page": (
        f"/organisations/?status=active&page={_LAST_PAGE}",
        f"/organisations/?area=region:northeast&fresh=stale&page={_LAST_PAGE}",
        f"/organisations/?kind=village_fund&page={_LAST_PAGE}",
    ),
    **{
        f"list, sort {sign}{column}": (f"/organisations/?sort={sign}{column}",)
        for column in ("name", "place", "members", "confirmed", "changed")
        for sign in ("", "-")
    },
    "list, part of the name": (
        "/organisations/?name=ทอผ้า",
        "/organisations/?name=หนองบัว",
        "/organisations/?name=ออมทรัพย์",
    ),
    "place page": ("/places/30/", "/places/10/", "/places/3001/", "/places/300101/"),
}


# What the public sees is kept between two writes; these three tell what that gives, the others are made each time.
KEPT = ("home", "list", "place page")
_NO_VISITOR = {"Cookie": "sessionid=none"}


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield the p95 of each page on each database, beside that of a bare view in the same run."""
    yield from _on("SQLite", embedded)
    yield from _on("PostgreSQL", on_postgresql)


def _on(database: str, install: Callable[[], AbstractContextManager[Installation]]) -> Iterator[Figure | NotMeasured]:
    try:
        with install() as installation:
            installation.run("demo", "--scale", "national")
            port = free_port()
            with serving(installation, installation.command("serve", "--port", str(port)), port):
                yield from _pages(database, installation, port)
    except NotMeasured as reason:
        yield NotMeasured(f"pages on {database}: {reason}")


def _pages(database: str, installation: Installation, port: int) -> Iterator[Figure | NotMeasured]:
    made = [Page(name, paths, _NO_VISITOR) for name, paths in PAGES.items()]
    kept = [Page(f"{name}, as the public has it", PAGES[name]) for name in KEPT]
    yield from beside_bare_view(database, installation, port, [*made, *kept], _LIMIT_MS, COMMAND)


def beside_bare_view(
    database: str, installation: Installation, port: int, pages: Iterable[Page], limit_ms: float, command: str
) -> Iterator[Figure | NotMeasured]:
    """Yield the p95 of pages, each in turns with a bare view: on a busy machine both feel the same neighbours."""
    bare_port, all_bare = free_port(), []
    with serving(installation, _bare_server(bare_port), bare_port):
        for name, paths, headers in pages:
            encoded = tuple(map(address, paths))
            bare, found = [], []
            try:
                for number in range(ROUNDS):
                    bare.append(p95_ms(bare_port, ("/",), requests=REQUESTS))
                    begin = number * ASKED_A_ROUND
                    found.append(p95_ms(port, encoded, requests=REQUESTS, headers=headers, begin=begin))
            except (NotMeasured, OSError) as reason:
                yield NotMeasured(f"{name} on {database}: {reason}")
                continue
            all_bare += bare
            limit = max(limit_ms, _TIMES_BARE * median(bare))
            say(f"{database}, {name}: {median(found):.0f} ms (bare view {median(bare):.1f} ms)")
            yield Figure(f"{name}, p95, {database}", round(median(found), 1), "ms", round(limit, 1), "lower", command)
    if all_bare:
        what = f"bare Django view, p95, beside {command.split()[-1]} on {database}"
        yield Figure(what, round(median(all_bare), 1), "ms", None, "lower", command)


def address(path: str) -> str:
    """Return a path as it is asked for; what is escaped in it already stays so."""
    return urllib.parse.quote(path, safe="/?=&:%")


def _bare_server(port: int) -> list[str]:
    """Return the command that serves the bare view with as many workers and threads as the platform has."""
    size = ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-ws"]
    where = ["--host", "127.0.0.1", "--port", str(port), "--interface", "wsgi"]
    return [sys.executable, "-m", "granian", *where, *size, "bench.bare_view:application"]


@contextmanager
def serving(installation: Installation, command: list[str], port: int) -> Iterator[None]:
    """Run a server on the loopback address until it answers, and end it afterwards."""
    server = subprocess.Popen(
        command, cwd=ROOT, env=installation.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_open(server, port)
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_open(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise NotMeasured("the web server did not start")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
