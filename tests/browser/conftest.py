"""Fixtures of the browser tests.

Each process of the test run has platforms of its own, and starts them when a test first asks for them. The browser
lives as long as tests of this folder follow each other: while it does, Django takes the thread for an asynchronous
one, and refuses its database.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright

from sanphalang.demo.accounts import PASSWORD, SIGN_INS
from sanphalang.demo.contacts import email
from tests.browser.sites import Site, running_site
from tests.browser.walk import Walk
from tests.browser.watch import Watch
from tests.prepared import Prepared


class Window(NamedTuple):
    """How a person sees the platform: pixels, and a language."""

    width: int
    height: int
    language: str


WINDOWS = {
    "telephone": Window(360, 740, "th"),
    "desk": Window(1280, 900, "en"),
    "desk in Thai": Window(1280, 900, "th"),  # of the journeys that are marked so
}
in_thai = pytest.mark.parametrize("window", ["telephone", "desk in Thai"], indirect=True)
MANAGER, NEIGHBOUR = email("manager30"), email("manager31")
EMPTY_MANAGER, WAITING_MANAGER = "first@korat.example", "first@buriram.example"
_PATIENCE = 20_000  # milliseconds until what is expected has to be there
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)

Walker = Callable[..., Walk]


# What the server writes and finds differs by database; what a page looks like, and what a keyboard does, does not.
_WRITES = ("test_journey", "test_imports", "test_record", "test_list", "test_people", "test_committees", "test_privacy")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark everything in this folder, and leave to SQLite what has nothing to do with the database."""
    once = []
    for item in items:
        if "tests/browser/" not in item.nodeid:
            continue
        item.add_marker(pytest.mark.browser)
        if os.environ.get("TEST_POSTGRES_URL") and item.path.stem not in _WRITES:
            once.append(item)
    if once:
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if item not in set(once)]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is, or a skipped test that says so; a failed one where it is required."""
    path = os.environ.get("SANPHALANG_CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        sentence = "There is no Chromium: nothing was walked through. Install it (Debian: apt install chromium)."
        is_required = "chromium" in os.environ.get("SANPHALANG_REQUIRE", "").split(",")
        (pytest.fail if is_required else pytest.skip)(sentence)
    return path


@pytest.fixture(scope="package")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """The browser."""
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, headless=True, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(chromium_path: str, demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The platform with its small demo and a worker."""
    with running_site(tmp_path_factory.mktemp("full"), demo, worker=True) as running:
        running.passwords.update((each.email, PASSWORD) for each in SIGN_INS)
        yield running


@pytest.fixture(scope="session")
def empty_site(chromium_path: str, initialised: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The platform before the first record; no worker, so that every job waits."""
    with running_site(tmp_path_factory.mktemp("empty"), initialised, worker=False) as running:
        for account, centre in ((EMPTY_MANAGER, "30"), (WAITING_MANAGER, "31")):
            made = running.command("user", "add", account, "--role", "data_manager", "--centre", centre, "--json")
            running.passwords[account] = json.loads(made.splitlines()[-1])["password"]
        yield running


@pytest.fixture(scope="session")
def broken_site(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A platform whose database holds no table."""
    with running_site(tmp_path_factory.mktemp("broken"), None, worker=False) as running:
        yield running


@pytest.fixture(params=["telephone", "desk"])
def window(request: pytest.FixtureRequest) -> str:
    """The two sizes that every page is looked at in, one in Thai and the other in English."""
    size: str = request.param
    return size


@pytest.fixture
def walker(chromium: Browser, window: str, request: pytest.FixtureRequest) -> Iterator[Walker]:
    """Start a walk on a site: a browser of its own, signed in when an account is named.

    What the pages complained of fails the test.
    """
    seen = WINDOWS[window]
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    walks: list[Walk] = []
    with ExitStack() as stack:

        def start(site: Site, account: str = "", **options: Any) -> Walk:
            size: ViewportSize = {"width": seen.width, "height": seen.height}
            context = chromium.new_context(
                viewport=size, reduced_motion="reduce", storage_state=site.sessions.get(account), **options
            )
            stack.callback(context.close)
            context.set_default_timeout(_PATIENCE)
            context.add_cookies([{"name": "django_language", "value": seen.language, "url": site.origin}])
            walk = Walk(
                context.new_page(), site, Watch(context, site.origin), f"{name}-{len(walks)}", seen.width, seen.language
            )
            walks.append(walk)
            if account and account not in site.sessions:
                walk.sign_in(account, site.passwords[account])
                site.sessions[account] = context.storage_state()
            return walk

        yield start
        problems = [problem for walk in walks for problem in walk.watch.problems]
        assert not problems, "\n".join(problems)


@pytest.fixture
def walk(walker: Walker, site: Site) -> Walk:
    """A walk on the full platform, not signed in."""
    return walker(site)


@pytest.fixture
def manager(walker: Walker, site: Site) -> Walk:
    """A walk on the full platform, signed in as the data manager of Nakhon Ratchasima."""
    return walker(site, MANAGER)
