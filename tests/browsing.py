"""Chromium for tests: pages at both widths that fail on any console error, policy report or serious axe finding.

A test is marked ``browser`` and takes ``visit``::

    @pytest.mark.browser
    def test_the_list(visit: Visit) -> None:
        page = visit("/organisations/", width=PHONE)
        page.check_accessibility()
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from sanphalang.access.models import User

PHONE, DESK = 360, 1280  # the two widths that every page is made for, in pixels

_AXE = Path(__file__).resolve().parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_NAMES = ("chromium", "chromium-browser", "google-chrome")


class Visited:
    """A page in the browser, with what the browser complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def check_accessibility(self) -> None:
        """Fail on every finding that axe calls serious or critical."""
        self.page.evaluate(_AXE.read_text("utf-8"))
        found = self.page.evaluate("axe.run(document)")["violations"]
        serious = [
            f"{each['id']}: {each['help']} {[node['html'] for node in each['nodes']]}"
            for each in found
            if each["impact"] in {"serious", "critical"}
        ]
        assert serious == []

    def check_width(self) -> None:
        """Fail when the page has to be scrolled sideways."""
        assert self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


Visit = Callable[..., Visited]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium once; without one the test is skipped, which ``make test`` says aloud."""
    path = os.environ.get("SANPHALANG_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if not path:
        pytest.skip("There is no Chromium on this machine (Debian: apt install chromium).")
    if not _AXE.exists():
        pytest.skip("The front end's packages are not there; please run “make setup”.")
    # Playwright keeps an event loop in this thread, where Django would refuse to ask its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer, reference_data: None) -> Iterator[Visit]:
    """Open addresses of the running site, as nobody or signed in; afterwards nothing may have been complained of."""
    visited: list[Visited] = []

    def open_page(address: str, *, width: int = DESK, user: User | None = None) -> Visited:
        context = chromium.new_context(viewport={"width": width, "height": 800}, locale="th-TH")
        if user is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": _session(user), "url": live_server.url}]
            )
        page = Visited(context.new_page())
        visited.append(page)
        page.page.goto(live_server.url + address)
        return page

    yield open_page
    complaints = [complaint for page in visited for complaint in page.complaints]
    for page in visited:
        page.page.context.close()
    assert complaints == []


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
