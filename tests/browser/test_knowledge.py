"""A case by hand: written step by step, kept while it is typed, published by the coordinator, read by everybody."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Walker
from tests.browser.walk import Walk

_COORDINATOR = "coordinator30@private.example"
_PLACE = "3021 · อำเภอปากช่อง จ.นครราชสีมา"
_HOSTILE = "น้ำไม่พอ <script>document.title='ถูกแก้'</script> [กด](javascript:alert(1)) <img src=x onerror=alert(1)>"


def _begin(walk: Walk) -> str:
    """Begin a case; return its address."""
    walk.open("/knowledge/new/")
    walk.fill("Name of the item", "ธนาคารต้นไม้บนจอ")
    walk.fill("Kind", "healthy_community")
    walk.fill("Main place", _PLACE)
    walk.fill("In short", "ชาวบ้านปลูกต้นไม้เป็นเงินออม")
    walk.press("Save and go on")
    walk.says("Saved as a draft. Nobody else reads it yet.")
    return walk.page.url.removeprefix(walk.site.origin).split("steps/")[0]


def test_the_demo_has_cases_to_find_and_to_read(walk: Walk) -> None:
    walk.open("/knowledge/")
    walk.content.get_by_role("link", name="ธนาคารน้ำใต้ดินแก้ภัยแล้ง").first.click()
    walk.says("At a glance")
    walk.says("Read on")
    walk.look()


def test_a_case_is_written_published_and_read_and_a_script_in_it_never_runs(manager: Walk, walker: Walker) -> None:
    address = _begin(manager)
    box = manager.content.locator("textarea[name=text]")
    box.fill(_HOSTILE)
    expect(manager.content.locator("#kept")).to_contain_text(":", timeout=20_000)
    manager.page.reload()
    expect(box).to_have_value(_HOSTILE)
    manager.press("Save and go on")
    for text in ("ปลูกคนละสิบต้น", "ทุกบ้านร่วม", "มีต้นไม้ 400 ต้น"):
        box.fill(text)
        manager.press("Save and go on")
    manager.open(f"{address}desk/")
    manager.press("Send for review")
    manager.says("Sent for review. You can still write on it.")

    coordinator = walker(manager.site, _COORDINATOR)
    coordinator.open(f"{address}publish/")
    coordinator.press("Publish")
    coordinator.says("Published. Everybody can read it now.")
    reader = walker(manager.site)
    reader.open(address)
    expect(reader.content).to_contain_text("<script>")
    expect(reader.content.locator("a[href^='javascript']")).to_have_count(0)
    assert "ถูกแก้" not in reader.page.title()
