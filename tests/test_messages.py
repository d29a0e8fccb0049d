"""Every message has its Thai, and every Thai has the gaps of its message."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from tools import messages


def test_the_catalogues_are_complete() -> None:
    assert messages.check() == []


@pytest.mark.parametrize(
    ("source", "thai", "differs"),
    [
        ("%(count)d rows of %(file)s", "%(file)s มี %(count)d แถว", False),
        ("%(count)d rows", "หลายแถว", True),
        ("%(count)d rows", "%(number)d แถว", True),
        ("100%% of {name}", "{name} 100%%", False),
        ("of {name}", "ของ {nam}", True),
        (("%(n)d day", "%(n)d days"), ("%(n)d วัน",), False),
        (("one day", "%(n)d days"), ("%(n)d วัน",), False),
        (("one day", "%(n)d days"), ("%(m)d วัน",), True),
    ],
)
def test_gaps_are_compared(source: str | tuple[str, str], thai: str | tuple[str], differs: bool) -> None:
    catalogue = Catalog(locale="th")
    assert messages.gaps_differ(catalogue.add(source, thai)) is differs


@pytest.mark.parametrize(
    ("thai", "fuzzy", "translated"), [("ไทย", False, True), ("", False, False), ("ไทย", True, False)]
)
def test_a_fuzzy_or_empty_translation_counts_as_none(thai: str, fuzzy: bool, translated: bool) -> None:
    message = Catalog(locale="th").add("Thai", thai, flags=["fuzzy"] if fuzzy else [])
    assert messages.is_translated(message) is translated


def test_messages_of_templates_are_found() -> None:
    web = messages.extracted(messages.ROOMS / "web")
    assert web.get("Skip to the content") is not None
