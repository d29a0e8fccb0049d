"""What ``check`` and /healthz say."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from sanphalang import __version__
from sanphalang.files.storage import keep_file, path_of
from sanphalang.ledger.models import Mark
from sanphalang.operations.health import examine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_home(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    settings.FRONT_END_MANIFEST = tmp_path / "manifest.json"
    settings.FRONT_END_MANIFEST.touch()


def _states(*, deep: bool = True) -> dict[str, str]:
    """Return what was found, without Django's settings checks: those of the tests are not an installation's."""
    return {finding.what: finding.state for finding in examine(deep=deep) if finding.what != "settings"}


def test_a_sound_installation_has_nothing_wrong() -> None:
    states = _states()
    assert "wrong" not in states.values()
    assert {"migrations", "front_end", "marks", "integrity", "files"} <= states.keys()


def test_files_are_read_only_when_asked() -> None:
    assert "files" not in _states(deep=False)


@pytest.mark.parametrize("harm", ["spoilt", "missing"])
def test_a_spoilt_or_missing_file_is_found(harm: str) -> None:
    path = path_of(keep_file([b"one"]))
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(b"two")
    assert _states()["files"] == "wrong"


def test_a_front_end_that_is_not_built_is_found(settings: Settings) -> None:
    settings.FRONT_END_MANIFEST.unlink()
    assert _states(deep=False)["front_end"] == "wrong"


def test_waiting_marks_are_told() -> None:
    Mark.objects.create(projection="p", subject_kind="k", subject_id="1", stamp="12345678-1234-5678-1234-567812345678")
    assert _states(deep=False)["marks"] == "doubt"


def test_a_database_behind_is_told_before_anything_else_is_asked() -> None:
    with patch("sanphalang.operations.health.unapplied_migrations", return_value=3), translation.override("en"):
        (finding,) = examine(deep=True)
    assert (finding.state, "3 steps" in finding.sentence) == ("wrong", True)


@pytest.mark.parametrize(("version", "warned"), [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)])
def test_an_old_sqlite_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], warned: bool
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    on_sqlite = connection.vendor == "sqlite"
    assert ("sqlite" in _states(deep=False)) is (warned and on_sqlite)


def test_healthz_answers_with_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert answer.json() == {"status": "ok", "version": __version__, "database": connection.vendor}
    assert "no-store" in answer["Cache-Control"]


def test_healthz_tells_when_the_database_does_not_answer(client: Client) -> None:
    with patch("sanphalang.operations.views.connection.cursor", side_effect=OperationalError):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "database does not answer")
