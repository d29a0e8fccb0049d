"""The pages of an import besides the journey: waiting, refused, without names or rows, one cell, others' lists."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MANAGER, NEIGHBOUR, WAITING_MANAGER, Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk

WORK = 90_000  # milliseconds until a job is done on a busy machine
_ROWS = "ชื่อกลุ่ม,ตำบล,อำเภอ,จังหวัด,สมาชิก\nกลุ่มลองนำเข้า,หมูสี,ปากช่อง,นครราชสีมา,12\n,หมูสี,ปากช่อง,นครราชสีมา,15\n"


def _hand_in(walk: Walk, name: str, contents: bytes) -> str:
    """Hand in a file; return the address of its import."""
    walk.open("/imports/new/", look=False)
    walk.content.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": contents})
    walk.fill("Where the list comes from", "สำนักงานตัวอย่าง")
    walk.fill("Where the list comes from", "สำนักงานตัวอย่าง")
    walk.press("Check this file")
    expect(walk.page).to_have_url(re.compile(r"/imports/\d+/"))
    return "/" + "/".join(walk.page.url.removeprefix(walk.site.origin).split("/")[1:3]) + "/"


def _wait_for(walk: Walk, heading: str) -> None:
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(walk.say(heading), timeout=WORK)


def test_a_list_that_waits_says_so_and_may_be_left(walker: Walker, empty_site: Site) -> None:
    walk = walker(empty_site, WAITING_MANAGER)
    address = _hand_in(walk, "waiting.csv", _ROWS.encode())
    walk.says("The file is being read")
    walk.says("You may leave this page; the work goes on, and the list of imports leads back here.")
    with walk.page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        pass  # it asks again by itself
    walk.look()
    walk.open("/imports/")
    walk.content.locator(f"a[href='{address}']").first.click()
    walk.says("The file is being read")


def test_nothing_is_handed_in_without_a_file(manager: Walk) -> None:
    manager.open("/imports/new/")
    manager.press("Check this file")
    manager.says("Please choose a file.")
    manager.look()
    manager.fill("Where the list comes from", "สำนักงานตัวอย่าง")
    manager.content.locator("input[type=file]").set_input_files({"name": "empty.csv", "mimeType": "", "buffer": b""})
    manager.press("Check this file")
    manager.says("This file is empty. Please check that the right file was chosen.")


@pytest.mark.parametrize(
    "contents", [b"\x89PNG\r\n\x1a\n" + bytes(200), b"PK\x03\x04 torn off"], ids=["picture", "torn"]
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(manager: Walk, contents: bytes) -> None:
    _hand_in(manager, "list.xlsx", contents)
    _wait_for(manager, "This file could not be read")
    manager.says("The file is kept as it came; nothing has been saved to the registry.")
    expect(manager.content.get_by_role("link", name=manager.say("Choose another file"))).to_be_visible()
    manager.look()


def test_a_list_without_names_asks_which_column_names_the_organisation(manager: Walk) -> None:
    _hand_in(manager, "numbers.csv", b"a,b\n1,2\n3,4\n5,6\n")
    _wait_for(manager, "Match the columns")
    manager.says("Which column names the organisation?")
    manager.look()
    manager.press("Check the list with these columns")
    manager.says("Please choose the column that names the organisation.")
    manager.look()


def test_one_cell_is_corrected_and_the_row_can_be_used(manager: Walk) -> None:
    address = _hand_in(manager, "one-cell.csv", _ROWS.encode())
    _wait_for(manager, "Check before bringing in")
    manager.open(f"{address}rows/?outcome=rejected")
    manager.says("%(n)s row", "%(n)s rows", n=1)
    manager.content.get_by_role("rowheader").first.get_by_role("link").click()
    manager.says("No name stands in this row.")
    manager.look()
    manager.content.get_by_role("row", name=re.compile("ชื่อกลุ่ม")).get_by_role("textbox").fill("กลุ่มแก้ชื่อแล้ว")
    manager.press("Keep the correction and check again")
    _wait_for(manager, "Check before bringing in")
    manager.open(f"{address}rows/")
    manager.shows("กลุ่มแก้ชื่อแล้ว")
    manager.fill("Outcome", "rejected")
    manager.says("No row fits")
    manager.look()


def test_lists_of_others_do_not_exist(manager: Walk, walker: Walker, site: Site) -> None:
    address = _hand_in(manager, "own.csv", _ROWS.encode())
    _wait_for(manager, "Check before bringing in")
    neighbour = walker(site, NEIGHBOUR)
    for path in (address, f"{address}rows/", f"{address}rows/1/", f"{address}columns/", f"{address}annotated.xlsx"):
        neighbour.open(path, status=404, look=False)
        neighbour.says("There is no such page")
    neighbour.open("/imports/")
    expect(neighbour.content.locator(f"a[href='{address}']")).to_have_count(0)


def test_a_workbook_to_fill_in_is_downloaded(manager: Walk, tmp_path: Path) -> None:
    manager.open("/imports/", look=False)
    with manager.page.expect_download() as taken:
        manager.press("Workbook to fill in", "link")
    taken.value.save_as(tmp_path / "template.xlsx")
    assert openpyxl.load_workbook(tmp_path / "template.xlsx").active is not None


def test_a_list_goes_in_without_a_script(manager: Walk, walker: Walker, site: Site) -> None:
    plain = walker(site, MANAGER, java_script_enabled=False)
    address = _hand_in(plain, "plain.csv", _ROWS.encode())
    manager.open(address, look=False)  # a page with a script knows when the work is done
    _wait_for(manager, "Check before bringing in")
    plain.open(address, look=False)
    plain.says("Nothing has been saved to the registry yet.")


def test_a_list_that_waits_is_looked_at_again_without_a_script(walker: Walker, empty_site: Site) -> None:
    walker(empty_site, WAITING_MANAGER)  # signs in; the session is then known
    plain = walker(empty_site, WAITING_MANAGER, java_script_enabled=False)
    _hand_in(plain, "waiting.csv", _ROWS.encode())
    plain.press("Look again", "link")
    plain.says("The file is being read")
