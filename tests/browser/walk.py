"""One person's walk through the platform: opens pages, and looks at each with a strict eye."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import serious_findings
from tests.browser.sites import Site
from tests.browser.watch import Watch, sideways

_PICTURES = os.environ.get("SANPHALANG_PICTURES", "")


@dataclass
class Walk:
    """A page of the browser on a site; ``width`` in pixels."""

    page: Page
    site: Site
    watch: Watch
    name: str
    width: int
    _pictures: list[str] = field(default_factory=list)

    def open(self, path: str, *, status: int = 200, look: bool = True) -> None:
        """Go to an address of the site, expect its status, and look at the page."""
        url = self.site.origin + path
        if status >= 400:
            self.watch.expect_failure(url)
        answer = self.page.goto(url)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"
        if look:
            self.look()

    def look(self) -> None:
        """Look at the page as it stands: nothing complained, serious barriers, wider than the window, raw words."""
        self.page.wait_for_load_state()
        self._picture()
        problems = [*self.watch.problems, *serious_findings(self.page), *sideways(self.page, self.width)]
        assert problems == []

    def says(self, *sentences: str) -> None:
        """Expect each of these words in what can be seen of the content."""
        for sentence in sentences:
            expect(self.content).to_contain_text(re.compile(re.escape(sentence).replace(r"\ ", r"\s+")))

    @property
    def content(self) -> Locator:
        """The main part of the page."""
        return self.page.locator("main")

    def heading(self) -> Locator:
        """The page's one first heading."""
        return self.page.get_by_role("heading", level=1)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the form and arrive at the home page."""
        self.open("/accounts/login/", look=False)
        self.page.get_by_label("อีเมล").fill(email)
        self.page.get_by_label("รหัสผ่าน").fill(password)
        self.content.get_by_role("button", name="เข้าสู่ระบบ").click()
        self.page.wait_for_url(self.site.origin + "/")

    def _picture(self) -> None:
        """Keep a picture for a person to look at, where one asked for it."""
        if _PICTURES:
            self._pictures.append(self.page.url)
            name = f"{self.name}-{len(self._pictures):02}.png"
            self.page.screenshot(path=Path(_PICTURES) / name, full_page=True)
