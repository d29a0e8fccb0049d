"""Records that can be merged: one of two that are the same thing stays, the other stays in place and points to it.

A record that was absorbed is in no list, count, choice, export, recognition or comparison: ``objects`` leaves it out,
and ``with_merged`` is for who has to reach it all the same (an erasure, an undo). Where a merge gave a record other
values, ``before_merge`` keeps what it said itself, as JSON text by column: it lies in the record's own row, so that
whatever empties or removes the record reaches it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import orjson
from django.db import models

STANDS = models.Q(merged_into=None)
"""The condition of standing for itself; the indexes of lists end with the column, so that no row is opened for it."""

_Record = TypeVar("_Record", bound=models.Model)


class Standing(models.Manager[_Record]):
    """The records that stand for themselves: all but those that another absorbed."""

    def get_queryset(self) -> models.QuerySet[_Record]:
        """Leave the absorbed ones out."""
        return super().get_queryset().filter(STANDS)

    def count_all(self) -> int:
        """Count them; without any condition SQLite knows the number of rows at once."""
        everything = self.model._base_manager
        return everything.count() - everything.exclude(merged_into=None).count()


class Mergeable(models.Model):
    """What the table of a register has besides its values."""

    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, db_index=False, related_name="absorbed"
    )
    before_merge = models.TextField(blank=True, default="", db_default="")

    objects = Standing()
    with_merged = models.Manager()  # noqa: DJ012 (the one above is a manager too)

    class Meta:
        abstract = True


_Merged = TypeVar("_Merged", bound=Mergeable)


def stands(record: Any) -> bool:
    """Say whether a record stands for itself."""
    return record.merged_into_id is None


def own_values(record: Mergeable) -> dict[str, Any]:
    """Return what the record said itself where a merge gave it other values, by column."""
    values: dict[str, Any] = orjson.loads(record.before_merge) if record.before_merge else {}
    return values


def as_text(values: Mapping[str, Any]) -> str:
    """Return such values as the column keeps them."""
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode() if values else ""


def without_own(record: Mergeable, columns: Iterable[str]) -> str:
    """Return what the column keeps when what these columns said themselves has to go: empty, as the record is then."""
    left_out, values = set(columns), own_values(record)
    return as_text({name: _emptied(value) if name in left_out else value for name, value in values.items()})


def _emptied(value: Any) -> Any:
    return "" if isinstance(value, str) else None


def absorbed_by(model: type[_Merged], record_id: int) -> list[_Merged]:
    """Return the records that one absorbed, and those that they had absorbed before."""
    found: list[_Merged] = []
    ids = [record_id]
    while ids:
        below = list(model._base_manager.filter(merged_into__in=ids).order_by("pk"))
        ids = [each.pk for each in below]
        found += below
    return found


def kept_for(model: type[Mergeable], record_id: int) -> int | None:
    """Return the record that stands today for an absorbed one; None for one that stands itself or is not there."""
    kept, into = None, _into(model, record_id)
    while into is not None:
        kept, into = into, _into(model, into)
    return kept


def _into(model: type[Mergeable], record_id: int) -> int | None:
    record: Any = model._base_manager.filter(pk=record_id).only("merged_into").first()
    return None if record is None else record.merged_into_id
