"""Part ``pages``: the pages that read most, at 200,000 organisations, at eight connections, on both databases."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from statistics import median

from bench.figures import ROOT, Figure, NotMeasured, say
from bench.installation import Installation, embedded, on_postgresql
from bench.load import p95_ms
from sanphalang.operations.serving import THREADS, WORKERS

COMMAND = "python -m bench pages"
ROUNDS = 3
REQUESTS = 200
_LIMIT_MS, _TIMES_BARE = 100.0, 12
_LAST_PAGE = 999_999  # a page beyond the end is the last

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
    """Measure each page in turns with the bare view: on a busy machine both feel the same neighbours."""
    bare_port, all_bare = free_port(), []
    with serving(installation, _bare_server(bare_port), bare_port):
        made = [(name, paths, _NO_VISITOR) for name, paths in PAGES.items()]
        for name, paths, headers in made + [(f"{name}, as the public has it", PAGES[name], {}) for name in KEPT]:
            encoded = tuple(_encoded(path) for path in paths)
            bare, page = [], []
            try:
                for _ in range(ROUNDS):
                    bare.append(p95_ms(bare_port, ("/",), requests=REQUESTS))
                    page.append(p95_ms(port, encoded, requests=REQUESTS, headers=headers))
            except (NotMeasured, OSError) as reason:
                yield NotMeasured(f"{name} on {database}: {reason}")
                continue
            all_bare += bare
            limit = max(_LIMIT_MS, _TIMES_BARE * median(bare))
            say(f"{database}, {name}: {median(page):.0f} ms (bare view {median(bare):.1f} ms)")
            yield Figure(f"{name}, p95, {database}", round(median(page), 1), "ms", round(limit, 1), "lower", COMMAND)
    if all_bare:
        what = f"bare Django view, p95, beside {database}"
        yield Figure(what, round(median(all_bare), 1), "ms", None, "lower", COMMAND)


def _bare_server(port: int) -> list[str]:
    """Return the command that serves the bare view with as many workers and threads as the platform has."""
    size = ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-ws"]
    where = ["--host", "127.0.0.1", "--port", str(port), "--interface", "wsgi"]
    return [sys.executable, "-m", "granian", *where, *size, "bench.bare_view:application"]


def _encoded(path: str) -> str:
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)


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
