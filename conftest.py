"""Fixtures for every test: a database that holds the reference data, as every real one does."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest
from pytest_django.plugin import DjangoDbBlocker

from sanphalang.config.setup import ROOMS_WITH_REFERENCE_DATA


def _load_reference_data() -> None:
    for room in ROOMS_WITH_REFERENCE_DATA:
        if find_spec(f"sanphalang.{room}.reference"):
            import_module(f"sanphalang.{room}.reference").load()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Fill the test database once with places, centres and kinds; each test rolls back to that."""
    with django_db_blocker.unblock():
        _load_reference_data()


@pytest.fixture
def reference_data(transactional_db: None) -> None:
    """Put the reference data back for a test that commits: the one before it left the tables empty."""
    _load_reference_data()
