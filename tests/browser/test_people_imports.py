"""A list of people in the browser: handed in, checked, decided beside a known person, brought in."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from tests.browser.conftest import in_thai
from tests.browser.walk import Walk

WORK = 90_000  # milliseconds until a job is done on a busy machine
_HEADING = "ที่,ชื่อ-สกุล,เลขบัตรประชาชน,เบอร์โทร,ปีเกิด,บทบาท,ที่อยู่,ตำบล,อำเภอ,จังหวัด"


def _citizen_id(number: int) -> str:
    digits = f"9{number:011d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=True))
    return f"{digits}{(11 - total % 11) % 10}"


def _list(mark: str, *, subdistrict: str, citizen_id: str = "") -> bytes:
    name = f"นางสมศรี สมมติ{mark}"
    rows = (
        f"1,{name},{citizen_id},,๒๕๑๐,ผู้นำชุมชน,99 ลับเฉพาะ,{subdistrict},ปากช่อง,นครราชสีมา",
        f"2,ว่าที่ ร.ต.ดำ ตัวอย่าง{mark} (แดง),,0000123456,,จิตอาสา / ผู้ช่วย,,{subdistrict},ปากช่อง,นครราชสีมา",
        "3,กลุ่มทอผ้าบ้านตัวอย่าง,,,,,,,,",
    )
    return "\n".join((_HEADING, *rows)).encode()


def _hand_in(walk: Walk, contents: bytes, name: str = "คน.csv") -> str:
    walk.open("/imports/new/")
    walk.content.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": contents})
    walk.content.locator("select[name=kind]").select_option("people")
    walk.fill("Where the list comes from", "สำนักงานตัวอย่าง")
    walk.fill("Where the list comes from", "สำนักงานตัวอย่าง")
    walk.press("Check this file")
    expect(walk.page).to_have_url(re.compile(r"/imports/\d+/"))
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(walk.say("Check before bringing in"), timeout=WORK)
    return walk.page.url.removeprefix(walk.site.origin)


def test_a_workbook_for_people_is_filled_in_and_understood(manager: Walk, tmp_path: Path) -> None:
    manager.open("/imports/new/")
    with manager.page.expect_download() as taken:
        manager.press("Workbook to fill in: people of the network", "link")
    taken.value.save_as(tmp_path / "people.xlsx")
    book = openpyxl.load_workbook(tmp_path / "people.xlsx")
    book.worksheets[0].append(("นาง", "สมศรี", f"จำลอง{'ก' * (1 + manager.width % 7)}"))
    book.save(tmp_path / "people.xlsx")
    _hand_in(manager, (tmp_path / "people.xlsx").read_bytes(), "people.xlsx")
    manager.press("See or change the columns", "link")
    expect(manager.content.locator("select[name^=column-]").first).to_have_value("title")
    manager.look()


@in_thai
def test_from_the_file_to_the_people(manager: Walk) -> None:
    mark = "ก" * (1 + manager.width % 7) + ("ข" if manager.language == "th" else "ค")
    citizen_id = _citizen_id(manager.width)
    address = _hand_in(manager, _list(mark, subdistrict="หมูสี", citizen_id=citizen_id))
    manager.look()
    assert citizen_id not in manager.page.content()
    for page in ("columns/", "rows/", "rows/2/"):
        manager.open(address + page)
        assert citizen_id not in manager.page.content()
    manager.open(address)
    manager.content.get_by_role("button", name=re.compile("2")).first.click()
    done = manager.say("The list has been brought in")
    expect(manager.page.get_by_role("heading", level=1)).to_have_text(done, timeout=WORK)
    manager.look()
    _hand_in(manager, _list(mark, subdistrict="ปากช่อง").replace("๒๕๑๐".encode(), b""))
    expect(manager.content.get_by_role("button", name=manager.say("The same person")).first).to_be_visible()
    manager.look()
