"""Bulk writing: the one module that writes many rows past the ORM.

Values go to the database as they are, so they must be what the column stores (a JSON column takes text); moments are
the exception, because SQLite keeps them as text in UTC. Callers hold the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models
from django.db.transaction import TransactionManagementError

_CHUNK = 2_000


def _with_moments(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterable[Sequence[Any]]:
    """Return the rows with aware moments as the database wants them; costs nothing where there are none."""
    moments = [i for i, name in enumerate(fields) if isinstance(model._meta.get_field(name), models.DateTimeField)]
    return _adapted(rows, moments) if moments and connection.vendor == "sqlite" else rows


def _adapted(rows: Iterable[Sequence[Any]], moments: list[int]) -> Iterator[Sequence[Any]]:
    known: dict[Any, Any] = {}
    for row in rows:
        values = list(row)
        for i in moments:
            moment = values[i]
            if moment not in known:
                known[moment] = connection.ops.adapt_datetimefield_value(moment)
            values[i] = known[moment]
        yield values


def _columns(model: type[models.Model], fields: Sequence[str]) -> list[str]:
    quote = connection.ops.quote_name
    return [quote(_column(model, field)) for field in fields]


def _column(model: type[models.Model], field: str) -> str:
    found = model._meta.pk if field == "pk" else model._meta.get_field(field)
    column = getattr(found, "column", None)
    if not isinstance(column, str):
        raise TypeError(f"{model._meta.label}.{field} is no column.")
    return column


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows: COPY on PostgreSQL, one prepared statement on SQLite. Rows are consumed as they come."""
    _expect_transaction()
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(_columns(model, fields))
    rows = _with_moments(model, fields, rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join(["%s"] * len(fields))
    _execute_many(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 (quoted names of our own)


def update_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Update rows by primary key; each row is the new values in the order of ``fields``, then the key."""
    _expect_transaction()
    table = connection.ops.quote_name(model._meta.db_table)
    assignments = ", ".join(f"{column} = %s" for column in _columns(model, fields))
    key = connection.ops.quote_name(_column(model, "pk"))
    _execute_many(f"UPDATE {table} SET {assignments} WHERE {key} = %s", _with_moments(model, fields, rows))  # noqa: S608


def next_ids(model: type[models.Model], count: int) -> range | list[int]:
    """Reserve ``count`` primary keys, so that rows of several tables can refer to each other before they are written.

    A key is handed out once, also when the transaction that reserved it is undone (on SQLite then again, to nobody's
    harm: nothing of it was kept).
    """
    if count == 0:
        return range(0)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), model._meta.pk.column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table])
        row = cursor.fetchone()
        if row is None:  # a table that never held a row has no counter yet
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
    last = row[0] if row else count
    return range(last - count + 1, last + 1)


def may_be_done_again() -> None:
    """Let PostgreSQL answer the caller's commit before the disk has it.

    For a chunk of work that goes on where the database says it stands: what a power cut loses is done again. Whatever
    is committed after it in the usual way keeps it too. Costs nothing and does nothing on SQLite.
    """
    _expect_transaction()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")


def settle(*written: type[models.Model]) -> None:
    """Tell PostgreSQL now of very many new rows; by itself it looks a minute later, and until then counts open each.

    Does nothing on SQLite, which keeps no such knowledge, and nothing inside a transaction, where it is not possible.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for model in written:
            cursor.execute(f"VACUUM (ANALYZE) {connection.ops.quote_name(model._meta.db_table)}")


def _expect_transaction() -> None:
    """Outside a transaction SQLite would sync to disk after every row, a thousand times slower."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("Bulk writing belongs in a transaction.")


def _execute_many(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    iterator = iter(rows)
    with connection.cursor() as cursor:
        while chunk := list(islice(iterator, _CHUNK)):
            cursor.executemany(statement, chunk)
