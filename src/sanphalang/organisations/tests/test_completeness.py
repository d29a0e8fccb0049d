"""How complete an organisation's record is, and what the page says of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations.completeness import completeness_of
from sanphalang.organisations.queries import shown
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db

_EVERYTHING: dict[str, Any] = {
    "village_no": "3",
    "latitude": 14.9,
    "longitude": 102.1,
    "telephone": "0000-123-456",
    "members": 20,
    "founded_year": 2005,
    "activity": "ทอผ้า",
    "status": "active",
}


def test_nothing_is_missing() -> None:
    complete = completeness_of(shown(PUBLIC, make_organisation("กลุ่มทอผ้า", place="300101", **_EVERYTHING)))
    assert (complete.known, complete.of, complete.is_whole) == (9, 9, True)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"telephone": ""}, "A contact"),
        ({"members": None}, "Members"),
        ({"members": 0}, None),
        ({"village_no": ""}, "Village number or address"),
        ({"village_no": "", "address": "ศาลาประชาคม"}, None),
        ({"latitude": None}, "The spot on the map"),
        ({"status": "unknown"}, "Status"),
    ],
)
def test_what_is_missing(change: dict[str, Any], missing: str | None) -> None:
    organisation = make_organisation("กลุ่มทอผ้า", place="300101", **(_EVERYTHING | change))
    with translation.override("en"):
        assert [str(each) for each in completeness_of(shown(PUBLIC, organisation)).missing] == [missing] * bool(missing)


@pytest.mark.parametrize("place", ["", "30", "3001"])
def test_a_district_is_not_exact_enough(place: str) -> None:
    organisation = make_organisation("กลุ่มทอผ้า", place=place, **_EVERYTHING)
    with translation.override("en"):
        assert [str(each) for each in completeness_of(shown(PUBLIC, organisation)).missing] == ["Subdistrict"]


def test_the_page_says_what_is_missing_and_how_that_is_counted(client: Client) -> None:
    organisation = make_organisation("กลุ่มทอผ้า", place="300101", **(_EVERYTHING | {"members": None, "telephone": ""}))
    page = client.get(f"/organisations/{organisation.pk}/", {"lang": "en"}).content.decode()
    assert "Known: 7 of 9" in page
    assert "Not known yet: A contact, Members" in page
    assert "counts the same" in page
