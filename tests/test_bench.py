"""The benchmark's book-keeping: what was measured is kept, what was not is said, nothing is made up."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bench import __main__ as bench
from bench import figures
from bench.figures import Figure, NotMeasured
from bench.load import CONNECTIONS, p95_ms
from bench.pages import address
from bench.search import addresses as search_addresses

IMPORT = Figure("import", 30.0, "×", 40, "lower", "python -m bench import")
PAGE = Figure("list, p95", 120.0, "ms", 100, "lower", "python -m bench pages")


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the results somewhere else."""
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(figures, "PAGE", tmp_path / "docs" / "performance.md")


@pytest.mark.parametrize(
    ("value", "limit", "better", "holds"),
    [
        (40, 40, "lower", True),
        (40.1, 40, "lower", False),
        (9, 10, "higher", False),
        (10, 10, "higher", True),
        (9, None, "lower", True),
    ],
)
def test_a_limit_holds(value: float, limit: float | None, better: str, holds: bool) -> None:
    assert Figure("x", value, "s", limit, better, "c").holds is holds  # type: ignore[arg-type]


def test_measuring_one_part_again_replaces_that_part_alone() -> None:
    figures.save([IMPORT, PAGE], {}, ["import", "pages"])
    kept = figures.save([Figure("import", 28.0, "×", 40, "lower", IMPORT.command)], {}, ["import"])
    assert {(figure.name, figure.value) for figure in kept} == {("import", 28.0), ("list, p95", 120.0)}
    assert figures.load() == kept
    fields = {"name", "value", "unit", "limit", "better", "command", "machine", "commit"}
    assert all(set(entry) == fields and entry["machine"] for entry in json.loads(figures.RESULTS.read_text()))


def test_a_part_that_cannot_be_measured_any_more_loses_its_old_figures_and_is_named() -> None:
    figures.save([IMPORT, PAGE], {}, ["import", "pages"])
    figures.save([], {"pages on SQLite": "the web server did not start"}, ["pages"])
    assert [figure.name for figure in figures.load()] == ["import"]
    page = figures.PAGE.read_text()
    assert "pages on SQLite: the web server did not start" in page
    assert re.search(r"import \| 30 × \| 40 × \| yes", page)


def test_the_run_says_what_is_over_its_limit_and_what_was_not_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure() -> Iterator[Figure | NotMeasured]:
        yield PAGE
        yield NotMeasured("pages on PostgreSQL: no server: it is down")

    def absent() -> Iterator[Figure | NotMeasured]:
        raise NotMeasured("there is no such command")
        yield IMPORT

    monkeypatch.setattr(bench, "PARTS", {"pages": measure, "import": absent})
    assert bench.main([]) == 1
    said = capsys.readouterr().out
    assert "list, p95: 120 ms  OVER THE LIMIT" in said
    assert "not measured: pages on PostgreSQL: no server: it is down" in said
    assert "not measured: import: there is no such command" in said


def test_an_unknown_part_is_refused() -> None:
    assert bench.main(["speed"]) == 2
    assert not figures.RESULTS.exists()


class _Web(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[str]
    connections: set[tuple[str, int]]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.connections.add(self.client_address)
        body = b"word" if self.path != "/missing" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Be quiet."""


@pytest.fixture
def web() -> Iterator[ThreadingHTTPServer]:
    """A little web server."""
    _Web.asked, _Web.connections = [], set()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Web) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_load_keeps_eight_connections_and_asks_a_fixed_number_of_times(web: ThreadingHTTPServer) -> None:
    assert p95_ms(web.server_port, ["/a", "/b"], requests=80) > 0
    warm_up = 2 * CONNECTIONS
    assert len(_Web.asked) == 80 + warm_up
    assert len(_Web.connections) == CONNECTIONS
    assert abs(_Web.asked.count("/a") - _Web.asked.count("/b")) <= CONNECTIONS


def test_a_page_that_does_not_answer_is_not_measured(web: ThreadingHTTPServer) -> None:
    with pytest.raises(NotMeasured, match="404"):
        p95_ms(web.server_port, ["/missing"], requests=80)


def test_committed_results_are_well_formed() -> None:
    path = figures.ROOT / "bench" / "results.json"
    if not path.exists():
        pytest.skip("bench/results.json has not been written yet; run make bench.")
    entries = [Figure(**entry) for entry in json.loads(path.read_text())]
    assert entries
    assert all(entry.better in {"lower", "higher"} and entry.unit and entry.commit for entry in entries)


@pytest.mark.parametrize("text", ["ทอผ้า", "กองทุนหมู่บ้าน ปากช่อง", "a&b=c #1 100%"])
def test_what_is_looked_for_is_what_the_server_is_asked(text: str) -> None:
    (path,) = search_addresses((text,))
    assert parse_qs(urlsplit(address(path)).query) == {"q": [text]}


def test_a_path_of_thai_letters_is_asked_for_as_it_is() -> None:
    assert parse_qs(urlsplit(address("/organisations/?place=30&name=ทอผ้า")).query) == {
        "place": ["30"],
        "name": ["ทอผ้า"],
    }
