"""The eye itself: what it must see, it sees. A page that complains of nothing would otherwise prove nothing."""

from __future__ import annotations

import pytest

from tests.browser.axe import serious_findings
from tests.browser.walk import Walk
from tests.browser.watch import sideways

pytestmark = pytest.mark.parametrize("window", ["desk"], indirect=True)


@pytest.mark.parametrize(
    ("deed", "complaint"),
    [
        ("document.body.setAttribute('style', 'color: red')", "policy report: style-src-attr"),
        ("document.body.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))", "policy report"),
        ("document.body.append(Object.assign(document.createElement('script'), {text: '0'}))", "policy report"),
        ("fetch('https://elsewhere.example/').catch(() => 0)", "policy report: connect-src"),
        ("setTimeout(() => { throw new Error('broken') })", "page error: broken"),
        ("fetch('/nothing/')", "console: Failed to load resource"),
        ("console.error('a complaint')", "console: a complaint"),
    ],
)
def test_a_complaint_is_heard(walk: Walk, deed: str, complaint: str) -> None:
    walk.open("/privacy/")
    with walk.page.expect_event("console" if "page error" not in complaint else "pageerror"):
        walk.page.evaluate(f"() => {{ {deed} }}")
    walk.page.evaluate("() => 0")
    heard, walk.watch.problems[:] = walk.watch.problems.copy(), []
    assert [each for each in heard if complaint in each], heard


def test_a_barrier_and_a_wide_page_are_seen(walk: Walk) -> None:
    walk.open("/privacy/")
    walk.page.evaluate("document.body.append(Object.assign(document.createElement('img'), {width: 2000, height: 1}))")
    assert any("critical" in finding for finding in serious_findings(walk.page))
    assert sideways(walk.page, walk.width)
