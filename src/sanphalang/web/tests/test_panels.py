"""Slots of a page that rooms above it fill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Template
from pytest_django import Settings

from sanphalang.web import panels

PANELS = {"thing": (f"{__name__}.told", f"{__name__}.silent", f"{__name__}.told")}


def told(viewer: Any, subject: int) -> tuple[str, dict[str, Any]]:
    """Tell of a subject."""
    return "web/components/notice.html", {"title": "", "tone": "", "text": f"{viewer} looks at <{subject}>"}


def silent(_viewer: Any, _subject: int) -> None:
    """Have nothing to show."""


@pytest.fixture(autouse=True)
def own_panels(settings: Settings) -> Iterator[None]:
    """Put the panels of this file in force."""
    settings.PANELS = f"{__name__}.PANELS"
    panels._found.cache_clear()
    yield
    panels._found.cache_clear()


def _drawn(slot: str) -> str:
    template = Template(f'{{% panels "{slot}" number %}}')
    return template.render(Context({"viewer": "somebody", "number": 7}))


def test_a_slot_shows_its_panels_in_order_and_escapes_what_they_tell() -> None:
    assert _drawn("thing").count("somebody looks at &lt;7&gt;") == 2


def test_a_slot_that_nobody_fills_shows_nothing() -> None:
    assert _drawn("another") == ""
