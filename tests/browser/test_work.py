"""A data manager's desk: what waits, one likely pair after the other by keyboard, and a merge that is undone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.walk import Walk

_PLACE = "300101"


def _new_organisation(manager: Walk, name: str) -> str:
    manager.open("/organisations/new/", look=False)
    manager.fill("Name", name)
    manager.fill("Place", _PLACE)
    manager.save_new()
    found = re.search(r"/organisations/(\d+)/$", manager.page.url)
    assert found, manager.page.url
    return found[1]


def test_pairs_are_decided_and_merged_by_keyboard(manager: Walk) -> None:
    one, other = (_new_organisation(manager, f"กลุ่มเลี้ยงจิ้งหรีดบ้านโต๊ะทำงาน {manager.width}") for _time in range(2))
    manager.open("/my-work/")
    manager.open("/my-work/duplicates/", look=False)
    manager.press("Compare all records of my area again")
    expect(manager.content.locator(".answers")).to_be_visible(timeout=60_000)  # it appears by itself
    for _second in range(60):  # pairs of earlier walks may stand there before these two were compared
        if manager.content.get_by_text(manager.say("All records are being compared")).count() == 0:
            break
        manager.page.wait_for_timeout(1_000)
        manager.page.reload()
    manager.look()
    manager.page.keyboard.press("3")
    manager.says("Your last answer: not sure.")
    manager.press("Take it back")
    manager.says("The answer is taken back; the pair waits again.")

    manager.open(f"/my-work/organisations/{one}/{other}/")
    manager.page.keyboard.press("Enter")
    manager.says("Your last answer: the same. The two are one record now.")
    manager.press("Undo the merge", "link")
    manager.look()
    manager.press("Yes, make them two records again")
    manager.says("The merge is undone. Both records stand for themselves again.")
