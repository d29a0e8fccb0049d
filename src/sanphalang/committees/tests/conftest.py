"""Fixtures of the room's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def in_english() -> Iterator[None]:
    """Have sentences in the language of the source, so that tests can be read beside it."""
    with translation.override("en"):
        yield
