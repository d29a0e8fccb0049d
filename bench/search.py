"""Part ``search``: what is found and how fast, at national scale on both databases.

How well is measured inside the installation (``bench/search_quality.py``): every record for a thousand words, names
with one slip, names that are hidden against names that nobody bears, and edits until they are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

from bench.figures import Figure, NotMeasured
from bench.installation import Installation, embedded, on_postgresql
from bench.load import NONE
from bench.pages import ASKED_A_ROUND, ROUNDS, Page, beside_bare_view, free_port, serving
from bench.people_pages import signed_in

COMMAND = "python -m bench search"
_LIMIT_MS, _REBUILD_LIMIT_S, _FORGIVEN = 60.0, 120.0, 0.95
QUERIES: dict[str, tuple[str, ...]] = {
    "a word": ("ทอผ้า", "ออมทรัพย์", "ผู้สูงอายุ", "ผักปลอดสาร", "จักสาน"),
    "several words": ("กลุ่มทอผ้าบ้านหนองบัว", "กองทุนหมู่บ้าน ปากช่อง", "แม่บ้านเกษตรกร ลำพูน"),
    "a name": ("สมชาย", "ประภา จำลองไพรสว่าง", "สมศักดิ์ สมมติ"),
    "a typing error": ("กลุ่มทอผ้าบ้านหนองบัง", "ประพา จำลองไพรสว่าง", "นครราชสิมา"),
    "a place": ("โคราช", "ปากช่อง", "หมูสี"),
}


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield how long a rebuild takes (one run: it costs a minute), how well is found, and the p95 of the page for the
    public and for who sees the whole nation: for a few texts in turns, and for texts that nobody asked for before."""
    yield from _on("SQLite", embedded)
    yield from _on("PostgreSQL", on_postgresql)


def _on(database: str, install: Callable[[], AbstractContextManager[Installation]]) -> Iterator[Figure | NotMeasured]:
    try:
        with install() as installation:
            installation.run("demo", "--scale", "national")
            seconds = installation.run("rebuild", "search").seconds
            yield Figure(f"search, rebuild on {database}", round(seconds, 1), "s", _REBUILD_LIMIT_S, "lower", COMMAND)
            yield from _quality(database, installation)
            port = free_port()
            with serving(installation, installation.command("serve", "--port", str(port)), port):
                headers = {"Cookie": signed_in(port)}
                drawn = _asked(installation, "texts", str(ROUNDS * ASKED_A_ROUND), "1")
                once = {"another name each time": drawn["right"], "another typing error each time": drawn["wrong"]}
                asked = [Page(f"search, {name}", addresses(texts)) for name, texts in QUERIES.items()]
                asked += [
                    Page(f"search, {name}, whole nation", addresses(texts), headers) for name, texts in QUERIES.items()
                ]
                for name, others in once.items():
                    asked += [
                        Page(f"search, {name}{whom}", addresses(tuple(others)), sent)
                        for whom, sent in ((", whole nation", headers), ("", NONE))
                    ]
                yield from beside_bare_view(database, installation, port, asked, _LIMIT_MS, COMMAND)
    except (NotMeasured, OSError) as reason:
        yield NotMeasured(f"search on {database}: {reason}")


def _quality(database: str, installation: Installation) -> Iterator[Figure]:
    words = _asked(installation, "words", "1000", "1")
    share = words["complete"] / words["words"]
    yield Figure(f"search, words that find every record, {database}", round(share, 4), "share", 1.0, "higher", COMMAND)
    for kind, told in _asked(installation, "names", "1000", "1").items():
        share = told["found"] / told["names"]
        what = f"search, names with one slip among the first ten, {kind}, {database}"
        yield Figure(what, round(share, 4), "share", _FORGIVEN, "higher", COMMAND)
    told = _asked(installation, "hidden", "15", "1")
    apart = abs(told["hidden"] - told["absent"]) / told["spread"]
    what = f"search, hidden against absent, in spreads of repeated runs, {database}"
    yield Figure(what, round(apart, 2), "×", 1.0, "lower", COMMAND)
    with installation.working():
        _starting, *waited = _asked(installation, "edits", "8")["seconds"]  # the first waits for the worker to start
    what = f"search, until an edit is found, longest of {len(waited)}, {database}"
    yield Figure(what, round(max(waited), 2), "s", 2, "lower", COMMAND)


def _asked(installation: Installation, *what: str) -> dict[str, Any]:
    """Measure inside the installation."""
    told: dict[str, Any] = installation.inside("bench.search_quality", *what)
    return told


def addresses(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pages on which texts are looked for."""
    return tuple(f"/search/?q={quote(text, safe='')}" for text in texts)
