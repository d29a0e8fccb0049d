"""The platform without JavaScript: slower by a page, and everything still there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MANAGER, Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk


@pytest.fixture
def plain(walker: Walker, site: Site) -> Walk:
    """A walk without scripts, signed in as the data manager of Nakhon Ratchasima."""
    walker(site, MANAGER)  # the form of signing in has its own test; from here on the session is known
    return walker(site, MANAGER, java_script_enabled=False)


def test_the_list_is_filtered_and_taken_home(plain: Walk) -> None:
    plain.open("/organisations/", look=False)
    plain.fill("Status", "active")
    plain.fill("Part of the name", "กลุ่ม")
    plain.press("Show")
    expect(plain.page).to_have_url(re.compile("name=.*status=active"))
    plain.says("Take all filters away")
    expect(plain.content.get_by_text(plain.say("Fetching…"))).to_be_hidden()
    plain.content.locator("summary").get_by_text(plain.say("Download")).click()
    with plain.page.expect_download():
        plain.press("As CSV", "link")


def test_an_organisation_is_added_with_a_place_written_by_hand(plain: Walk) -> None:
    plain.open("/organisations/new/", look=False)
    plain.fill("Name", "กลุ่มไม่ใช้สคริปต์")
    plain.fill("Place", "หมูสี ปากช่อง")
    plain.save_new()
    plain.says("Saved.")
    expect(plain.content.locator("a[href='/places/302105/']")).to_be_visible()


def test_a_place_is_looked_for_and_the_menu_opens(plain: Walk) -> None:
    plain.open("/places/", look=False)
    plain.content.locator("input[name=q]").fill("หมูสี")
    plain.press("Look for")
    plain.says("Places called “%(text)s”", text="หมูสี")
    plain.open_menu()
    expect(plain.leave()).to_be_visible()
