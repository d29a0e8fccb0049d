"""Fixtures of the room's tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import translation

from sanphalang.privacy import reference


@pytest.fixture(autouse=True)
def purposes(db: Any) -> None:
    """Have the purposes, and no wrong codes from before."""
    reference.load()
    cache.clear()


@pytest.fixture
def in_english() -> Iterator[None]:
    """Have sentences in the language of the source, so that tests can be read beside it."""
    with translation.override("en"):
        yield
