"""Somebody without an account opens the own record from a letter, corrects it, decides, asks; the centre answers."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import NEIGHBOUR, Walker, in_thai
from tests.browser.sites import Site
from tests.browser.walk import Walk

_PLACE = "302105 · ตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา"
_TELEPHONE, _NEW_TELEPHONE = "0000-771-101", "0000-772-202"


def _person_with_a_letter(manager: Walk, name: str) -> tuple[str, str, str]:
    """Add somebody and make a letter; return the person's address, the link's, and the code."""
    manager.open("/people/new/", look=False)
    manager.fill("Title, name and surname", name)
    manager.fill("Place", _PLACE)
    manager.fill("Telephone", _TELEPHONE)
    manager.save_new()
    manager.says("Saved.")
    address = manager.page.url.removeprefix(manager.site.origin)
    manager.press("Personal link", "link")
    manager.says("What the person can do with it")
    manager.look()
    manager.press("Make a link and a letter")
    manager.says("Shown once")
    manager.look()
    letter = manager.content.inner_text()
    link, code = re.search(r"/me/open/\S+", letter), re.search(r"\b[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{4}\b", letter)
    assert link is not None
    assert code is not None
    return address, link[0], code[0]


@in_thai
def test_person_corrects_own_record_and_withdraws_consent_from_a_link(
    manager: Walk, walker: Walker, site: Site
) -> None:
    address, link, _code = _person_with_a_letter(manager, "นางสาวดาวเรือง สมมติลิงก์")
    own = walker(site)
    own.open(link)
    assert own.page.url == f"{site.origin}/me/"
    own.says("What is held about you")
    own.shows(_TELEPHONE)
    own.press("Correct contacts and address", "link")
    own.look()
    own.fill("Telephone", _NEW_TELEPHONE)
    own.press("Save")
    own.says("Saved. Your centre sees the new details from now on.")
    own.shows(_NEW_TELEPHONE)
    give, withdraw = own.say("I consent"), own.say("Withdraw consent")
    own.content.get_by_role("button", name=give, exact=True).first.click()
    expect(own.content.get_by_role("button", name=withdraw, exact=True)).to_have_count(1)
    own.look()
    manager.open(address)
    expect(manager.content.locator(".pill-right").filter(has_text=manager.say("Consents"))).to_have_count(1)
    own.press("Withdraw consent")
    expect(own.content.get_by_role("button", name=withdraw, exact=True)).to_have_count(0)
    own.look()
    own.press("Close this page")
    own.says("The page about you is closed. It opens again with the same link or code.")
    assert _NEW_TELEPHONE not in own.page.content()


def test_a_code_opens_it_and_the_centre_serves_what_was_asked(manager: Walk, walker: Walker, site: Site) -> None:
    name = "นายขวัญเมือง สมมติคำขอ"
    _address, _link, code = _person_with_a_letter(manager, name)
    own = walker(site)
    own.open("/me/")
    own.fill("Code", "AAA-AAA-2222")
    own.press("Open")
    own.says("This code is not known, or was tried too often. Please look at the letter again, or ask your centre.")
    own.look()
    own.fill("Code", code.lower())
    own.press("Open")
    own.press("Ask for a correction", "link")
    own.look()
    own.fill("What should be corrected?", "ชื่อสะกดผิด")
    own.press("Send to the centre")
    own.says("Your request has reached the centre. It answers within 30 days.")
    own.press("Ask to be erased", "link")
    own.look()
    own.press("Ask to be erased")
    own.says("%(days)d days left", days=90)
    own.look()
    manager.open("/requests/")
    row = manager.content.get_by_role("row").filter(has_text=name)
    row.filter(has_text=manager.say("Erasure")).get_by_role("link").first.click()
    manager.look()
    manager.press("Erase the person", "link")
    manager.says("This cannot be undone.")
    manager.look()
    manager.press("Erase")
    manager.says("The person was erased. Only a number remains.")
    manager.look()
    assert name.split()[1] not in manager.page.content()
    own.open("/me/", status=403)


def test_a_link_that_is_not_known_says_whom_to_ask(walk: Walk) -> None:
    walk.watch.expect_failure(f"{walk.site.origin}/me/?link=unknown")
    walk.open("/me/open/nothing/", status=403)
    walk.says("The coordination centre of your province makes a new link at once, free of charge.")
    walk.open("/privacy/")
    walk.says("Your rights")


def test_who_noted_a_request_does_not_erase_and_the_other_centre_decides_about_its_own(
    manager: Walk, walker: Walker, site: Site
) -> None:
    name = "นายสองเมือง สมมติคนละศูนย์"
    neighbour = walker(site, NEIGHBOUR)
    neighbour.open("/organisations/new/", look=False)
    neighbour.fill("Name", f"กลุ่มข้ามเขต {neighbour.language}")
    neighbour.fill("Place", "310101 · ตำบลในเมือง อ.เมืองบุรีรัมย์ จ.บุรีรัมย์")
    neighbour.fill("Contact person", name)
    neighbour.fill("Telephone", _TELEPHONE)
    neighbour.save_new()
    neighbour.says("Saved.")
    _address, _link, code = _person_with_a_letter(manager, name)
    manager.open(_address, look=False)
    manager.press("Note a request", "link")
    manager.fill("What is asked for", "erasure")
    manager.press("Put into the queue")
    manager.says(
        "A second pair of eyes: you noted this request, so a colleague of your centre erases. "
        "Or the person asks on the own page, with a personal link."
    )
    manager.look()
    request = manager.page.url.removeprefix(site.origin)
    own = walker(site)
    own.open("/me/", look=False)
    own.fill("Code", code)
    own.press("Open")
    own.press("Ask to be erased", "link")
    own.press("Ask to be erased")
    manager.open(request)
    manager.press("Erase the person", "link")
    manager.look()
    assert "กลุ่มข้ามเขต" not in manager.page.content()
    manager.press("Erase")
    manager.says("The person was erased. Only a number remains.")
    neighbour.open("/requests/")
    neighbour.content.get_by_role("row").filter(has_text=neighbour.say("Erasure")).get_by_role("link").first.click()
    neighbour.says(
        "Another centre erased a person. Something that your centre keeps may tell of the same person: "
        "please look at it and decide."
    )
    neighbour.look()
    neighbour.press("Decide about them", "link")
    neighbour.look()
    neighbour.content.get_by_label(neighbour.say("Empty the contact")).check()
    neighbour.press("Note as done")
    neighbour.says("It is noted as done. The name to look for is gone now.")
