"""A committee by hand: founded, appointed, seated, met and followed up; what others see of it meanwhile."""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import NEIGHBOUR, Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk

_PLACE = "3021 · อำเภอปากช่อง จ.นครราชสีมา"
_PDF: FilePayload = {"name": "คำสั่ง.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nmade up"}


def _found(walk: Walk, name: str) -> str:
    """Found a committee through the form; return its address."""
    walk.open("/committees/new/", look=False)
    walk.fill("Name", name)
    walk.fill("Place", _PLACE)
    walk.press("Save")
    walk.says("Saved.")
    return walk.page.url.removeprefix(walk.site.origin)


def _choose_somebody(walk: Walk) -> str:
    """Choose the first person that the box suggests, as a person would; return the name."""
    box = walk.content.get_by_role("combobox", name=re.compile(walk.say("Person")))
    box.press_sequentially("สม")
    offered = walk.content.locator("datalist option")
    expect(offered.first).to_be_attached()
    assert "สม" not in walk.page.url
    chosen = offered.first.get_attribute("value") or ""
    box.fill(chosen)
    return chosen.split(" · ")[1]


def _seat(walk: Walk, address: str) -> str:
    """Seat somebody as the chair; return the name."""
    walk.open(f"{address}members/new/", look=False)
    name = _choose_somebody(walk)
    walk.fill("Position", "chair")
    walk.fill("Partner sector", "citizens")
    walk.fill("From", "14 ก.พ. 2569")
    walk.press("Save")
    walk.says("The member is added.")
    return name


def test_the_demo_has_committees_with_something_overdue(walk: Walk) -> None:
    walk.open("/committees/")
    walk.content.get_by_role("link", name="คณะกรรมการประสานภาคีการพัฒนาจังหวัดนครราชสีมา").click()
    walk.says("Open resolutions")
    walk.says("Overdue")
    walk.says("Name not shown")
    walk.look()
    walk.content.get_by_role("link", name="ให้สรุปผลเวทีระดับอำเภอเสนอที่ประชุม").click()
    walk.says("A person whose name is not shown")
    walk.look()


def test_a_committee_is_founded_appointed_seated_and_followed_up(manager: Walk) -> None:
    manager.open("/committees/new/")
    address = _found(manager, "คณะทำงานบนจอ")
    manager.says("No member is in office today.")
    manager.look()

    manager.press("Add an order", "link")
    manager.fill("Number of the order", "9/2569")
    manager.fill("Date of the order", "๑ กุมภาพันธ์ ๒๕๖๙")
    manager.content.locator("input[type=file]").set_input_files(_PDF)
    manager.look()
    manager.press("Save")
    manager.says("Saved as a draft. Mark it as signed when it is.")
    manager.look()
    manager.press("Mark as signed", "link")
    manager.look()
    manager.press("Mark as signed")
    manager.says("The order is marked as signed. This can be undone on this page.")
    with manager.page.expect_download() as download:
        manager.press("Download the file", "link")
    assert download.value.suggested_filename.endswith(".pdf")
    manager.look()

    name = _seat(manager, address)
    manager.shows(name)
    manager.look()

    manager.press("Add a meeting", "link")
    manager.fill("Date", "5/3/2569")
    manager.fill("Agenda", "เรื่องแจ้งให้ทราบ\nแผนงาน")
    manager.look()
    manager.press("Save")
    manager.says("Meeting no. %(number)d", number=1)
    manager.press("Add a resolution", "link")
    manager.fill("Resolution", "ให้ทำแผนให้เสร็จ")
    manager.fill("To be done by", "1/4/2569")
    manager.look()
    manager.press("Save")
    manager.says("The resolution is added.")
    manager.says("Overdue")
    manager.look()
    manager.press("Follow up", "link")
    manager.fill("How far it is", "done")
    manager.look()
    manager.press("Save")
    manager.says("Noted. Thank you.")
    manager.look()
    manager.open(f"{address}meetings/1/print/")
    manager.open(f"{address}print/")
    manager.page.emulate_media(media="print")
    manager.shows(name)
    manager.look()


def test_a_name_is_for_those_who_may_see_the_person_until_it_is_published(
    manager: Walk, walker: Walker, site: Site
) -> None:
    address = _found(manager, "คณะที่มีประธาน")
    name = _seat(manager, address)
    for other in (walker(site), walker(site, NEIGHBOUR)):
        other.open(address)
        other.says("Name not shown")
        assert name not in other.page.content()
    manager.content.get_by_role("link", name=name).click()
    manager.look()
    manager.press("Publish the name", "link")
    manager.look()
    manager.press("Publish the name")
    manager.says("The name is published. This can be undone on this page.")
    other.open(address)
    other.shows(name)
    manager.press("Take the name from public view")
    manager.says("The name is no longer published.")
    other.open(address)
    assert name not in other.page.content()


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(manager: Walk) -> None:
    address = _found(manager, "คณะที่กรอกไม่ครบ")
    manager.open(f"{address}members/new/", look=False)
    manager.fill("Person", "ไม่มีใครชื่อนี้")
    manager.fill("From", "เมื่อปีที่แล้ว")
    manager.press("Save")
    manager.says("Some fields need another look")
    manager.says("No person of your area is called so. Please add the person to the registry first.")
    manager.says("Please write the day, the month and the year, such as 14/2/2569.")
    box = manager.content.get_by_role("combobox", name=re.compile(manager.say("Person")))
    expect(box).to_have_value("ไม่มีใครชื่อนี้")
    manager.look()


def test_two_people_editing_at_once_see_each_others_words(manager: Walk, walker: Walker, site: Site) -> None:
    address = _found(manager, "คณะสองคนแก้")
    second = walker(site, next(account for account in site.passwords if account.startswith("coordinator30")))
    for walk in (manager, second):
        walk.open(f"{address}edit/", look=False)
    second.fill("Name", "คณะชื่อที่สอง")
    second.press("Save")
    second.says("Saved.")
    manager.fill("Name", "คณะชื่อที่หนึ่ง")
    manager.watch.expect_failure(f"{site.origin}{address}edit/")
    manager.press("Save")
    manager.says("Someone changed this while you were editing")
    manager.says("Stored meanwhile by somebody else: %(value)s", value="คณะชื่อที่สอง")
    manager.look()
    manager.press("Save")
    manager.says("Saved.")
    manager.shows("คณะชื่อที่หนึ่ง")


def test_a_post_is_added_from_the_page_of_an_organisation(manager: Walk, walker: Walker, site: Site) -> None:
    manager.open("/organisations/new/", look=False)
    manager.fill("Name", "กลุ่มที่มีประธาน")
    manager.fill("Place", _PLACE)
    manager.save_new()
    address = manager.page.url.removeprefix(site.origin)
    manager.press("Add a post", "link")
    name = _choose_somebody(manager)
    manager.fill("Position", "ประธานกลุ่ม")
    manager.fill("From", "1/1/2568")
    manager.look()
    manager.press("Save")
    manager.says("The post is added.")
    manager.shows(name, "ประธานกลุ่ม")
    manager.look()
    visitor = walker(site)
    visitor.open(address)
    assert name not in visitor.page.content()


def test_before_the_first_committee(walker: Walker, empty_site: Site) -> None:
    visitor = walker(empty_site)
    visitor.open("/committees/")
    visitor.says("Committees and working groups will stand here")
    visitor.open("/committees/1/", status=404)
    visitor.open("/committees/new/", status=403)
