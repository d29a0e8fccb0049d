"""One person's walk through the platform: opens pages, and looks at each with a strict eye."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import serious_findings
from tests.browser.sites import Site
from tests.browser.watch import Watch, sideways

_PICTURES = os.environ.get("SANPHALANG_PICTURES", "")

_DESK = 770  # pixels: from here on the account stands in the header
Role = Literal["button", "link"]


@dataclass
class Walk:
    """A page of the browser on a site; ``width`` in pixels, ``language`` ``th`` or ``en``."""

    page: Page
    site: Site
    watch: Watch
    name: str
    width: int
    language: str
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
        """Look at the page as it stands: nobody complained, no serious barrier, not wider than the window."""
        self.page.wait_for_load_state()
        self._picture()
        problems = [*self.watch.problems, *serious_findings(self.page), *sideways(self.page, self.width)]
        assert not problems, f"{self.page.url}:\n" + "\n".join(problems)

    def say(self, sentence: str, plural: str = "", **values: str | int) -> str:
        """Return how the platform says an English sentence in the language of the walk; ``n`` chooses the plural."""
        with translation.override(self.language):
            one = translation.ngettext(sentence, plural, int(values["n"])) if plural else translation.gettext(sentence)
        assert self.language == "en" or one not in (sentence, plural), f"not translated: {sentence}"
        return one % values if values else one

    def says(self, sentence: str, plural: str = "", **values: str | int) -> None:
        """Expect a sentence of the platform in the content."""
        self.shows(self.say(sentence, plural, **values))

    def shows(self, *words: str) -> None:
        """Expect words, as they are, in what can be seen of the content."""
        for each in words:
            expect(self.content).to_contain_text(_spaced(each), use_inner_text=True)

    def count(self) -> int:
        """How many a list says that it has found."""
        return int(re.sub(r"\D", "", self.content.locator("[data-announce]").inner_text()))

    def press(self, name: str, role: Role = "button") -> None:
        """Press the one button (or link) of the content with this name."""
        self.content.get_by_role(role, name=self.say(name), exact=True).click()

    def save_new(self) -> None:
        """Save something new; where the like is there, as from another window's walk, say that it is another."""
        self.press("Save")
        self.page.wait_for_load_state()
        if self.content.locator("input[name=anyway]").count():
            self.press("Save")

    def fill(self, label: str, value: str) -> None:
        """Write into the field of the content with this label, or choose there."""
        control = self.content.get_by_label(re.compile("^\\s*" + re.escape(self.say(label)))).first
        if control.evaluate("each => each.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)

    def open_menu(self) -> None:
        """Open what holds the account: the menu on a telephone, the person's name elsewhere."""
        menu = ".shell-menu-phone" if self.width < _DESK else ".shell-account"
        self.page.locator(f"{menu} > summary").click()

    def leave(self) -> Locator:
        """The button that signs out, when the menu is open."""
        return self.page.get_by_role("button", name=self.say("Sign out")).locator("visible=true")

    @property
    def content(self) -> Locator:
        """The main part of the page."""
        return self.page.locator("main")

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the form."""
        self.open("/accounts/login/", look=False)
        self.fill("E-mail address", email)
        self.fill("Password", password)
        self.press("Sign in")
        self.page.wait_for_url(self.site.origin + "/")

    def _picture(self) -> None:
        """Keep a picture for a person to look at, where one asked for it."""
        if _PICTURES:
            self._pictures.append(self.page.url)
            name = f"{self.name}-{len(self._pictures):02}.png"
            self.page.screenshot(path=Path(_PICTURES) / name, full_page=True, caret="initial")  # no style of its own


def _spaced(words: str) -> re.Pattern[str]:
    """Match the words however their white space is written."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))
