"""Installations that one worker of a test run prepares with the platform's own commands, and that all workers copy.

Copying takes a tenth of a second, ``init`` some five. The database under test is such a copy, and so is what a test
that commits leaves behind it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
_EMBEDDED = "sanphalang.sqlite3"
_ON_THE_SERVER = "on-the-server"


def surroundings(home: Path, url: str = "") -> dict[str, str]:
    """Return the environment of a process of an installation: the real settings, not those of the tests."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "sanphalang.config.settings",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "SANPHALANG_HOME": str(home),
        "DATABASE_URL": url,
    }


def command(*arguments: str) -> list[str]:
    """Return the words that start the platform's command."""
    return [sys.executable, "-m", "sanphalang.config.cli", *arguments]


class Server:
    """The PostgreSQL server that the tests use; nothing that happens there has to survive a power failure."""

    def __init__(self, url: str) -> None:
        self._url = url

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return urlsplit(self._url)._replace(path=f"/{database}").geturl()

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database, as a copy of another where one is named; return its address."""
        self._do("CREATE DATABASE {0} TEMPLATE {1}", database, template)
        self._do("ALTER DATABASE {0} SET synchronous_commit = off", database)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database if it is there, whoever is still connected."""
        self._do("DROP DATABASE IF EXISTS {0} WITH (FORCE)", database)

    def _do(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@dataclass(frozen=True, slots=True)
class Prepared:
    """An installation to be copied: its home, and its database where that lies on a server."""

    home: Path
    database: str

    def copy(self, home: Path, database: str = "") -> str:
        """Make an installation like it; return the address of its database, which is empty where it lies in the home.

        ``database`` is its name on the server, for one that was prepared there.
        """
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        return Server(os.environ["DATABASE_URL"]).create(database, self.database) if self.database else ""

    @property
    def file(self) -> Path:
        """The embedded database."""
        return self.home / _EMBEDDED


def prepare(factory: pytest.TempPathFactory, *commands: tuple[str, ...], on_server: bool) -> Prepared:
    """Return an installation on which these commands were run: by the first worker that asks, for all of them."""
    server = Server(os.environ["DATABASE_URL"]) if on_server else None
    name = "-".join(word.strip("-") for words in commands for word in words) + ("-there" if on_server else "")
    shared = _shared(factory)
    database = f"test_sanphalang_{sha256(str(shared / name).encode()).hexdigest()[:16]}" if on_server else ""

    def make(home: Path) -> None:
        url = ""
        if server:
            server.drop(database)
            url = server.create(database)
        for words in commands:
            done = subprocess.run(command(*words), env=surroundings(home, url), capture_output=True, text=True)
            assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"
        if server:
            (shared / f"{name}.{_ON_THE_SERVER}").write_text(database)

    return Prepared(_once(shared / name, make), database)


def remove_from_server(factory: pytest.TempPathFactory) -> None:
    """Remove the databases that were prepared on the server: nobody of this run needs them any more."""
    for note in _shared(factory).glob(f"*.{_ON_THE_SERVER}"):
        Server(os.environ["DATABASE_URL"]).drop(note.read_text())


def _shared(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all workers of a run have in common."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder that was made whole, by this process or by one that it waited for."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = folder.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            make(making)
            making.rename(folder)
    return folder
