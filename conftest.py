"""Fixtures for every test: a database that holds the reference data, as every real one does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import caches
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from sanphalang.people.counts import forget_counts
from sanphalang.search.pieces import forget_pieces
from tests.prepared import Prepared, prepare, remove_from_server
from tests.under_test import ON_SERVER, DatabaseUnderTest

# How long an example takes depends on who else works on the machine; what it finds does not.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")

_COMES_TO_A_DATABASE = {"db", "transactional_db", "initialised", "demo", "embedded_demo"}
SMALL_DEMO = ("demo", "--scale", "small")


@pytest.fixture(autouse=True)
def thai_again() -> Iterator[None]:
    """Let the language that a page was asked for end with the test."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """Count and read what is in this test: what one before it had is held for a while, and is gone."""
    forget_counts()
    forget_pieces()


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """An installation after ``init``, on the database under test."""
    return prepare(tmp_path_factory, ("init",), on_server=ON_SERVER)


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """An installation after ``init``, on the embedded database whatever the one under test is."""
    return prepare(tmp_path_factory, ("init",), on_server=False)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """An installation with the small demo, on the database under test."""
    return prepare(tmp_path_factory, ("init",), SMALL_DEMO, on_server=ON_SERVER)


@pytest.fixture(scope="session")
def embedded_demo(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """An installation with the small demo, on the embedded database whatever the one under test is."""
    return prepare(tmp_path_factory, ("init",), SMALL_DEMO, on_server=False)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, initialised: Prepared, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give this process a database with the reference data; tests roll back to that, or end with a new copy of it."""
    with django_db_blocker.unblock():
        under_test = DatabaseUnderTest(initialised)
        under_test.renew()
    TransactionTestCase._fixture_teardown = lambda _case: under_test.renew()  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():
        under_test.remove()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Prove once, beside SQLite, what comes to no database: neither the one under test nor an installation's own."""
    if ON_SERVER:
        once = [item for item in items if _COMES_TO_A_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))]
        once = [item for item in once if item.get_closest_marker("django_db") is None]
        if once:
            config.hook.pytest_deselected(items=once)
            items[:] = [item for item in items if item not in set(once)]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave nothing on the server."""
    if ON_SERVER and "PYTEST_XDIST_WORKER" not in os.environ:
        remove_from_server(session.config._tmp_path_factory)  # type: ignore[attr-defined]


@pytest.fixture
def reference_data(transactional_db: None) -> None:
    """Let the test commit; the reference data is there, as for every other."""


@pytest.fixture
def kept_figures(settings: Settings, a_still_moment: None) -> None:
    """Keep figures, and parts of pages, as an installation does; other tests count and draw each time."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    own = {name: {"BACKEND": backend, "LOCATION": f"{name} of a test"} for name in ("figures", "drawn")}
    settings.CACHES = settings.CACHES | own
    for name in own:
        caches[name].clear()


@pytest.fixture
def a_still_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is kept for some seconds stay kept in a test that happens to lie at the end of them."""
    for name in ("SECONDS", "LONGEST_SECONDS"):
        monkeypatch.setattr(f"sanphalang.ledger.kept.{name}", 10**10)


@pytest.fixture
def a_home(tmp_path: Path, settings: Settings, db: None) -> Path:
    """Give the test a home of its own: files, key, the list of who was erased, and what is kept for a while."""
    settings.HOME, settings.FILES_ROOT, settings.KEY_FILE = tmp_path, tmp_path / "files", tmp_path / "secret-key"
    settings.KEY_FILE.write_text("the key of this home")
    return tmp_path
