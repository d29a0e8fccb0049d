"""Everything by keyboard: the order of the tab key, a focus that is seen, menus that close by Escape."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.walk import Walk

# A ring around what has the focus; a province of the map is drawn with a thick edge instead.
_RING = """() => {
    const ring = getComputedStyle(document.activeElement), shape = document.activeElement.querySelector(':scope > path')
    return shape ? parseFloat(getComputedStyle(shape).strokeWidth) > 3 : ring.outlineStyle !== 'none'
}"""


def _tab_to(walk: Walk, selector: str, most: int = 60) -> None:
    """Press Tab until the element has the focus, which must be seen at every stop (a transition may draw it)."""
    for _ in range(most):
        walk.page.keyboard.press("Tab")
        walk.page.wait_for_function(_RING, timeout=5_000)
        if walk.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


def test_the_first_stop_skips_to_the_content(walk: Walk) -> None:
    walk.open("/organisations/")
    walk.page.keyboard.press("Tab")
    skip = walk.page.get_by_text(walk.say("Skip to the content"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    walk.page.keyboard.press("Enter")
    expect(walk.page.locator("main")).to_be_focused()
    _tab_to(walk, "main summary", most=1)


def test_a_filter_is_chosen_and_sent_by_keyboard(walk: Walk) -> None:
    walk.open("/organisations/")
    _tab_to(walk, "input[name=name]")
    walk.page.keyboard.type("ชมรม")
    walk.page.keyboard.press("Enter")
    walk.says("The name contains “%(part)s”", part="ชมรม")
    _tab_to(walk, "th[role=rowheader] a")
    walk.page.keyboard.press("Enter")
    walk.says("What is known")


def test_a_place_is_picked_by_keyboard(walk: Walk) -> None:
    walk.open("/places/")
    _tab_to(walk, "main input[name=q]")  # not the box of the header, which looks for everything
    walk.page.keyboard.type("302105")
    walk.page.keyboard.press("Enter")
    expect(walk.page).to_have_url(re.compile("/places/302105/$"))


def test_a_province_of_the_map_is_reached_by_keyboard(walk: Walk) -> None:
    walk.open("/")
    _tab_to(walk, "svg a")
    walk.page.keyboard.press("Enter")
    expect(walk.page).to_have_url(re.compile(r"/places/\d\d/$"))


@pytest.mark.parametrize("path", ["/", "/organisations/"])
def test_a_menu_opens_and_escape_closes_it_where_it_was_opened(manager: Walk, path: str) -> None:
    manager.open(path)
    opener = manager.page.locator("header summary").locator("visible=true").last
    opener.focus()
    manager.page.keyboard.press("Enter")
    expect(manager.leave()).to_be_visible()
    manager.page.keyboard.press("Escape")
    expect(manager.leave()).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/places/30/", "/organisations/", "/organisations/1/", "/accounts/login/"])
def test_a_finger_finds_everything(walk: Walk, path: str) -> None:
    """Buttons, fields and links of menus are at least 44 pixels high; links inside sentences and tables are text."""
    walk.open(path, look=False)
    small = walk.page.locator("button, .btn, select, input:not([type=hidden]), header a, header summary").evaluate_all(
        """each => each.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []
