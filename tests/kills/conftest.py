"""One installation for the tests of this folder, on the database under test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.kills.installation import Installation
from tests.kills.undisturbed import Undisturbed

ROWS = 600


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of its own."""
    place = tmp_path_factory.mktemp("installation")
    installation = Installation(place / "home", os.environ.get("TEST_POSTGRES_URL", ""))
    yield installation
    installation.close()


@pytest.fixture(scope="session")
def undisturbed(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """A list, and what it comes to there."""
    return Undisturbed(installation, tmp_path_factory.mktemp("list") / "กลุ่ม.csv", ROWS)
