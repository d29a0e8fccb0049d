"""One organisation, by hand: added, looked at, changed, confirmed, closed; what others see of it meanwhile."""

from __future__ import annotations

import re

from playwright.sync_api import Dialog, expect

from tests.browser.conftest import NEIGHBOUR, Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk

_PLACE = "302105 · ตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา"
_TELEPHONE = "0000-123-456"


def _add(walk: Walk, name: str) -> str:
    """Add an organisation with a contact through the form; return its address."""
    walk.open("/organisations/new/", look=False)
    walk.fill("Name", name)
    walk.fill("Place", _PLACE)
    walk.fill("Telephone", _TELEPHONE)
    walk.save_new()
    walk.says("Saved.")
    return walk.page.url.removeprefix(walk.site.origin)


def test_an_organisation_is_added_by_hand_and_the_place_is_suggested(manager: Walk) -> None:
    manager.open("/organisations/new/")
    manager.fill("Name", "กลุ่มทดลองบนจอ")
    box = manager.content.get_by_role("combobox", name=re.compile(manager.say("Place")))
    box.press_sequentially("หมูสี")
    offered = manager.content.locator("datalist option")
    expect(offered.first).to_be_attached()
    box.fill(offered.first.get_attribute("value") or "")
    manager.fill("Members", "๑๒")
    manager.save_new()
    manager.says("Saved.")
    manager.shows("กลุ่มทดลองบนจอ", "12")
    manager.says("Added by hand")
    manager.look()
    manager.press("Still correct")
    manager.says("Thank you. It is noted as confirmed today.")
    manager.look()


def test_what_cannot_be_right_is_said_beside_its_field_and_nothing_is_lost(manager: Walk) -> None:
    manager.open("/organisations/new/", look=False)
    manager.fill("Name", "12345 !!!")
    manager.fill("Place", "ไม่มีที่นี่")
    manager.fill("Members", "หลายคน")
    manager.fill("Telephone", "12")
    manager.press("Save")
    manager.says("Some fields need another look")
    manager.says("Nothing has been saved yet; what you typed is still here.")
    manager.says("No place has this name. Please try a shorter part of it, or its official code.")
    manager.says("Please write the number of members as a whole number, such as 42.")
    expect(manager.content.get_by_role("textbox", name=re.compile(manager.say("Telephone")))).to_have_value("12")
    manager.look()


def test_a_record_of_little_but_a_name_says_what_is_not_known(manager: Walk, walker: Walker, site: Site) -> None:
    manager.open("/organisations/new/", look=False)
    manager.fill("Name", "กลุ่มยังไม่ทราบอะไร")
    manager.fill("Place", _PLACE)
    manager.save_new()
    manager.says("Saved.")
    visitor = walker(site)
    visitor.open(manager.page.url.removeprefix(site.origin))
    visitor.says("No contact is known.")
    visitor.says("Never confirmed")
    visitor.says("Status not known")


def test_a_contact_is_for_its_own_centre_until_it_is_published(manager: Walk, walker: Walker, site: Site) -> None:
    address = _add(manager, "กลุ่มมีเบอร์โทร")
    manager.shows(_TELEPHONE)
    manager.says("This contact is shown to the organisation's own centre only.")
    for other in (walker(site), walker(site, NEIGHBOUR)):
        other.open(address)
        other.says("There is a contact. It is kept by the organisation's own centre and is not shown to others.")
        assert _TELEPHONE not in other.page.content()
    manager.press("Publish the contact", "link")
    manager.says("Please do this only when the contact person has agreed.")
    manager.look()
    manager.press("Publish the contact")
    manager.says("The contact is published. This can be undone on this page.")
    other.open(address)
    other.shows(_TELEPHONE)
    manager.press("Take the contact from public view")
    manager.says("The contact is now shown to the organisation's own centre only.")
    other.open(address)
    assert _TELEPHONE not in other.page.content()


def test_two_people_editing_at_once_see_each_others_words(manager: Walk, walker: Walker, site: Site) -> None:
    address = _add(manager, "กลุ่มสองคนแก้")
    second = walker(site, manager_of(site))
    for walk in (manager, second):
        walk.open(f"{address}edit/", look=False)
    second.fill("Name", "กลุ่มชื่อที่สอง")
    second.press("Save")
    second.says("Saved.")
    manager.fill("Name", "กลุ่มชื่อที่หนึ่ง")
    manager.watch.expect_failure(f"{site.origin}{address}edit/")
    with manager.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        manager.press("Save")
    assert answered.value.status == 409
    manager.says("Someone changed this while you were editing")
    manager.says("Stored meanwhile by somebody else: %(value)s", value="กลุ่มชื่อที่สอง")
    manager.look()
    manager.press("Save")
    manager.says("Saved.")
    manager.shows("กลุ่มชื่อที่หนึ่ง")


def manager_of(site: Site) -> str:
    """Return another account of the same centre."""
    return next(account for account in site.passwords if account.startswith("coordinator30"))


def test_closing_asks_once_and_is_undone_from_the_same_page(manager: Walk) -> None:
    asked: list[Dialog] = []
    manager.page.on("dialog", lambda dialog: asked.append(dialog))
    _add(manager, "กลุ่มจะเลิก")
    manager.press("Mark as closed", "link")
    manager.says("It stays in the registry with its history and is counted as closed.")
    manager.look()
    manager.press("Mark as closed")
    manager.says("It is marked as closed. This can be undone on this page.")
    manager.look()
    manager.press("Mark as active again")
    manager.says("It is marked as active again.")
    assert asked == []


def test_a_name_with_a_person_in_it_is_pointed_out(manager: Walk) -> None:
    _add(manager, "กลุ่มทอผ้า นางสมศรี ใจดี")
    expect(manager.content.get_by_text(re.compile("ใจดี")).first).to_be_visible()
    manager.look()
