"""Fixtures for every test: a database that holds the reference data, as every real one does."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from sanphalang.operations.setup import load_reference_data
from sanphalang.people.counts import forget_counts

_BLOCKER = pytest.StashKey[DjangoDbBlocker]()
_EMPTIED = pytest.StashKey[bool]()

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
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Fill the test database once with places, centres and kinds; each test rolls back to that."""
    request.config.stash[_BLOCKER] = django_db_blocker
    _put_back(request.config)


@pytest.fixture
def reference_data(transactional_db: None) -> None:
    """Put the reference data back for a test that commits: the one before it left the tables empty."""
    load_reference_data(_quietly)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Put the reference data back for a test that rolls back, where one that commits ran before it.

    pytest-django lets those that commit run last; a worker that takes tests from another still comes to some after it.
    """
    if _commits(item):
        item.config.stash[_EMPTIED] = True
    elif item.config.stash.get(_EMPTIED, False) and _reads(item):
        _put_back(item.config)
        item.config.stash[_EMPTIED] = False


def _put_back(config: pytest.Config) -> None:
    with config.stash[_BLOCKER].unblock():
        load_reference_data(_quietly)


def _reads(item: pytest.Item) -> bool:
    """Say whether the test has a database at all."""
    return item.get_closest_marker("django_db") is not None or "db" in _fixtures(item)


def _commits(item: pytest.Item) -> bool:
    """Say whether the test ends with emptied tables instead of a rollback."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in _fixtures(item)


def _fixtures(item: pytest.Item) -> list[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else []
