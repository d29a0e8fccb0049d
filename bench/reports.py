"""Parts ``profile`` and ``sheets``: what is given back, at national scale on both databases.

``profile``: the home of the nation, places and cases at eight connections; how soon the cells tell of an import; what a
rebuild of them takes. ``sheets``: all district sheets as one print run, whose worker is killed on the way.
"""

from __future__ import annotations

import re
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from zipfile import ZipFile

from bench.figures import Figure, NotMeasured
from bench.installation import Installation, embedded, on_postgresql
from bench.load import NONE
from bench.pages import Page, beside_bare_view, free_port, serving
from bench.people_pages import signed_in

_INSIDE = "bench.reports_inside"
COMMAND, SHEETS_COMMAND = "python -m bench profile", "python -m bench sheets"
_ROWS = 200_000
_FRESH_S, _REBUILD_S, _SHEETS_S = 10.0, 60.0, 3600.0
_HOME_MS, _PLACE_MS, _CASE_MS = 50.0, 100.0, 50.0
_PLACES = ("10", "30", "5001", "3001", "300101", "100101")
_KILLED_AFTER = 100  # sheets
_NO_VISITOR = {"Cookie": "sessionid=none"}  # with it, what the public sees is made each time


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield the pages, the freshness and the rebuild of the cells on each database."""
    yield from _profile("SQLite", embedded)
    yield from _profile("PostgreSQL", on_postgresql)


def measure_sheets() -> Iterator[Figure | NotMeasured]:
    """Yield how long the sheets of all districts take, on SQLite: printing hardly asks the database."""
    with embedded() as installation:
        installation.run("demo", "--scale", "national")
        yield from _sheets(installation)


def _profile(
    database: str, install: Callable[[], AbstractContextManager[Installation]]
) -> Iterator[Figure | NotMeasured]:
    try:
        with install() as installation:
            yield from _freshness(database, installation)
        with install() as installation:
            installation.run("demo", "--scale", "national")
            seconds = installation.run("rebuild", "reports").seconds
            yield Figure(f"cells, rebuild on {database}", round(seconds, 1), "s", _REBUILD_S, "lower", COMMAND)
            port = free_port()
            with serving(installation, installation.command("serve", "--port", str(port)), port):
                for pages, limit_ms in _pages(port):
                    yield from beside_bare_view(database, installation, port, pages, limit_ms, COMMAND)
    except (NotMeasured, OSError) as reason:
        yield NotMeasured(f"profile on {database}: {reason}")


def _pages(port: int) -> Iterator[tuple[list[Page], float]]:
    analyst = {"Cookie": signed_in(port)}
    cases = first_cases(port)
    places = tuple(f"/places/{code}/" for code in _PLACES)
    for whom, headers in (("", NONE), (", made anew", _NO_VISITOR), (", an analyst", analyst)):
        yield [Page(f"home of the nation{whom}", ("/",), headers)], _HOME_MS
        yield [Page(f"any place{whom}", places, headers)], _PLACE_MS
        yield [Page(f"a case{whom}", cases, headers)], _CASE_MS


def first_cases(port: int) -> tuple[str, ...]:
    """Return the addresses of the cases on the first page of the list."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/knowledge/") as page:
        found = dict.fromkeys(re.findall(r'href="(/knowledge/\d+/)"', page.read().decode()))
    if not found:
        raise NotMeasured("there is no case on the first page")
    return tuple(found)


def _freshness(database: str, installation: Installation) -> Iterator[Figure | NotMeasured]:
    """Import into an empty registry while the worker runs; the cells are read until they tell of every record."""
    rows = installation.home / "rows.csv"
    size = ("--rows", str(_ROWS), "--within", "all", "--seed", "7")
    installation.run("demo", "--spreadsheet", str(rows), "--kind", "organisations", *size)
    with installation.working():
        ran = installation.run("import", "organisations", str(rows), "--source", "bench", "--apply", "--json")
        ended = time.time()
        told = installation.inside(_INSIDE, "fresh", str(ran.result["created"]))
    waited = max(0.0, float(told) - ended)
    what = f"cells, until they tell of an import of {_ROWS:,} rows, {database}"
    yield Figure(what, round(waited, 1), "s", _FRESH_S, "lower", COMMAND)


def _sheets(installation: Installation) -> Iterator[Figure | NotMeasured]:
    run_id = installation.inside(_INSIDE, "print")
    folder, archive = installation.home / "prints" / run_id, installation.home / "prints" / f"{run_id}.zip"
    started = time.perf_counter()
    with installation.working() as worker:
        _wait_for(lambda: _made(folder) >= _KILLED_AFTER, worker)
        worker.kill()
    with installation.working() as worker:
        _wait_for(archive.exists, worker)
    seconds = time.perf_counter() - started
    with ZipFile(archive) as packed:
        count = len(packed.namelist())
    what = "sheets of all districts as PDF, the worker killed on the way"
    yield Figure(what, round(seconds), "s", _SHEETS_S, "lower", SHEETS_COMMAND)
    yield Figure(f"{what}, how many", count, "sheets", 928, "higher", SHEETS_COMMAND)


def _made(folder: Path) -> int:
    return len(list(folder.glob("*.pdf")))


def _wait_for(come: Callable[[], bool], worker: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SHEETS_S
    while not come():
        if worker.poll() is not None or time.monotonic() > deadline:
            raise NotMeasured("the worker has ended, or an hour is over")
        time.sleep(0.5)
