"""The pictures of the manual are taken from the demo, at the size of a telephone and in Thai: they are always today's.

``make manual`` keeps them where /help/ shows them; in a test run they are looked at and thrown away.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.urls import reverse

from sanphalang.demo.contacts import email
from sanphalang.manual.texts import tasks
from tests.browser.conftest import Walker
from tests.browser.sites import Site

ACCOUNTS = {
    "": "",
    "walker": email("volunteer30"),
    "data_manager": email("manager30"),
    "coordinator": email("coordinator30"),
    "national_administrator": email("administrator"),
    "data_protection_officer": email("officer"),
}


@pytest.mark.parametrize("window", ["telephone"], indirect=True)
def test_every_task_has_its_picture(walker: Walker, site: Site, tmp_path: Path) -> None:
    folder = Path(os.environ.get("SANPHALANG_MANUAL_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    shown = [task for task in tasks().values() if task.page]
    walks = {who: walker(site, ACCOUNTS[who]) for who in sorted({task.seen_by for task in shown})}
    for task in shown:
        walk = walks[task.seen_by]
        walk.open(reverse(task.page), look=False)
        walk.page.wait_for_load_state("networkidle")
        walk.page.screenshot(path=folder / f"{task.name}.png", caret="initial")
        assert walk.page.locator("h1").count() == 1, task.name
    assert {path.stem for path in folder.glob("*.png")} >= {task.name for task in shown}
