"""Reading the book. Who may read is decided by the rooms above; the book itself holds no private value."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from sanphalang.ledger.models import Entry, Mark

_ENTRIES, _MARKS = Entry._meta.db_table, Mark._meta.db_table
_WRITTEN_AT_ONCE = 1000  # so many acts may be written between one that took its number and its end


def all_entries() -> QuerySet[Entry]:
    """Return the whole book, latest first."""
    return Entry.objects.all()


def entries_about(subject_kind: str, subject_id: str) -> QuerySet[Entry]:
    """Return the history of one subject, latest first."""
    return Entry.objects.filter(subject_kind=subject_kind, subject_id=subject_id)


def subjects_touched(subject_kind: str, subject_ids: Iterable[str], *, but_by: Collection[str]) -> int:
    """Return of how many of these subjects the book tells that anybody but some actors did something to them."""
    told = Entry.objects.filter(subject_kind=subject_kind, subject_id__in=list(subject_ids)).exclude(actor__in=but_by)
    return told.order_by().values("subject_id").distinct().count()


def pending_marks(projection: str = "") -> int:
    """Return how many marked subjects wait to be recomputed, in one projection or in all."""
    if not projection:
        return Mark.objects.count()
    count: int = _row(f"SELECT count(*) FROM {_MARKS} WHERE projection = %s", projection)[0]  # noqa: S608 (our own name)
    return count


class Standing(NamedTuple):
    """What stands for the acts in the book: another number after each of them, the same after a look; and whether
    marked subjects wait to be recomputed after them, in any projection."""

    change: int
    is_settling: bool


def standing() -> Standing:
    """Return how the book stands.

    On PostgreSQL an act that took its number early may be written after one with a later number, so that the newest
    number alone would not tell of it; the sum of the newest numbers does.
    """
    newest = f"SELECT id FROM {_ENTRIES} WHERE NOT is_look ORDER BY id DESC LIMIT %s"  # noqa: S608
    told = f"SELECT (SELECT sum(id) FROM ({newest}) AS newest), EXISTS (SELECT 1 FROM {_MARKS})"  # noqa: S608
    change, is_settling = _row(told, _WRITTEN_AT_ONCE if connection.vendor == "postgresql" else 1)
    return Standing(int(change or 0), bool(is_settling))


def _row(statement: str, *values: str | int) -> tuple[Any, ...]:
    """Return the one row that a statement tells. Every page asks; to build a query takes longer than to answer it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] = cursor.fetchone()
    return row
