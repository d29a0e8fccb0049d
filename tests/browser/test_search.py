"""One box: suggestions by keyboard, groups with counts, filters, and what is said where nothing is found."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.walk import Walk

_DESK = 770  # pixels: from here on the header has the box


def test_anything_is_found_by_keyboard_while_it_is_typed(walk: Walk) -> None:
    if walk.width >= _DESK:
        walk.open("/help/", look=False)
        box = walk.page.locator("header input[type=search]")
        box.press_sequentially("ปากช่อง")
        expect(walk.page.locator("#suggestions a").first).to_be_visible()
        walk.look()
        walk.page.keyboard.press("Escape")
        expect(walk.page.locator("#suggestions a")).to_have_count(0)
        walk.page.keyboard.press("Enter")
    else:
        walk.open("/help/", look=False)
        walk.page.locator("header").get_by_role("link", name=walk.say("Search"), exact=True).click()
        walk.content.locator("#id_q").press_sequentially("ปากช่อง")
    expect(walk.page).to_have_url(re.compile(r"/search/\?q=%"))  # what was typed is still there
    for kind in ("organisation", "place"):
        expect(walk.content.locator(f"#found-{kind}")).to_be_visible()
    walk.look()
    walk.fill("Kind", "place")
    expect(walk.page).to_have_url(re.compile("kind=place"))
    expect(walk.content.locator("#found-organisation")).to_have_count(0)
    walk.content.locator("#id_q").focus()
    asked: list[str] = []
    walk.page.on("request", lambda request: asked.append(request.url))
    walk.page.keyboard.press("ArrowDown")
    walk.page.wait_for_timeout(400)  # longer than a word that was typed waits
    expect(walk.content.locator(".found a").first).to_be_focused()
    assert not asked, "leaving the box asks again, and what was focused is gone"
    walk.page.keyboard.press("Enter")
    expect(walk.page).to_have_url(re.compile(r"/places/3021/$"))


def test_where_nothing_is_found_the_way_on_is_said(walk: Walk) -> None:
    walk.open("/search/?q=ฮฮฮฮฮฮ&kind=place&place=30")
    walk.says("Please try a shorter word, a part of the name only, or without the place and the kind.")
    walk.press("Search everything, everywhere", "link")
    expect(walk.page).not_to_have_url(re.compile("kind="))
