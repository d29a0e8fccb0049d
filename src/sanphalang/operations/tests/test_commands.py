"""The commands that keep an installation."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation
from pytest_django.fixtures import Settings

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account
from sanphalang.ledger import projections
from sanphalang.ledger.projections import Projection
from sanphalang.operations import first_start
from sanphalang.operations.setup import MADE_READY
from tests.prepared import command, surroundings

rebuilt: list[str] = []


def _nothing(_ids: Sequence[str]) -> None:
    pass


one = Projection("one", "organisation", _nothing, lambda: rebuilt.append("one"))
other = Projection("other", "organisation", _nothing, lambda: rebuilt.append("other"))


@pytest.mark.parametrize(("wanted", "made"), [((), ["one", "other"]), (("other",), ["other"])])
def test_rebuild_makes_one_derived_table_or_all(settings: Settings, wanted: tuple[str, ...], made: list[str]) -> None:
    rebuilt.clear()
    settings.PROJECTIONS = [f"{__name__}.one", f"{__name__}.other"]
    projections.registered.cache_clear()
    try:
        call_command("rebuild", *wanted)
        with pytest.raises(CommandError, match="one, other"):
            call_command("rebuild", "no-such-table")
    finally:
        projections.registered.cache_clear()
    assert rebuilt == made


@pytest.mark.django_db
@pytest.mark.parametrize("words", [("backup", "x.zip"), ("restore", "x.zip"), ("check",), ("rebuild",)])
def test_only_the_operator_keeps_the_installation(words: tuple[str, ...]) -> None:
    make_account(Role.NATIONAL_ADMINISTRATOR, email="me@example.org")
    with pytest.raises(Refused):
        call_command(*words, as_user="me@example.org")


@pytest.mark.parametrize(
    ("tables", "production", "interrupted", "made"),
    [
        (False, False, False, True),  # the very first start
        (True, False, False, False),  # a later one, also after “demo --remove”
        (True, False, True, True),  # a first start that was cut off before the demo was made
        (False, True, False, False),  # production begins empty
    ],
)
def test_only_a_first_start_makes_the_demo(
    settings: Settings, tmp_path: Path, tables: bool, production: bool, interrupted: bool, made: bool
) -> None:
    settings.HOME, settings.PRODUCTION = tmp_path, production
    if interrupted:
        (tmp_path / "first-start").touch()
    make_country = Mock()
    with (
        patch.object(first_start, "has_tables", return_value=tables),
        patch.object(first_start, "prepare_database"),
        patch.object(first_start, "make_country", make_country),
        patch.object(first_start, "rebuild_all"),
    ):
        first_start.prepare(lambda _text: None)
    assert make_country.called is made
    assert not (tmp_path / "first-start").exists()


def test_a_demo_that_could_not_be_made_is_made_at_the_next_start(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    with (
        patch.object(first_start, "has_tables", return_value=False),
        patch.object(first_start, "prepare_database"),
        patch.object(first_start, "make_country", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        first_start.prepare(lambda _text: None)
    assert (tmp_path / "first-start").exists()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children_of(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True).stdout
    return [int(line) for line in listed.split()]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _health(port: int) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
                return dict(json.load(answer))
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("The platform did not answer within a minute.")


@pytest.mark.django_db
@pytest.mark.parametrize("has_account", [False, True])
def test_up_says_how_to_begin_while_nobody_can_sign_in(capsys: pytest.CaptureFixture[str], has_account: bool) -> None:
    """After “demo --remove” the trial is gone, and with it every account."""
    if has_account:
        make_account(Role.NATIONAL_ADMINISTRATOR, email="me@example.org")
    module = "sanphalang.operations.management.commands.up"
    with (
        patch(f"{module}.prepare"),
        patch(f"{module}.port_is_free", return_value=True),
        patch(f"{module}.connections"),
        patch(f"{module}.Household") as household,
    ):
        household.return_value.watch.side_effect = KeyboardInterrupt
        call_command("up")
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8000/" in said
    assert ("user add EMAIL --role national_administrator" in said) is not has_account
    assert ("demo --scale small" in said) is not has_account


@pytest.mark.slow
def test_up_runs_web_and_worker_which_end_together(tmp_path: Path) -> None:
    port = _free_port()
    environment, up = surroundings(tmp_path), command("up", "--port", str(port))

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(up, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    first = start()
    assert _health(port)["status"] == "ok"
    assert first.stdout is not None
    welcome = [first.stdout.readline() for _ in range(3)]
    assert f"http://127.0.0.1:{port}/" in welcome[0]
    assert "@private.example" in welcome[2]
    assert [path for path in tmp_path.rglob("*") if path.stat().st_mode & 0o077] == []  # nothing for other accounts
    refused = subprocess.run([*up, "--json"], env=environment, capture_output=True, text=True)
    assert (refused.returncode, "error" in json.loads(refused.stdout)) == (2, True)
    children = _children_of(first.pid)
    family = [*children, *(each for child in children for each in _children_of(child))]
    assert len(family) >= 4  # web with its workers, and the worker of jobs
    first.send_signal(signal.SIGINT)
    assert first.wait(20) == 0
    assert [pid for pid in family if _is_alive(pid)] == []

    second = start()
    _health(port)
    children = _children_of(second.pid)
    os.kill(children[-1], signal.SIGKILL)
    assert second.wait(20) == 2
    assert [pid for pid in children if _is_alive(pid)] == []
    for household in (first, second):
        assert household.stdout is not None
        household.stdout.close()


def test_a_home_that_is_named_but_empty_is_none(tmp_path: Path) -> None:
    """A service file says ``SANPHALANG_HOME=``: no database is scattered over the folder where the command runs."""
    shell = "from django.db import connection; connection.ensure_connection()"
    begun = command("shell", "--no-imports", "-c", shell)
    environment = surroundings(tmp_path) | {"SANPHALANG_HOME": ""}
    subprocess.run(begun, env=environment, cwd=tmp_path, check=True, capture_output=True)
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def test_whoever_watches_a_first_start_reads_what_is_made_ready(settings: Settings) -> None:
    rooms = [path.split(".")[1] for path in settings.REFERENCE_DATA]
    assert list(MADE_READY) == rooms
    with translation.override("th"):
        told = [str(words) for words in MADE_READY.values()]
    assert told[0] == "ข้อมูลอ้างอิง: จังหวัด อำเภอ ตำบล"
    assert not any(room in words for words in told for room in rooms)
