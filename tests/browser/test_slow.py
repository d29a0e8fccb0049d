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


@pytest.fixture
def held() -> list[Route]:
    """Requests that were stopped on their way."""
    return []


def test_a_person_signs_in_before_the_script_has_come(walker: Walker, site: Site, held: list[Route]) -> None:
    walk = walker(site)
    walk.page.route("**/*.js", lambda route: held.append(route))
    walk.page.goto(site.origin + "/accounts/login/?next=/help/", wait_until="commit")
    walk.fill("E-mail address", MANAGER)
    walk.fill("Password", site.passwords[MANAGER])
    walk.press("Sign in")
    walk.says("How the platform is used, step by step. Choose what you want to do, or who you are.")
    assert held, "the script was never asked for"
    walk.page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_read_and_used_before_its_script_has_come(
    walker: Walker, site: Site, held: list[Route], path: str
) -> None:
    walk = walker(site, MANAGER)
    walk.page.route("**/*.js", lambda route: held.append(route))
    walk.page.goto(site.origin + path, wait_until="commit")
    walk.says(PAGES[path])
    walk.open_menu()
    expect(walk.leave()).to_be_visible()
    assert held, "the script was never asked for"
    held[0].continue_()
    walk.page.wait_for_load_state()
    walk.look()
