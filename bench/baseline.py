"""The least that a database can be asked: the rows of a CSV file, and nothing else, in one transaction."""

from __future__ import annotations

import csv
import sqlite3
import time
from pathlib import Path

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


def copy_seconds(header: list[str], rows: list[list[str]], database_url: str) -> float:
    """Time COPY into a new table of the same columns with an integer key."""
    with psycopg.connect(database_url) as connection:
        connection.execute("DROP TABLE IF EXISTS bare")
        connection.execute(f"CREATE TABLE bare (id bigserial PRIMARY KEY, {_columns(header)})")
        connection.commit()
        started = time.perf_counter()
        with connection.cursor() as cursor, cursor.copy(f"COPY bare ({_names(header)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        connection.commit()
        seconds = time.perf_counter() - started
        connection.execute("DROP TABLE bare")
    return seconds


def _names(header: list[str]) -> str:
    return ", ".join(f"c{number}" for number, _title in enumerate(header))


def _columns(header: list[str]) -> str:
    return ", ".join(f"c{number} text" for number, _title in enumerate(header))
