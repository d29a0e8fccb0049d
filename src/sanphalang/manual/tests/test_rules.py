"""What of an address may be kept: short numbers, and nothing that opens anything or that somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.manual.rules import kept_address, window_told


@pytest.mark.parametrize(
    ("route", "parts", "kept"),
    [
        ("people/<int:person_id>/", {"person_id": 512}, "/people/512/"),
        ("places/<str:code>/", {"code": "30210500"}, "/places/30210500/"),
        ("centres/<str:code>/team/", {"code": "10-1"}, "/centres/10-1/team/"),
        ("programme/activities/<str:activity>/", {"activity": "1.3"}, "/programme/activities/1.3/"),
        ("me/open/<str:code>/", {"code": "KMNP-2345"}, "/me/open/…/"),
        ("invitations/<str:token>/", {"token": "123456789012"}, "/invitations/…/"),
        ("places/<str:code>/", {"code": "นางทองก้อน"}, "/places/…/"),
        ("places/<str:code>/", {}, "/places/…/"),
        (r"^me/open/(?P<code>[\s\S]*)\Z", {"code": "KMNP-2345"}, ""),
        ("", {}, "/"),
    ],
)
def test_of_an_address_short_numbers_are_kept(route: str, parts: dict[str, object], kept: str) -> None:
    assert kept_address(route, parts) == kept


@given(st.text(min_size=9))
def test_a_long_part_is_never_kept(part: str) -> None:
    assert kept_address("o/<str:code>/", {"code": part}) == "/o/…/"


@pytest.mark.parametrize(
    ("said", "told"), [("360 × 740", "360 × 740"), ("360 × 740 <b>", ""), ("๓๖๐ × ๗๔๐", ""), ("", ""), ("x" * 999, "")]
)
def test_a_window_is_told_in_pixels_or_not_at_all(said: str, told: str) -> None:
    assert window_told(said) == told
