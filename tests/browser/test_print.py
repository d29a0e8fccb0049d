"""On paper: the content alone, with exact dates, and nothing that can only be pressed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.walk import Walk


@pytest.mark.parametrize("path", ["/", "/places/30/", "/organisations/", "/organisations/1/"])
def test_paper_holds_the_content_alone(walk: Walk, path: str) -> None:
    walk.open(path, look=False)
    walk.page.emulate_media(media="print")
    expect(walk.page.get_by_role("heading", level=1)).to_be_visible()
    for on_screen_only in ("header.shell-header", ".skip-link", ".filter-bar", ".pages", ".page-actions"):
        for found in walk.page.locator(on_screen_only).all():
            expect(found).to_be_hidden()
    walk.look()


def test_exact_dates_stand_beside_how_long_ago(walk: Walk) -> None:
    walk.open("/organisations/?fresh=fresh", look=False)
    exact = walk.content.locator("tbody .print-only").first
    expect(exact).to_be_hidden()
    walk.page.emulate_media(media="print")
    expect(exact).to_be_visible()
