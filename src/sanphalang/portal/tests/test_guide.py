"""The guide at /help/: every part of the work of a centre, and a way to each from the top of the page."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from sanphalang.access import invitations
from sanphalang.portal.incident import HOURS
from sanphalang.privacy.rules import DAYS, LINK_DAYS, Kind

pytestmark = pytest.mark.django_db
PARTS = ["lists", "people", "committees", "requests", "colleagues", "officer", "finding"]


def _page(client: Client, language: str) -> str:
    client.cookies["django_language"] = language
    return client.get("/help/").content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_part_is_reached_from_the_top(client: Client, language: str) -> None:
    page = _page(client, language)
    assert re.findall(r'href="#(?!content)([\w-]+)"', page) == PARTS
    assert [part for part in PARTS if page.count(f'id="{part}"') == 1] == PARTS


@pytest.mark.parametrize("language", ["th", "en"])
def test_buttons_are_called_what_they_are_called(client: Client, language: str) -> None:
    """What the guide tells to press stands under the same words on its page."""
    page = _page(client, language)
    with translation.override(language):
        for words in (
            "People of the network",
            "Still correct",
            "Edit",
            "Personal link",
            "Requests",
            "Note a request",
            "Colleagues and roles",
            "Who was exposed",
        ):
            assert f"“{translation.gettext(words)}”" in page, words


def test_the_guide_promises_what_the_rooms_keep(client: Client) -> None:
    page = _page(client, "en")
    for promise in (
        f"works for {LINK_DAYS} days",
        f"{DAYS[Kind.ACCESS]} days for a copy or a correction, {DAYS[Kind.ERASURE]} for an erasure",
        f"works once, and for {invitations.DAYS} days",
        f"within {HOURS} hours",
    ):
        assert promise in page, promise
