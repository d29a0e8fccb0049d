"""Places: from the map down to a subdistrict, by name, by old code."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.walk import Walk


def test_from_the_map_to_a_subdistrict_and_its_organisations(walk: Walk) -> None:
    korat = "นครราชสีมา" if walk.language == "th" else "Nakhon Ratchasima"
    walk.open("/")
    walk.content.locator("svg a", has=walk.page.locator("title", has_text=korat)).first.focus()
    walk.page.keyboard.press("Enter")
    expect(walk.page).to_have_url(f"{walk.site.origin}/places/30/")
    walk.look()
    for code in ("3001", "300101"):
        walk.content.locator(f"table a[href='/places/{code}/']").click()
        expect(walk.page).to_have_url(f"{walk.site.origin}/places/{code}/")
        walk.look()
    walk.press("Organisations here", "link")
    expect(walk.page).to_have_url(f"{walk.site.origin}/organisations/?place=300101")
    expect(walk.content.get_by_role("rowheader").first).to_be_visible()


def test_a_place_is_suggested_while_its_name_is_typed(walk: Walk) -> None:
    walk.open("/places/")
    box = walk.content.get_by_role("combobox")
    box.press_sequentially("หมูสี")
    offered = walk.page.locator("#place-q-suggestions option")
    expect(offered.first).to_be_attached()
    box.fill(offered.first.get_attribute("value") or "")
    walk.press("Look for")
    expect(walk.page).to_have_url(f"{walk.site.origin}/places/302105/")
    walk.look()


def test_names_that_several_places_have_are_listed(walk: Walk) -> None:
    walk.open("/places/?q=โนนสูง")
    walk.says("Places called “%(text)s”", text="โนนสูง")
    assert walk.content.get_by_role("rowheader").count() > 1


def test_an_abolished_code_leads_to_the_place_that_answers_for_it(walk: Walk) -> None:
    walk.open("/places/100205/")
    expect(walk.page).to_have_url(f"{walk.site.origin}/places/102901/?from=100205")
    expect(walk.content.locator(".notice:visible")).to_contain_text("บางซื่อ")


def test_an_abolished_code_without_successor_is_told_and_leads_on(walk: Walk) -> None:
    walk.open("/places/100599/", status=404)
    walk.says("Code %(code)s (%(name)s) is no longer in use", code="100599", name="บางเขน")
    walk.press("All regions and provinces", "link")
    walk.says("Provinces grouped by")
