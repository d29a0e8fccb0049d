"""The main job, as a data manager does it: an agency's list goes in, is mended, is found, and is taken back."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MANAGER, Walker
from tests.browser.messy import AMBIGUOUS_ROWS, SURE_ROWS, write_list
from tests.browser.sites import Site
from tests.browser.walk import Walk

WORK = 90_000  # milliseconds until a job is done on a busy machine
COUNTED = 30.0  # seconds until places are counted anew there, and what was kept of the old figures is gone
NEW = SURE_ROWS + AMBIGUOUS_ROWS
PLACES = {
    "/": NEW,
    "/places/30/": NEW,
    "/places/3021/": SURE_ROWS,
    "/places/302105/": SURE_ROWS,
    "/places/300101/": AMBIGUOUS_ROWS,
}


@dataclass
class Import:
    """One walk from the file to its withdrawal. Words that no other record has, so that walks do not meet."""

    walk: Walk
    marked: str
    known: str
    known_at: str = ""

    def add_what_is_known(self) -> None:
        """Add a record by hand that a row of the list resembles."""
        self.walk.open("/organisations/new/", look=False)
        self.walk.fill("Name", self.known)
        self.walk.fill("Place", "302105 · ตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา")
        self.walk.save_new()
        self.walk.says("Saved.")
        self.known_at = self.walk.page.url.removeprefix(self.walk.site.origin)

    def hand_in(self, file: Path) -> None:
        """Drop the file, say where it comes from, and wait until it has been checked."""
        self.walk.open("/")
        self.walk.press("Bring in a list", "link")
        self.walk.says("Choose the file as it came. It is checked first; nothing is saved to the registry yet.")
        self.walk.look()
        self.drop(file)
        self.walk.fill("Where the list comes from", f"สำนักงานตัวอย่าง {self.marked}")
        self.walk.press("Check this file")
        self.wait_for("Check before bringing in")

    def drop(self, file: Path) -> None:
        """Let the file fall onto its field, as a mouse with a file does."""
        field = self.walk.content.locator("input[type=file]")
        field.scroll_into_view_if_needed()
        box = field.bounding_box()
        assert box is not None
        session = self.walk.page.context.new_cdp_session(self.walk.page)
        data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "data": data}
        for act in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": act, **at})
        session.detach()
        expect(field).to_have_value(re.compile(re.escape(file.name)))

    def wait_for(self, heading: str) -> None:
        """Wait until the page has this heading."""
        expect(self.walk.page.get_by_role("heading", level=1)).to_have_text(self.walk.say(heading), timeout=WORK)

    def number(self, label: str) -> int:
        """Return one of the figures that stand on top of a page."""
        figure = self.walk.content.locator(".stat", has=self.walk.page.get_by_text(self.walk.say(label), exact=True))
        return int(re.sub(r"\D", "", figure.last.locator(".figure").inner_text()))

    def counts(self) -> dict[str, int]:
        """Return how many organisations home and the pages of the places count."""
        counted = {}
        for path in PLACES:
            self.walk.open(path, look=False)
            empty = self.walk.content.get_by_text(self.walk.say("No organisation is known here yet")).is_visible()
            counted[path] = 0 if empty else self.number("Community organisations")
        return counted

    def comes_to_count(self, expected: dict[str, int]) -> None:
        """Wait until the pages count this: the worker counts places anew within seconds of a change."""
        deadline = time.monotonic() + COUNTED
        while (found := self.counts()) != expected and time.monotonic() < deadline:
            self.walk.page.wait_for_timeout(500)
        assert found == expected

    def correct_a_column(self) -> None:
        """Say that the column of remarks tells the activity."""
        self.walk.press("See or change the columns", "link")
        self.walk.says("What each column was understood as, and why. What you change is remembered for this source.")
        self.walk.shows("หมายเหตุ", "สานตะกร้า")
        self.walk.look()
        self.walk.content.get_by_role("combobox", name="หมายเหตุ").select_option("activity")
        self.walk.press("Check the list with these columns")
        self.wait_for("Check before bringing in")

    def mend_a_kind_of_finding(self) -> None:
        """Use what was read of years with two digits, in every row."""
        assert self.number("To decide") == AMBIGUOUS_ROWS + 1
        kind = self.walk.content.get_by_role("row", name=re.compile(self.walk.say("The year has two digits only.")))
        expect(kind).to_contain_text(self.walk.say("Waits for an answer"))
        kind.get_by_role("button", name=self.walk.say("Use all")).click()
        expect(kind).to_contain_text(self.walk.say("Mended"), timeout=WORK)

    def answer_the_place(self) -> None:
        """Say which ในเมือง is meant, for all rows that say it."""
        question = self.walk.content.get_by_role("group", name=re.compile("ในเมือง"))
        question.get_by_label(self.walk.say("The place is")).select_option("300101")
        self.walk.press("Use these answers")
        expect(question).to_have_count(0, timeout=WORK)
        assert self.number("Ready") == NEW

    def decide_the_doubt(self) -> None:
        """Look at the row beside the record that it resembles, and say that they are the same."""
        self.walk.says("In the file")
        self.walk.shows(self.known)
        self.walk.look()
        self.walk.press("The same organisation")
        self.walk.says("The decision on %(n)s row is noted.", "The decision on %(n)s rows is noted.", n=1)

    def take_the_workbook(self, to: Path) -> None:
        """Download the list with what was found beside its rows."""
        with self.walk.page.expect_download() as taken:
            self.walk.press("Workbook with notes", "link")
        taken.value.save_as(to)
        sheet = openpyxl.load_workbook(to).active
        assert sheet is not None
        cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
        assert f"กลุ่มทอผ้าไหม{self.marked}" in cells

    def bring_in(self) -> None:
        """Bring in what is ready."""
        ready = NEW + 1
        name = self.walk.say("Bring in the %(n)s row that is ready", "Bring in the %(n)s rows that are ready", n=ready)
        self.walk.content.get_by_role("button", name=name).click()
        self.wait_for("The list has been brought in")
        self.walk.says("%(n)s new record was made.", "%(n)s new records were made.", n=NEW)
        self.walk.says("%(n)s known record was changed.", "%(n)s known records were changed.", n=1)
        self.walk.look()

    def find(self) -> int:
        """Return how many records with the word of this walk the registry's list shows."""
        self.walk.open(f"/organisations/?name={self.marked}", look=False)
        return self.walk.content.get_by_role("rowheader").count()

    def see_where_it_came_from(self) -> None:
        """Open a record and see its source."""
        self.walk.content.get_by_role("link", name=f"กลุ่มทอผ้าไหม{self.marked}").click()
        self.walk.shows(f"สำนักงานตัวอย่าง {self.marked}", "ผลิตและจำหน่ายผ้าไหม")
        self.walk.says("Brought in from a list")
        self.walk.look()

    def known_says(self, words: str) -> bool:
        """Say whether the record that was there before says this."""
        self.walk.open(self.known_at, look=False)
        return words in self.walk.content.inner_text()

    def withdraw(self, batch: str) -> None:
        """Take the batch back: asked once."""
        self.walk.open(batch, look=False)
        self.walk.press("Undo this import", "link")
        self.walk.says("%(n)s new record is removed.", "%(n)s new records are removed.", n=NEW)
        self.walk.look()
        self.walk.press("Yes, take it back out of the registry")
        self.wait_for("The import has been undone")
        self.walk.says("%(n)s new record was removed.", "%(n)s new records were removed.", n=NEW)
        self.walk.look()


@pytest.fixture
def journey(walker: Walker, site: Site, window: str) -> Import:
    """An import that is about to begin."""
    marked = {"telephone": "บ้านลองดู", "desk": "บ้านลองใหม่"}[window]
    return Import(walker(site, MANAGER), marked, f"วิสาหกิจชุมชนเครื่องปั้นดินเผา{marked}")


def test_a_list_goes_in_is_found_and_is_taken_back(journey: Import, tmp_path: Path) -> None:
    walk = journey.walk
    first = journey.counts()
    journey.add_what_is_known()
    before = {path: number + (path != "/places/300101/") for path, number in first.items()}  # it lies in 302105
    journey.comes_to_count(before)
    resembling = journey.known.replace("เครื่องปั้นดินเผา", "เครื่องปั้นดินเฝา")
    write_list(tmp_path / "list.xlsx", marked=journey.marked, resembling=resembling)
    journey.hand_in(tmp_path / "list.xlsx")
    walk.says("Nothing has been saved to the registry yet.")
    batch = walk.page.url.removeprefix(walk.site.origin)
    walk.look()
    journey.correct_a_column()
    journey.mend_a_kind_of_finding()
    journey.answer_the_place()
    journey.decide_the_doubt()
    journey.take_the_workbook(tmp_path / "taken.xlsx")
    assert journey.counts() == before
    walk.open(batch)
    journey.bring_in()
    assert journey.find() == NEW + 1
    journey.see_where_it_came_from()
    journey.comes_to_count({path: before[path] + more for path, more in PLACES.items()})
    assert journey.known_says("ปั้นโอ่ง")
    journey.withdraw(batch)
    assert journey.find() == 1
    assert not journey.known_says("ปั้นโอ่ง")
    journey.comes_to_count(before)
