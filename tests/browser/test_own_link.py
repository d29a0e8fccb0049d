"""An organisation follows the link of its letter on a telephone: it corrects, confirms, and the centre takes it in."""

from __future__ import annotations

from tests.browser.conftest import Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk

_PLACE = "302105 · ตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา"


def _organisation_with_a_letter(manager: Walk, name: str) -> tuple[str, str]:
    """Add an organisation and make a letter; return its address and the address of the link."""
    manager.open("/organisations/new/", look=False)
    manager.fill("Name", name)
    manager.fill("Place", _PLACE)
    manager.save_new()
    address = manager.page.url.removeprefix(manager.site.origin)
    manager.press("Let the organisation confirm itself by a link", "link")
    manager.says("What the organisation can do with it")
    manager.look()
    manager.press("Make a link and a letter")
    manager.says("Shown once")
    manager.look()
    return address, manager.content.locator("#own_link").input_value().removeprefix(manager.site.origin)


def test_an_organisation_corrects_and_confirms_itself_and_the_centre_approves(
    manager: Walk, walker: Walker, site: Site
) -> None:
    name, new_name = f"กลุ่มสมมติทอเสื่อ {manager.width}", f"กลุ่มสมมติทอเสื่อบ้านใหม่ {manager.width}"
    address, link = _organisation_with_a_letter(manager, name)
    own = walker(site)
    own.open(link)
    assert own.page.url == f"{site.origin}/verification/own/"
    own.shows(name)

    own.press("No, something is different", "link")
    own.press("Send to the centre")
    own.says("Everything still stands here as it was. Please change what is different, or write it below.")
    own.look()
    own.fill("Name", new_name)
    own.press("Send to the centre")
    own.says("It has reached your centre, which reads it before the registry says so.")
    own.look()
    own.press("Back to the page of your organisation", "link")
    own.shows(name)  # until the centre has read it

    manager.open("/verification/answers/")
    manager.content.get_by_role("link", name=name).first.click()
    manager.shows(new_name)
    manager.look()
    manager.press("Approve")
    manager.open(address)
    manager.shows(new_name)

    own.open("/verification/own/", look=False)
    own.shows(new_name)
    own.press("Yes, all of it is still correct")
    own.says("It is noted in the registry from this moment.")
    manager.open(address, look=False)
    manager.press("Let the organisation confirm itself by a link", "link")
    manager.press("Take the link back")
    manager.says("The link is taken back; it opens nothing any more.")
    own.open("/verification/own/", status=403)
