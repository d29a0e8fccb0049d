"""Slow lines: a page is read and used before its script has come. The list's filter: test_list.py."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import MANAGER, Walker
from tests.browser.sites import Site

PAGES = {
    "/": "Social capital of Thailand today",
    "/places/30/": "Organisations by kind",
    "/organisations/": "in alphabetical order",
    "/organisations/1/": "What is known",
    "/organisations/new/": "Add an organisation",
    "/imports/": "Imports",
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_read_and_used_before_its_script_has_come(walker: Walker, site: Site, path: str) -> None:
    walk = walker(site, MANAGER)
    held: list[Route] = []
    walk.page.route("**/*.js", lambda route: held.append(route))
    walk.page.goto(site.origin + path, wait_until="commit")
    walk.says(PAGES[path])
    walk.page.locator("header summary").locator("visible=true").last.click()
    expect(walk.page.get_by_role("button", name=walk.say("Sign out")).locator("visible=true")).to_be_visible()
    assert held, "the script was never asked for"
    held[0].continue_()
    walk.page.wait_for_load_state()
    walk.look()
