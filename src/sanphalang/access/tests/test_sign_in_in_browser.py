"""Signing in as a person does it, at both widths."""

from __future__ import annotations

import pytest

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, make_account
from tests.browsing import DESK, PHONE, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_signing_in_leads_to_where_the_person_was_heading(visit: Visit, width: int) -> None:
    make_account(Role.DATA_MANAGER, "30", email="rattana@example.org", name="รัตนา")
    visited = visit("/accounts/login/?next=/help/", width=width)
    visited.check_accessibility()
    visited.check_width()
    page = visited.page
    page.get_by_label("อีเมล").fill("rattana@example.org")
    page.get_by_label("รหัสผ่าน").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="เข้าสู่ระบบ").click()
    assert "กรุณาตรวจสอบ" in page.get_by_role("alert").filter(visible=True).inner_text()
    visited.check_accessibility()
    assert page.get_by_label("อีเมล").input_value() == "rattana@example.org"
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/")


def test_one_signed_in_sees_their_name_and_can_leave(visit: Visit) -> None:
    user = make_account(Role.DATA_MANAGER, "30", name="รัตนา ศรีสุข")
    page = visit("/help/", user=user).page
    page.get_by_text("รัตนา ศรีสุข").first.click()
    page.get_by_role("button", name="ออกจากระบบ").first.click()
    page.wait_for_url("**/")
    assert page.get_by_role("link", name="เข้าสู่ระบบ").first.is_visible()
