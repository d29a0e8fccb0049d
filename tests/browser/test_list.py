"""The list of organisations: filters without a new page, sorting, pages, and files to take home."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Route, expect

from tests.browser.walk import Walk


def test_a_filter_changes_the_list_in_place_and_says_the_count(walk: Walk) -> None:
    walk.open("/organisations/")
    everything = walk.count()
    walk.page.evaluate("() => { window.samePage = true }")
    walk.fill("Status", "active")
    expect(walk.page).to_have_url(re.compile("status=active"))
    walk.says("Take all filters away")
    assert 0 < walk.count() < everything
    assert walk.page.evaluate("window.samePage")
    expect(walk.page.locator("#announcer")).to_have_text(walk.content.locator("[data-announce]").inner_text())
    walk.look()
    walk.page.go_back()
    expect(walk.content.get_by_label(walk.say("Status"))).to_have_value("")
    assert walk.count() == everything


def test_a_part_of_a_name_and_a_place_narrow_the_list_together(walk: Walk) -> None:
    walk.open("/organisations/")
    walk.fill("Part of the name", "ออมทรัพย์")
    walk.press("Show")
    walk.says("The name contains “%(part)s”", part="ออมทรัพย์")
    walk.fill("Place", "30")
    expect(walk.content.locator(".filter-active li")).to_have_count(3)
    expect(walk.content.get_by_role("rowheader").first).to_contain_text("ออมทรัพย์")
    walk.look()
    walk.press("Take all filters away", "link")
    expect(walk.page).to_have_url(re.compile(r"/organisations/$"))


def test_pages_follow_each_other(walk: Walk) -> None:
    walk.open("/organisations/?sort=-members")
    walk.says("most members first")
    size = walk.content.get_by_role("rowheader").count()
    first = walk.content.get_by_role("rowheader").first.inner_text()
    walk.content.get_by_role("link", name=walk.say("Next"), exact=True).click()
    total = f"{walk.count():,}"
    walk.says("Items %(first)s to %(last)s of %(total)s", first=str(size + 1), last=str(2 * size), total=total)
    expect(walk.content.get_by_role("rowheader").first).not_to_have_text(first)
    walk.look()


def test_what_is_filtered_is_taken_home(walk: Walk, tmp_path: Path) -> None:
    walk.open("/organisations/?place=10&status=active")
    walk.content.locator("summary").get_by_text(walk.say("Download")).click()
    walk.look()
    for words, name in (("As CSV", "list.csv"), ("As a workbook (XLSX)", "list.xlsx")):
        with walk.page.expect_download() as taken:
            walk.press(words, "link")
        taken.value.save_as(tmp_path / name)
        if name == "list.csv":
            walk.content.locator("summary").get_by_text(walk.say("Download")).click(trial=True)
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == walk.count()
    assert (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")


def test_a_slow_filter_says_that_it_is_fetching(walk: Walk) -> None:
    walk.open("/organisations/")
    held: list[Route] = []
    walk.page.route("**/organisations/?*", lambda route: held.append(route))
    fetching = walk.content.get_by_text(walk.say("Fetching…"))
    expect(fetching).to_be_hidden()
    walk.fill("Status", "active")
    expect(fetching).to_be_visible()
    walk.look()
    held[0].continue_()
    walk.says("Take all filters away")
    expect(fetching).to_be_hidden()


def test_a_filter_that_does_not_arrive_is_said_and_the_list_stays(walk: Walk) -> None:
    walk.open("/organisations/")
    before = walk.count()
    failing: list[str] = []

    def fail(route: Route) -> None:
        failing.append(route.request.url)
        walk.watch.expect_failure(route.request.url)
        route.abort()

    walk.page.route("**/organisations/?*", fail)
    walk.fill("Status", "active")
    walk.says("Sorry, something went wrong for the moment. What you typed is still here; please try again.")
    assert failing
    assert walk.count() == before
    expect(walk.content.get_by_label(walk.say("Status"))).to_have_value("active")
    walk.look()
