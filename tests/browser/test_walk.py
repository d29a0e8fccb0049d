"""The walk on a telephone: no signal, a restart, answers cut off on their way; and what is erased when."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import BROWSER_ARGUMENTS, Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk
from tests.browser.walkers import arrived, make_walkers

PLACES = 20
FAR, LEAVING, FIRST, SECOND, LATE, CAREFUL, PLAIN, SHAKY = (
    f"{name}@walk.example" for name in ("far", "leaving", "first", "second", "late", "careful", "plain", "shaky")
)
WALK, LIST, ANSWERS = "/verification/walk/", "**/verification/walk/list/", "**/verification/walk/answers/"
CUT = 3
"""So many answers reach the server while its word never comes back."""
HELD = """async () => {
    const open = indexedDB.open('walk');
    const store = await new Promise((done, fail) => {
        open.onsuccess = () => done(open.result);
        open.onerror = open.onblocked = () => fail(new Error('the store cannot be opened'));
    });
    const names = [...store.objectStoreNames];
    const held = [];
    for (const name of names) {
        const count = store.transaction(name).objectStore(name).count();
        await new Promise(done => { count.onsuccess = done });
        if (count.result) held.push(name);
    }
    store.close();
    return held;
}"""
"""What of the list, the answers and the photographs lies in the browser."""

on_a_telephone = pytest.mark.parametrize("window", ["telephone"], indirect=True)
Start = Callable[[], tuple[BrowserContext, Page]]
_PATIENCE = 60  # seconds until all is sent


@pytest.fixture
def walks(site: Site) -> Site:
    """The full platform with some volunteers, made once: a process may come back to these tests from others."""
    if FAR in site.passwords:
        return site
    make_walkers(site, {FAR: PLACES + 1, LEAVING: 2, FIRST: 3, SECOND: 2, LATE: 2, CAREFUL: 2, PLAIN: 4, SHAKY: 3})
    return site


@pytest.fixture
def telephone(chromium: Browser, chromium_path: str, tmp_path: Path) -> Iterator[Start]:
    """Start a browser with a memory of its own, which can be closed and opened again."""
    with ExitStack() as stack:

        def start() -> tuple[BrowserContext, Page]:
            context = chromium.browser_type.launch_persistent_context(
                tmp_path,
                executable_path=chromium_path,
                args=BROWSER_ARGUMENTS,
                viewport={"width": 360, "height": 740},
                reduced_motion="reduce",
            )
            stack.callback(context.close)
            return context, context.pages[0]

        yield start


def test_twenty_confirmations_with_photos_arrive_once(walks: Site, telephone: Start) -> None:
    context, page = telephone()
    _sign_in(page, walks, FAR)
    expect(page.get_by_text("เก็บรายการไว้ในเครื่องแล้ว")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    for number in range(PLACES):
        _confirm_with_a_photo(page, number)
    waiting = f"ไม่มีสัญญาณ เก็บไว้ในเครื่องแล้ว {PLACES} รายการ"
    expect(page.locator("main")).to_contain_text(waiting)
    page.reload()  # the page itself comes without a signal too
    expect(page.locator("main")).to_contain_text(waiting)
    context.close()

    context, page = telephone()
    sent = _cut_off(context)
    _sign_in(page, walks, FAR)
    found = arrived(walks, FAR)
    for _time in range(_PATIENCE):
        send = page.get_by_role("button", name="ส่งตอนนี้")
        if send.is_visible():
            send.click()
        page.wait_for_timeout(1_000)
        found = arrived(walks, FAR)
        if len(found) >= PLACES and not page.locator(".walk-answered[data-state=kept]").count():
            break
    expect(page.locator(".walk-answered")).to_have_count(PLACES)
    assert len(found) == len({each.task for each in found}) == PLACES
    assert all(each.has_photo and each.state == "applied" for each in found)
    assert len(sent) == len(set(sent)) + CUT


@on_a_telephone
def test_signing_out_asks_for_what_was_not_sent_and_erases_all(walker: Walker, walks: Site) -> None:
    walk = walker(walks, LEAVING)
    walk.open("/", look=False)
    walk.press("Open the list", "link")
    _nothing_arrives(walk)
    _confirm(walk)
    walk.look()
    assert walk.page.evaluate(HELD) == ["answers", "list"]
    walk.open_menu()
    walk.leave().click()
    expect(walk.page.get_by_role("dialog")).to_contain_text("มี 1 รายการที่ยังไม่ได้ส่ง")
    walk.page.get_by_role("dialog").get_by_role("button").first.click()
    expect(walk.page.locator(".walk-card").first).to_be_visible()
    walk.open_menu()
    walk.leave().click()
    walk.page.get_by_role("dialog").get_by_role("button").last.click()
    walk.page.wait_for_url(walks.origin + "/")
    walks.sessions.pop(LEAVING)
    assert walk.page.evaluate("async () => [...await caches.keys(), ...Object.keys(localStorage)]") == []
    assert walk.page.evaluate(HELD) == []


@on_a_telephone
def test_another_account_sees_nothing_of_the_first_and_sends_nothing_of_it(walker: Walker, walks: Site) -> None:
    walk = walker(walks, FIRST)
    walk.open(WALK)
    _nothing_arrives(walk)
    name = _confirm(walk)
    names = walk.page.locator(".walk-name").all_inner_texts()

    walk.page.unroute(ANSWERS)
    _sign_in_instead(walk, SECOND)
    walk.shows("ในเครื่องนี้มีคำตอบของผู้ใช้อื่นที่ยังไม่ได้ส่ง 1 รายการ")
    assert not {name, *names} & set(walk.page.locator(".walk-name").all_inner_texts())
    _confirm(walk)
    expect(walk.page.locator(".walk-answered[data-state=applied]")).to_have_count(1)
    assert (len(arrived(walks, FIRST)), len(arrived(walks, SECOND))) == (0, 1)

    _sign_in_instead(walk, FIRST)
    expect(walk.page.locator(".walk-answered[data-state=applied]")).to_contain_text(name)
    assert len(arrived(walks, FIRST)) == 1


@on_a_telephone
def test_a_list_that_is_too_old_is_erased_without_asking_the_server(walker: Walker, walks: Site) -> None:
    walk = walker(walks, LATE)
    walk.open(WALK, look=False)
    walk.shows("เก็บรายการไว้ในเครื่องแล้ว")
    walk.page.route(LIST, lambda route: route.abort())
    walk.watch.expect_failure(walks.origin + WALK + "list/")
    walk.page.goto("about:blank")
    walk.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=15))
    walk.open(WALK, look=False)
    walk.says("The list was too old and has been erased from this telephone")
    assert walk.page.evaluate(HELD) == []


@on_a_telephone
def test_an_answer_is_taken_back_corrected_and_sent_with_what_is_wrong_said_first(walker: Walker, walks: Site) -> None:
    walk = walker(walks, CAREFUL)
    walk.open(WALK, look=False)
    _nothing_arrives(walk)
    name = _confirm(walk)
    walk.press("Take the answer back")
    expect(walk.page.locator(".walk-open .walk-name")).to_have_text(name)
    walk.press("Correct it")
    walk.page.get_by_label(walk.say("Year founded")).fill("๒๙๙๙")
    walk.press("Keep the answer")
    walk.says("Please write the year with four digits, such as 2558 or 2015; it cannot lie ahead.")
    walk.look()
    walk.page.get_by_label(walk.say("Year founded")).fill("๒๕๕๘")
    walk.page.unroute(ANSWERS)
    walk.press("Keep the answer")
    expect(walk.page.locator(".walk-answered[data-state=waiting]")).to_contain_text(name)
    assert [each.outcome for each in arrived(walks, CAREFUL)] == ["corrected"]


@on_a_telephone
@pytest.mark.parametrize("apart", [60, 350])
def test_a_hand_that_presses_twice_answers_for_one(walker: Walker, walks: Site, apart: int) -> None:
    walk = walker(walks, SHAKY)
    walk.open(WALK, look=False)
    walk.shows("เก็บรายการไว้ในเครื่องแล้ว")
    _nothing_arrives(walk)
    button = walk.page.locator(".walk-open").get_by_role("button", name=walk.say("Still there, all correct"))
    expect(button).to_be_visible()
    done, spot = walk.page.locator(".walk-answered"), button.bounding_box()
    before = done.count()
    assert spot is not None
    for _time in range(2):
        walk.page.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
        walk.page.wait_for_timeout(apart)
    walk.page.wait_for_timeout(1_000)
    expect(walk.page.locator(".walk-open")).to_be_visible()  # no form of the next place
    expect(done).to_have_count(before + 1)


def test_the_walk_without_a_script(walker: Walker, walks: Site) -> None:
    walker(walks, PLAIN)
    walk = walker(walks, PLAIN, java_script_enabled=False)
    walk.open(WALK, look=False)
    first = walk.page.locator(".walk-head").first
    name = first.locator(".walk-name").inner_text()
    first.click()
    walk.shows(name)
    walk.page.get_by_label(walk.say("It has moved"), exact=True).check()
    walk.press("Save")
    walk.says("Please say where it has moved to.")
    walk.page.get_by_label(walk.say("I could not find it"), exact=True).check()
    walk.page.locator("input[type=file]").set_input_files(_photo(40, 30))
    walk.press("Save")
    walk.says("Thank you. It is noted.")
    # Parts of the script that the page asks for ahead are refused where there is none: that is no complaint.
    walk.watch.problems[:] = [each for each in walk.watch.problems if not each.endswith(".js csp")]
    last = arrived(walks, PLAIN)[-1]
    assert (last.outcome, last.has_photo) == ("not_found", True)


def _photo(width: int, height: int) -> dict[str, Any]:
    """Return a photograph as a camera leaves it: with the name of its owner inside."""
    written, hidden = io.BytesIO(), Image.Exif()
    hidden[315] = "Exif-owner"
    Image.new("RGB", (width, height), "olive").save(written, "JPEG", exif=hidden)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def _sign_in(page: Page, site: Site, email: str) -> None:
    page.goto(f"{site.origin}/accounts/login/?next={WALK}")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(site.passwords[email])
    page.locator("main button[type=submit]").first.click()
    expect(page.locator(".walk-card").first).to_be_visible()


def _confirm_with_a_photo(page: Page, number: int) -> None:
    page.get_by_role("button", name="ยืนยันพร้อมรูปหรือหมายเหตุ").click()
    page.locator("#walk-photo").set_input_files(_photo(2400, 1800) if not number else _photo(200, 150))
    expect(page.get_by_role("img", name="เก็บรูปไว้แล้ว")).to_be_visible()
    page.get_by_role("button", name="ยังอยู่ ข้อมูลถูกต้อง").click()
    expect(page.locator(".walk-open")).to_be_visible()


def _cut_off(context: BrowserContext) -> list[str]:
    """Let the first answers reach the server and break the line before its word comes back; note what was sent."""
    sent: list[str] = []

    def pass_on(route: Route) -> None:
        body = route.request.post_data_buffer or b""
        assert b"Exif" not in body
        sent.append(re.findall(rb'name="instance"\r\n\r\n([0-9a-f-]{36})', body)[0].decode())
        if len(sent) in (1, 3, 5):
            assert route.fetch().status == 200
            route.abort("connectionreset")
        else:
            route.continue_()

    context.route(ANSWERS, pass_on)
    return sent


def _nothing_arrives(walk: Walk) -> None:
    """Let no answer through."""
    walk.page.route(ANSWERS, lambda route: route.abort())
    walk.watch.expect_failure(walk.site.origin + WALK + "answers/")


def _confirm(walk: Walk) -> str:
    """Confirm the open place; return its name."""
    name = walk.page.locator(".walk-open .walk-name").inner_text()
    walk.press("Still there, all correct")
    expect(walk.page.locator(".walk-answered").first).to_contain_text(name)
    return name


def _sign_in_instead(walk: Walk, email: str) -> None:
    """Sign in as somebody else, as after the session has ended by itself, and open the walk."""
    walk.page.context.clear_cookies(name="sessionid")
    walk.sign_in(email, walk.site.passwords[email])
    walk.open(WALK)
