"""The first time (/help/newcomer/): sign in to a platform just started, bring a real list in, print a subdistrict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MANAGER, Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk
from tests.real_lists.files import DATA, PRODUCTS, needs_real_lists

pytestmark = [needs_real_lists, pytest.mark.parametrize("window", ["telephone"], indirect=True)]
WORK = 120_000  # milliseconds until a job is done on a busy machine


def _wait_for(walk: Walk, heading: str) -> None:
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(walk.say(heading), timeout=WORK)


def _bring_in(walk: Walk, file: Path) -> None:
    walk.open("/imports/", look=False)
    walk.press("Bring in a list", "link")
    walk.content.locator("input[type=file]").set_input_files(file)
    walk.fill("Where the list comes from", "รายการผลิตภัณฑ์ชุมชน 40 จังหวัด")
    walk.press("Check this file")
    _wait_for(walk, "Check before bringing in")
    walk.look()
    words = walk.say("Bring in the %(n)s row that is ready", "Bring in the %(n)s rows that are ready", n=2)
    ready = re.compile("^" + re.escape(words).replace("2", r"[\d,]+") + "$")
    walk.content.get_by_role("button", name=ready).click()
    _wait_for(walk, "The list has been brought in")


def _print_a_subdistrict(walk: Walk) -> bytes:
    """Go from the province to its first district and subdistrict, and take the sheet."""
    walk.open("/places/30/", look=False)
    for digits in (4, 6):
        links = walk.content.locator("a[href^='/places/']")
        address = next(
            each
            for each in links.evaluate_all("all => all.map(each => each.getAttribute('href'))")
            if re.fullmatch(rf"/places/30\d{{{digits - 2}}}/", each)
        )
        walk.open(address, look=False)
    sheet = walk.content.get_by_role("link", name=walk.say("Sheet for the notice board")).first.get_attribute("href")
    answer = walk.page.request.get(f"{walk.site.origin}{sheet}", timeout=WORK)
    assert answer.ok, answer.text()
    return answer.body()


def test_a_newcomer_brings_a_list_in_and_prints_a_subdistrict(walker: Walker, site: Site) -> None:
    walk = walker(site, MANAGER)
    walk.open("/help/newcomer/")
    _bring_in(walk, DATA / PRODUCTS)
    sheet = _print_a_subdistrict(walk)
    assert sheet.startswith(b"%PDF-")
    assert len(sheet) > 10_000
