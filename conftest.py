"""Fixtures for every test: a database that holds the reference data, as every real one does."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from sanphalang.operations.setup import load_reference_data
from sanphalang.people.counts import forget_counts

# How long an example takes depends on who else works on the machine; what it finds does not.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")


def _quietly(_progress: str) -> None:
    pass


@pytest.fixture(autouse=True)
def thai_again() -> Iterator[None]:
    """Let the language that a page was asked for end with the test."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """Count the people of this test: what one before it counted is kept for minutes, its people are gone."""
    forget_counts()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Fill the test database once with places, centres and kinds; each test rolls back to that."""
    with django_db_blocker.unblock():
        load_reference_data(_quietly)


@pytest.fixture
def reference_data(transactional_db: None) -> None:
    """Put the reference data back for a test that commits: the one before it left the tables empty."""
    load_reference_data(_quietly)
