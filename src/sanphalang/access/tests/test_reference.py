"""The 82 centres."""

from __future__ import annotations

import pytest

from sanphalang.access import reference
from sanphalang.access.queries import centre_looking_after, centre_with_code, centres, territory_of

pytestmark = pytest.mark.django_db


def test_there_are_76_provincial_centres_and_6_in_bangkok() -> None:
    codes = [centre.code for centre in centres()]
    assert len(codes) == 82
    assert [code for code in codes if "-" in code] == [f"10-{zone}" for zone in range(1, 7)]


def test_loading_again_changes_nothing() -> None:
    before = sorted(centres().values_list("code", "name_th", "name_en", "territory"))
    reference.load()
    assert sorted(centres().values_list("code", "name_th", "name_en", "territory")) == before


def test_territories_cover_the_nation_without_overlap() -> None:
    places = [padded for centre in centres() for padded in centre.territory.values_list("padded", flat=True)]
    assert len(places) == len(set(places)) == 76 + 50


@pytest.mark.parametrize(
    ("padded", "code"),
    [
        (30_000_000, "30"),
        (30_010_102, "30"),
        (10_010_000, "10-1"),
        (10_500_100, "10-6"),
        (10_000_000, None),  # all of Bangkok: no centre alone
        (99_010_000, None),  # no such province
    ],
)
def test_who_looks_after_a_place(padded: int, code: str | None) -> None:
    centre = centre_looking_after(padded)
    assert (centre.code if centre else None) == code


def test_a_province_is_one_interval() -> None:
    centre = centre_with_code("30")
    assert centre is not None
    assert territory_of(centre) == ((30_000_000, 30_999_999),)
