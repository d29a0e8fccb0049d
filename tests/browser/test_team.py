"""A coordinator gives a role by an invitation, and an officer assembles the pack of an incident: in Thai."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect

from sanphalang.demo.accounts import SIGN_INS
from tests.browser.conftest import MANAGER, Walker, in_thai
from tests.browser.sites import Site
from tests.browser.test_accounts import make_account, set_up_the_app
from tests.browser.test_people import add_person
from tests.browser.walk import Walk


@in_thai
def test_a_role_is_given_by_a_link_and_accepted(walker: Walker, empty_site: Site, window: str) -> None:
    centre, name = ("44" if window == "telephone" else "45"), "นางสาวสมมติ รับเชิญ"
    email = f"coordinator.{centre}@centre.example"
    make_account(empty_site, email, "coordinator", "--centre", centre, name="นายสมมติ ผู้เชิญ")
    walk = walker(empty_site, email)
    walk.open(f"/centres/{centre}/team/invite/", look=False)
    set_up_the_app(walk)
    walk.look()
    walk.content.locator("input[name=role][value=data_manager]").check()
    walk.fill("Name", name)
    walk.press("Make the invitation")
    walk.says("This link is shown only now")
    walk.look()
    link = walk.content.locator("#link").input_value().removeprefix(empty_site.origin)

    invited, password = walker(empty_site), "ลมหนาวพัดผ่านทุ่งนา-2569"
    invited.open(link)
    invited.fill("E-mail address", f"invited.{centre}@centre.example")
    invited.fill("New password", password)
    invited.fill("New password once more", password)
    invited.press("Open the account and accept the role")
    invited.page.wait_for_load_state()
    invited.look()
    invited.open("/organisations/new/")

    walk.open(f"/centres/{centre}/team/")
    walk.shows(name)
    invited.watch.expect_failure(f"{empty_site.origin}/invitations/")
    invited.open(link, status=410)  # once is enough


@in_thai
def test_an_officer_assembles_the_pack_of_an_incident(manager: Walk, walker: Walker, site: Site, window: str) -> None:
    add_person(manager, "นายสมมติ ถูกเปิดดู")
    manager.press("Show (the look is recorded)")
    manager.says("This look was recorded. Please do not pass these details on without need.")

    email = f"officer.{manager.width}@nation.example"
    make_account(site, email, "data_protection_officer", name="นางสมมติ คุ้มครอง")
    officer = walker(site, email)
    officer.open("/log/incident/", look=False)
    set_up_the_app(officer)
    officer.look()
    name = next(each.name for each in SIGN_INS if each.email == MANAGER)
    whose = officer.content.locator("select[name=who] option").filter(has_text=name).first.get_attribute("value")
    officer.fill("Account", whose or "")
    today = timezone.localdate()
    for label in ("From day", "To day"):
        officer.fill(label, f"{today.day}/{today.month}/{today.year + 543}")
    officer.press("Show who was exposed")
    expect(officer.content.get_by_role("rowheader").first).to_be_visible()
    officer.look()
    with officer.page.expect_download() as taken:
        officer.press("Download the pack (XLSX)")
    assert taken.value.path().read_bytes().startswith(b"PK")
