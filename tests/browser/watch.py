"""What a page did that nobody should have to see: kept as sentences, whoever caused it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

# Runs before any script of the page, and outside its policy, which stays in force.
_TELL_REPORTS = """addEventListener('securitypolicyviolation', event => console.error(
    `policy report: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`))"""


class Watch:
    """Collects console errors, page errors, policy reports, failed requests and requests to other hosts."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.problems: list[str] = []
        self._origin = origin
        self._expected: set[str] = set()
        context.add_init_script(_TELL_REPORTS)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.problems.append(f"page error: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("request", self._asked)

    def expect_failure(self, url: str) -> None:
        """Let this address answer with an error, or not at all."""
        self._expected.add(url)

    def _heard(self, message: ConsoleMessage) -> None:
        about = message.location.get("url", "")
        if message.type != "error" or self._is_expected(message.text, about):
            return
        self.problems.append(f"console: {message.text} ({about})")

    def _is_expected(self, text: str, about: str) -> bool:
        if text.startswith("htmx:"):  # htmx names the part of the page, not the address
            return bool(self._expected)
        return text.startswith("Failed to load resource") and about in self._expected

    def _failed(self, request: Request) -> None:
        # A download, or a page left before everything had come, is no failure.
        if request.failure != "net::ERR_ABORTED" and request.url not in self._expected:
            self.problems.append(f"request: {request.url} {request.failure}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._origin + "/", "data:", "blob:")):
            self.problems.append(f"another host was asked: {request.url}")


def sideways(page: Page, width: int) -> list[str]:
    """Say whether the page is wider than the window."""
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return [] if found <= width else [f"{page.url} is {found} pixels wide, the window {width}"]
