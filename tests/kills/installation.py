"""An installation of its own, on the database under test, that can be put back to its beginning."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from tests.prepared import Prepared, Server, surroundings

_ORGANISATIONS = (
    "SELECT id, name, name_key, identity, kind_id, place, place_level, village_no, telephone, members, activity, "
    "revision FROM organisations_organisation"
)
_PEOPLE = (
    "SELECT id, title || given_name || ' ' || surname, name_key, identity, roles, place, place_level, telephone, "
    "birth_year, citizen_id_digest, revision FROM people_person"
)
_CLAIMS_OF_PEOPLE = "SELECT person_id, batch, row, created, revision, kept FROM people_personclaim"
_CLAIMS = "SELECT organisation_id, batch, row, created, revision, kept FROM organisations_claim"
KILLED = -9
"""How a task that was killed ends."""
_TABLES = {"organisations": (_ORGANISATIONS, _CLAIMS), "people": (_PEOPLE, _CLAIMS_OF_PEOPLE)}


class Installation:
    """A home, its database, and two nurseries of processes."""

    def __init__(self, home: Path, prepared: Prepared) -> None:
        self.home = home
        self.chunk = 20
        """How many rows one transaction takes."""
        self._prepared, self._name = prepared, f"test_sanphalang_kills_{os.getpid()}"
        self._server = Server(os.environ["DATABASE_URL"]) if prepared.database else None
        self._url = prepared.copy(home, self._name)
        command, environment = [sys.executable, "-m", "tests.kills.nursery"], surroundings(home, self._url)
        self._nurseries = [
            subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]

    def close(self) -> None:
        """End the nurseries and remove the database."""
        for nursery in self._nurseries:
            nursery.communicate()
        if self._server:
            self._server.drop(self._name)

    def begin_again(self) -> None:
        """Put the database back to what it was at the beginning."""
        if self._server:
            self._server.drop(self._name)
            self._server.create(self._name, self._prepared.database)
            return
        for left in self.home.glob("sanphalang.sqlite3*"):
            left.unlink()
        shutil.copy(self._prepared.file, self.home / "sanphalang.sqlite3")

    def do(self, *task: Any, kill_after: float | None = None) -> tuple[int, float]:
        """Have a child do a task, killed if it takes longer; return how it ended and how long that took."""
        started = time.monotonic()
        _ask(self._nurseries[0], kill_after, self.chunk, task)
        return _answer(self._nurseries[0]), time.monotonic() - started

    def do_at_once(self, *tasks: Sequence[Any]) -> list[int]:
        """Have two children do two tasks at the same time; return how they ended."""
        for nursery, task in zip(self._nurseries, tasks, strict=True):
            _ask(nursery, None, self.chunk, task)
        return [_answer(nursery) for nursery in self._nurseries]

    def interrupt_a_check(self, path: str, kind: str, moment: Callable[[], float]) -> tuple[int, int]:
        """Have a check killed at a moment, again where it had not begun; return its import's number and the kills.

        The number is not always 1: the sequence of PostgreSQL does not go back when a killed transaction does.
        """
        kills, begun = 0, None
        while begun is None:
            kills += self.do("check", path, kind, kill_after=moment())[0] == KILLED
            begun = self.batch()
        return begun[0], kills

    def interrupt(self, step: str, number: int, moment: Callable[[], float]) -> int:
        """Have a step of a checked import killed at a moment, again where it had not begun; return the kills."""
        before, kills = self.batch(), 0
        while self.batch() == before:
            kills += self.do(step, number, kill_after=moment())[0] == KILLED
        return kills

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        if self._server:
            with psycopg.connect(self._url) as connection:
                return list(connection.execute(statement).fetchall())
        with closing(sqlite3.connect(self.home / "sanphalang.sqlite3")) as connection:
            return list(connection.execute(statement))

    def batch(self) -> tuple[int, str] | None:
        """Return id and stage of the latest import, if there is one."""
        found = self.query("SELECT id, stage FROM intake_importbatch ORDER BY id DESC LIMIT 1")
        return (found[0][0], found[0][1]) if found else None

    def organisations(self) -> list[tuple[Any, ...]]:
        """Return the organisations, without their ids and moments, in order."""
        return self.records("organisations")

    def records(self, kind: str) -> list[tuple[Any, ...]]:
        """Return the records of a kind, without their ids and moments, in order."""
        return sorted((row[1:] for row in self.query(_TABLES[kind][0])), key=str)

    def claims(self, kind: str = "organisations") -> list[tuple[Any, ...]]:
        """Return the claims, each with its record's name and row, in order."""
        records, claims = _TABLES[kind]
        names = {row[0]: row[1] for row in self.query(records)}
        return sorted((names[row[0]], *row[2:3], bool(row[3]), *row[4:]) for row in self.query(claims))


def _ask(nursery: subprocess.Popen[str], kill_after: float | None, chunk: int, task: Sequence[Any]) -> None:
    assert nursery.stdin
    nursery.stdin.write(json.dumps([kill_after, chunk, *task]) + "\n")
    nursery.stdin.flush()


def _answer(nursery: subprocess.Popen[str]) -> int:
    assert nursery.stdout
    return int(nursery.stdout.readline())
