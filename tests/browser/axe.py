"""axe-core looks at a page from an isolated world: the page's own policy stays as it is."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_SOURCE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """axe.run({resultTypes: ['violations']}).then(found => JSON.stringify(found.violations.map(
    each => [each.impact, each.help, each.nodes.map(node => node.html)])))"""
_SERIOUS = ("serious", "critical")


def serious_findings(page: Page) -> list[str]:
    """Return a sentence for each serious or critical finding about the page as it stands."""
    session = page.context.new_cdp_session(page)
    try:
        frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
        _evaluate(session, world, _source() + ";0")
        found = json.loads(_evaluate(session, world, _RUN))
    finally:
        session.detach()
    return [
        f"axe, {impact}: {what}: {' '.join(nodes[:3])}"[:600] for impact, what, nodes in found if impact in _SERIOUS
    ]


def _evaluate(session: Any, world: int, expression: str) -> Any:
    asked = {"expression": expression, "contextId": world, "awaitPromise": True, "returnByValue": True}
    answer = session.send("Runtime.evaluate", asked)
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"]["value"]


@cache
def _source() -> str:
    return _SOURCE.read_text("utf-8")
