"""People on the screen: the list, one person, private details on request, the form, two editors, the download."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sanphalang.demo.contacts import email
from tests.browser.conftest import NEIGHBOUR, Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk

_PLACE = "302105 · ตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา"
_TELEPHONE = "0000-123-456"
_COORDINATOR, _ANALYST = email("coordinator30"), email("analyst")


def add_person(walk: Walk, name: str) -> str:
    """Add somebody with a telephone through the form; return the address of the page."""
    walk.open("/people/new/", look=False)
    walk.fill("Title, name and surname", name)
    walk.fill("Place", _PLACE)
    walk.content.get_by_label(walk.say("Community leader")).check()
    walk.fill("Telephone", _TELEPHONE)
    walk.save_new()
    walk.says("Saved.")
    return walk.page.url.removeprefix(walk.site.origin)


def test_the_list_is_narrowed_sorted_and_turned(manager: Walk) -> None:
    manager.open("/people/")
    manager.says("People of the network")
    everybody = manager.count()
    manager.fill("Role", "leader")
    expect(manager.page).to_have_url(re.compile("role=leader"))
    assert 0 < manager.count() < everybody
    manager.look()
    manager.fill("Part of the name", "สมมติ")
    manager.press("Show")
    expect(manager.page).to_have_url(re.compile("name="))
    manager.look()
    manager.open("/people/?sort=-confirmed&page=3")
    manager.open("/people/?name=ไม่มีใครชื่อนี้")
    manager.says("Nobody fits")


def test_a_visitor_signs_in_first(walk: Walk) -> None:
    walk.open("/people/")
    expect(walk.page).to_have_url(re.compile("/accounts/login/"))


def test_private_details_are_shown_on_request_and_the_look_stands_in_the_history(
    manager: Walk, walker: Walker, site: Site
) -> None:
    address = add_person(manager, "นางสาวสมหญิง สมมติดูข้อมูล")
    assert _TELEPHONE not in manager.page.content()
    manager.look()
    manager.press("Show (the look is recorded)")
    manager.shows(_TELEPHONE)
    manager.says("This look was recorded. Please do not pass these details on without need.")
    manager.says("Private details were shown")
    manager.look()
    manager.press("Hide", "link")
    expect(manager.content).not_to_contain_text(_TELEPHONE)
    analyst = walker(site, _ANALYST)
    analyst.open(address)
    analyst.says("There are private details. They are kept by the person's own centre and are not shown to others.")
    assert _TELEPHONE not in analyst.page.content()
    walker(site, NEIGHBOUR).open(address, status=404)


def test_what_cannot_be_right_is_said_beside_its_field_and_nothing_is_lost(manager: Walk) -> None:
    manager.open("/people/new/")
    manager.fill("Title, name and surname", "กลุ่มทอผ้าบ้านหนองบัว")
    manager.fill("Telephone", "12")
    manager.fill("Citizen ID", "9000000000018")
    manager.save_new()
    manager.says("This looks like the name of an organisation, not of a person.")
    manager.says("This is no citizen ID: it has 13 digits, of which the last checks the others.")
    assert "9000000000018" not in manager.page.content()
    expect(manager.content.get_by_label(re.compile(manager.say("Telephone")))).to_have_value("12")
    manager.look()


def test_two_people_editing_at_once_see_each_others_words(manager: Walk, walker: Walker, site: Site) -> None:
    address = add_person(manager, "นายสองคน สมมติแก้")
    second = walker(site, _COORDINATOR)
    for walk in (manager, second):
        walk.open(f"{address}edit/", look=walk is manager)
    second.fill("Nickname", "ชื่อที่สอง")
    second.press("Save")
    second.says("Saved.")
    manager.fill("Nickname", "ชื่อที่หนึ่ง")
    manager.watch.expect_failure(f"{site.origin}{address}edit/")
    manager.press("Save")
    manager.says("Someone changed this while you were editing")
    manager.says("Stored meanwhile by somebody else: %(value)s", value="ชื่อที่สอง")
    manager.look()
    manager.press("Save")
    manager.says("Saved.")
    manager.shows("ชื่อที่หนึ่ง")


def test_a_training_comes_and_goes_and_an_end_is_asked_once(manager: Walk) -> None:
    add_person(manager, "นางอบรม สมมติทดลอง")
    manager.press("Add a training", "link")
    manager.fill("Name of the training", "อบรมวิทยากรกระบวนการ")
    manager.fill("Year", "2564")
    manager.look()
    manager.press("Save")
    manager.says("The training was added.")
    manager.shows("อบรมวิทยากรกระบวนการ")
    manager.press("Mark as no longer active", "link")
    manager.says("The record stays in the registry with its history.")
    manager.look()
    manager.press("Mark as no longer active")
    manager.says("They are marked as no longer active. This can be undone on this page.")
    manager.press("Mark as active again")
    manager.says("They are marked as active again.")
    manager.look()


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_people_are_taken_home_for_a_reason(manager: Walk, file_format: str) -> None:
    manager.open("/people/?role=facilitator", look=False)
    manager.press("Download", "link")
    manager.says("What is the file for?")
    manager.look()
    manager.press("Download")
    manager.look()
    manager.fill("What is the file for?", "เชิญวิทยากรประชุมเวทีจังหวัด")
    manager.fill("File", file_format)
    with manager.page.expect_download() as download:
        manager.press("Download")
    assert download.value.suggested_filename.endswith(f".{file_format}")


def test_everybody_sees_how_many_there_are_and_no_small_number(walk: Walk) -> None:
    for address in ("/", "/places/30/", "/places/3001/"):
        walk.open(address)
        walk.says("People of the network by role")
    walk.says("Fewer than 5")
