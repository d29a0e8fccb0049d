"""A backup of the embedded database goes into PostgreSQL and back: the whole way, by the commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

SERVER = os.environ.get("TEST_POSTGRES_URL", "")


def _command(home: Path, database: str, *arguments: str) -> Any:
    environment = {
        **os.environ,
        "SANPHALANG_HOME": str(home),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "sanphalang.config.settings",
    }
    command = [sys.executable, "-m", "sanphalang.config.cli", *arguments, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _contents(archive: Path) -> tuple[Any, Any, Any]:
    with zipfile.ZipFile(archive) as file:
        listed = json.loads(file.read("manifest.json"))
    return listed["tables"], listed["files"], listed["last_numbers"]


@pytest.mark.slow
@pytest.mark.skipif(not SERVER, reason="No PostgreSQL server is named in TEST_POSTGRES_URL.")
def test_from_sqlite_to_postgresql_and_back(tmp_path: Path) -> None:
    name = f"test_sanphalang_portable_{os.getpid()}"
    database = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    _command(tmp_path / "first", "", "init")
    _command(tmp_path / "first", "", "demo", "--scale", "small")
    saved = _command(tmp_path / "first", "", "backup", str(tmp_path / "first.zip"))
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            _command(tmp_path / "second", database, "restore", str(tmp_path / "first.zip"))
            _command(tmp_path / "second", database, "backup", str(tmp_path / "second.zip"))
            assert _command(tmp_path / "second", database, "check", "--deep")["healthy"]
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    _command(tmp_path / "third", "", "restore", str(tmp_path / "second.zip"))
    _command(tmp_path / "third", "", "backup", str(tmp_path / "third.zip"))
    assert saved["rows"] > 9_000
    assert _contents(tmp_path / "first.zip") == _contents(tmp_path / "second.zip") == _contents(tmp_path / "third.zip")
