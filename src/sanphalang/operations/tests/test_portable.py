"""A backup of the embedded database goes into PostgreSQL and back: the whole way, by the commands."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.prepared import Prepared, Server, command, surroundings

SERVER = os.environ.get("TEST_POSTGRES_URL", "")


def _command(home: Path, database: str, *arguments: str) -> Any:
    words = command(*arguments, "--json")
    done = subprocess.run(words, env=surroundings(home, database), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _contents(archive: Path) -> tuple[Any, Any, Any]:
    with zipfile.ZipFile(archive) as file:
        listed = json.loads(file.read("manifest.json"))
    return listed["tables"], listed["files"], listed["last_numbers"]


@pytest.mark.slow
@pytest.mark.skipif(not SERVER, reason="No PostgreSQL server is named in TEST_POSTGRES_URL.")
def test_from_sqlite_to_postgresql_and_back(tmp_path: Path, embedded_demo: Prepared) -> None:
    name, server = f"test_sanphalang_portable_{os.getpid()}", Server(SERVER)
    embedded_demo.copy(tmp_path / "first")
    saved = _command(tmp_path / "first", "", "backup", str(tmp_path / "first.zip"))
    database = server.create(name)
    try:
        _command(tmp_path / "second", database, "restore", str(tmp_path / "first.zip"))
        _command(tmp_path / "second", database, "backup", str(tmp_path / "second.zip"))
        assert _command(tmp_path / "second", database, "check", "--deep")["healthy"]
    finally:
        server.drop(name)
    _command(tmp_path / "third", "", "restore", str(tmp_path / "second.zip"))
    _command(tmp_path / "third", "", "backup", str(tmp_path / "third.zip"))
    assert saved["rows"] > 9_000
    assert _contents(tmp_path / "first.zip") == _contents(tmp_path / "second.zip") == _contents(tmp_path / "third.zip")
