"""Visitors are told apart by where they come from, and only where that can be believed."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from sanphalang.web.visitors import visitor_of


@pytest.mark.parametrize(
    ("proxies", "nearest", "said", "told"),
    [
        (0, "9.9.9.9", "", "9.9.9.9"),
        (0, "9.9.9.9", "198.51.100.1", "9.9.9.9"),  # anybody can write this
        (0, "127.0.0.1", "198.51.100.1", ""),  # a proxy of which nobody told us
        (0, "127.0.0.1", "", ""),  # nor does it always say for whom it asks
        (0, "100.64.0.3", "", ""),
        (0, "", "", ""),
        (0, "2001:4860:1:2:3:4:5:6", "", "2001:4860:1:2::/64"),
        (0, "::ffff:9.9.9.9", "", "9.9.9.9"),
        (1, "127.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (2, "127.0.0.1", "198.51.100.9, 203.0.113.7, 10.0.0.3", "203.0.113.7"),
        (2, "127.0.0.1", "203.0.113.7", ""),
        (1, "127.0.0.1", "nonsense", ""),
    ],
)
def test_from_where_a_request_comes(settings: Settings, proxies: int, nearest: str, said: str, told: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": said} if said else {}
    assert visitor_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=nearest)) == told
