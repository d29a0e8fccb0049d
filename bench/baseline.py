"""The least that a database can be asked: the rows of a CSV file, and nothing else, in one transaction."""

from __future__ import annotations

import csv
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg


def rows_of(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def executemany_seconds(header: list[str], rows: list[list[str]], folder: Path) -> float:
    """Time ``executemany`` into a new file database in WAL: a table of the same columns, an integer key, no index."""
    database = folder / "bare.sqlite3"
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # as the platform itself
    connection.execute(f"CREATE TABLE bare (id INTEGER PRIMARY KEY, {_columns(header)})")
    statement = f"INSERT INTO bare ({_names(header)}) VALUES ({', '.join('?' * len(header))})"  # noqa: S608
    started = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany(statement, rows)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - started
    connection.close()
    for left in folder.glob("bare.sqlite3*"):
        left.unlink()
    return seconds


def executemany_on_postgresql_seconds(header: list[str], rows: list[list[str]], database_url: str) -> float:
    """Time ``executemany`` into a new table of the same columns with an integer key, in one transaction."""
    with _bare_table(header, database_url) as connection:
        marks = ", ".join(["%s"] * len(header))
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO bare ({_names(header)}) VALUES ({marks})", rows)  # noqa: S608
        connection.commit()
        return time.perf_counter() - started


def copy_seconds(header: list[str], rows: list[list[str]], database_url: str) -> float:
    """Time COPY into a new table of the same columns with an integer key."""
    with _bare_table(header, database_url) as connection:
        started = time.perf_counter()
        with connection.cursor() as cursor, cursor.copy(f"COPY bare ({_names(header)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        connection.commit()
        return time.perf_counter() - started


@contextmanager
def _bare_table(header: list[str], database_url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(database_url) as connection:
        connection.execute("DROP TABLE IF EXISTS bare")
        connection.execute(f"CREATE TABLE bare (id bigserial PRIMARY KEY, {_columns(header)})")
        connection.commit()
        yield connection
        connection.execute("DROP TABLE bare")


def _names(header: list[str]) -> str:
    return ", ".join(f"c{number}" for number, _title in enumerate(header))


def _columns(header: list[str]) -> str:
    return ", ".join(f"c{number} text" for number, _title in enumerate(header))
