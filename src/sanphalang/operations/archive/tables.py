"""Tables as lines of JSON, the same on both databases.

A line is a list: the values of one row, in the order of the table's columns. Rows stand in the order of their primary
keys, moments in UTC, binary values in Base64, keys of JSON values sorted; so the same rows always make the same bytes.
"""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import orjson
from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Collate

Model = type[models.Model]

_ROWS_AT_A_TIME = 2_000

# Without them a restored account would open with its password alone.
_WAYS_OF_SIGNING_IN = ("mfa.Authenticator", "socialaccount.SocialAccount")


def room_models() -> list[Model]:
    """Return the models of the platform's own rooms by name of their table, and those by which people sign in.

    Sessions and the results of jobs are left out, for they are worth nothing on another day; so are Django's own
    tables of content types and permissions, which ``migrate`` makes, and derived tables, which are made anew.
    """
    found = (m for m in apps.get_models(include_auto_created=True) if m._meta.app_config.name.startswith("sanphalang."))
    facts = [model for model in found if model._meta.managed and not getattr(model, "is_derived", False)]
    kept = facts + [apps.get_model(name) for name in _WAYS_OF_SIGNING_IN]
    return sorted(kept, key=lambda model: model._meta.db_table)


def columns_of(model: Model) -> list[str]:
    """Return the names of the table's columns as Django fills them (``place_id`` for a reference)."""
    return [field.attname for field in model._meta.concrete_fields]


def read_lines(model: Model) -> Iterator[bytes]:
    """Yield the table's rows as lines of JSON."""
    rows = model._base_manager.order_by(_in_byte_order(model)).values_list(*columns_of(model))
    for row in rows.iterator(chunk_size=_ROWS_AT_A_TIME):
        yield orjson.dumps(row, default=_plain, option=orjson.OPT_SORT_KEYS) + b"\n"


def _in_byte_order(model: Model) -> str | Collate:
    """Order text keys byte by byte on both databases; PostgreSQL would follow its locale."""
    key = model._meta.pk
    if isinstance(key, models.CharField) and connection.vendor == "postgresql":
        return Collate(models.F(key.attname), "C")
    return key.attname


def _plain(value: Any) -> str:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(value).decode()
    if isinstance(value, decimal.Decimal):
        return str(value)
    raise TypeError(f"A column holds {type(value).__name__}, which the archive cannot keep.")


def parse_line(model: Model) -> Callable[[bytes], list[Any]]:
    """Return a function from a line of JSON to the values that this database stores, for ``bulk.insert_rows``."""
    converters = [(i, _converter(field)) for i, field in enumerate(model._meta.concrete_fields)]
    needed = [(i, convert) for i, convert in converters if convert is not None]

    def parse(line: bytes) -> list[Any]:
        row: list[Any] = orjson.loads(line)
        for i, convert in needed:
            if row[i] is not None:
                row[i] = convert(row[i])
        return row

    return parse


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.JSONField):
        return lambda value: orjson.dumps(value).decode()
    for kind, read in _READERS:
        if isinstance(field, kind):
            return read
    return None


def _uuid(text: str) -> uuid.UUID | str:
    value = uuid.UUID(text)
    return value if connection.features.has_native_uuid_field else value.hex


# A moment is a date to Python, so it comes first.
_READERS: tuple[tuple[type[models.Field[Any, Any]], Callable[[Any], Any]], ...] = (
    (models.DateTimeField, dt.datetime.fromisoformat),
    (models.DateField, dt.date.fromisoformat),
    (models.UUIDField, _uuid),
    (models.DecimalField, decimal.Decimal),
    (models.BinaryField, base64.b64decode),
)


def last_number(model: Model) -> int | None:
    """Return the last number that the table's key counter handed out; None when it has none or was never used."""
    table, key = model._meta.db_table, model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(table), key.column])
            cursor.execute(f"SELECT last_value FROM {cursor.fetchone()[0]} WHERE is_called")  # noqa: S608 (our own name)
        else:
            # A migration that remade an empty table leaves a counter that stands at nothing.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s AND seq > 0", [table])
        row = cursor.fetchone()
    return row[0] if row else None


def set_last_number(model: Model, number: int) -> None:
    """Let the table's key counter go on after this number, so that no number is given to two things."""
    table, key = model._meta.db_table, model._meta.pk
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [_quoted(table), key.column, number])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
