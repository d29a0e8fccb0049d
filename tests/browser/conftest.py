"""Fixtures of the browser tests.

Each process of the test run has platforms of its own, and starts them when a test first asks for them. The browser
lives as long as tests of this folder follow each other: while it does, Django takes the thread for an asynchronous
one, and refuses its database.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.sites import Site, running_site
from tests.browser.walk import Walk
from tests.browser.watch import Watch

WIDTHS = {"telephone": (360, 740), "desk": (1280, 900)}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)

Walker = Callable[..., Walk]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium, or a skipped test that says so; a failed one where it is required."""
    path = os.environ.get("SANPHALANG_CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        sentence = "There is no Chromium: nothing was walked through. Install it (Debian: apt install chromium)."
        is_required = "chromium" in os.environ.get("SANPHALANG_REQUIRE", "").split(",")
        (pytest.fail if is_required else pytest.skip)(sentence)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The platform with its small demo and a worker."""
    prepare = (("init",), ("demo", "--scale", "small"))
    with running_site(tmp_path_factory.mktemp("full"), prepare=prepare, worker=True) as running:
        yield running


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The platform before the first record; no worker, so that every job waits."""
    with running_site(tmp_path_factory.mktemp("empty"), prepare=(("init",),), worker=False) as running:
        yield running


@pytest.fixture(scope="session")
def broken_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A platform whose database holds no table."""
    with running_site(tmp_path_factory.mktemp("broken"), prepare=(), worker=False) as running:
        yield running


@pytest.fixture(params=list(WIDTHS))
def window(request: pytest.FixtureRequest) -> str:
    """The two sizes that every page is looked at in."""
    size: str = request.param
    return size


@pytest.fixture
def walker(chromium: Browser, window: str, request: pytest.FixtureRequest) -> Iterator[Walker]:
    """Start a walk on a site: a browser of its own without cookies. What its pages complained of fails the test."""
    width, height = WIDTHS[window]
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    walks: list[Walk] = []
    with ExitStack() as stack:

        def start(site: Site, **options: Any) -> Walk:
            context = chromium.new_context(
                viewport={"width": width, "height": height}, locale="th-TH", reduced_motion="reduce", **options
            )
            stack.callback(context.close)
            context.set_default_timeout(20_000)
            watch = Watch(context, site.origin)
            walks.append(Walk(context.new_page(), site, watch, f"{name}-{len(walks)}", width))
            return walks[-1]

        yield start
        assert [problem for walk in walks for problem in walk.watch.problems] == []


@pytest.fixture
def walk(walker: Walker, site: Site) -> Walk:
    """A walk on the full platform, not signed in."""
    return walker(site)
