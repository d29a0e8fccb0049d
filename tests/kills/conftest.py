"""One installation for the tests of this folder, on the database under test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kills.installation import Installation
from tests.kills.undisturbed import Undisturbed
from tests.prepared import Prepared

ROWS = 600


@pytest.fixture(scope="session")
def installation(initialised: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of its own."""
    installation = Installation(tmp_path_factory.mktemp("installation") / "home", initialised)
    yield installation
    installation.close()


@pytest.fixture(scope="session")
def undisturbed(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """A list, and what it comes to there."""
    return Undisturbed(installation, tmp_path_factory.mktemp("list") / "กลุ่ม.csv", ROWS)
