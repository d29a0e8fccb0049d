"""Thai first, English by a switch, and the switch stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MANAGER, Walker
from tests.browser.sites import Site

_OTHER = {"th": ("EN", "en"), "en": ("ไทย", "th")}


def test_thai_comes_first_whatever_the_browser_prefers(walker: Walker, site: Site) -> None:
    walk = walker(site, locale="en-GB")
    walk.page.context.clear_cookies(name="django_language")
    walk.open("/")
    expect(walk.page.locator("html")).to_have_attribute("lang", "th")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("ทุนทางสังคมของประเทศไทย วันนี้")


@pytest.mark.parametrize(
    "path", ["/", "/places/30/", "/organisations/?place=30&status=active", "/organisations/1/", "/organisations/new/"]
)
def test_the_switch_keeps_the_page_and_is_remembered(walker: Walker, site: Site, path: str) -> None:
    walk = walker(site, MANAGER)
    words, language = _OTHER[walk.language]
    walk.open(path, look=False)
    walk.page.locator(".shell-language").get_by_text(words, exact=True).click()
    expect(walk.page.locator("html")).to_have_attribute("lang", language)
    kept = walk.page.url.removeprefix(site.origin).replace(f"lang={language}", "").rstrip("?&")
    assert kept == path
    walk.look()
    walk.open("/help/", look=False)
    expect(walk.page.locator("html")).to_have_attribute("lang", language)
