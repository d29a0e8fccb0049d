"""Writes invented organisations as an import would have: the record, the claim of its source, and what that said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django.utils import timezone

from sanphalang.bulk import insert_rows, next_ids
from sanphalang.demo.invention import Invented
from sanphalang.files import originals
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.name_parts import inserting
from sanphalang.organisations.rules import VALUE_FIELDS

DEMO_BATCH = 0
"""The batch that the demo's claims belong to; batches of imports count from 1."""

_CHUNK = 10_000
_DERIVED = ("name_key", "name_sort", "identity")
_COLUMNS = ("id", *VALUE_FIELDS, *_DERIVED, "contact_published", "created_at", "updated_at", "revision")
_CLAIM_COLUMNS = ("organisation", "source", "batch", "row", "at", "created", "revision", "set_fields", "kept")
_ALL_FIELDS = '["*"]'
_UNSAID: dict[str, Any] = {
    name: Organisation._meta.get_field(name).get_default()  # type: ignore[union-attr]
    for name in VALUE_FIELDS
}


def write_organisations(invented: Iterable[Invented], sources: Sequence[int]) -> Iterator[range | list[int]]:
    """Write all of it in the caller's transaction; yield the ids of each chunk as it is written.

    ``sources`` holds the ids of the sources, in the order of ``kinds.SOURCES``.
    """
    waiting = iter(invented)
    row = 0
    while chunk := list(islice(waiting, _CHUNK)):
        ids = next_ids(Organisation, len(chunk))
        numbered = list(zip(range(row + 1, row + 1 + len(chunk)), ids, chunk, strict=True))
        with inserting(ids[0], ids[-1]):
            insert_rows(Organisation, _COLUMNS, (_record(new_id, each) for _row, new_id, each in numbered))
        insert_rows(Claim, _CLAIM_COLUMNS, (_claim(number, new_id, each, sources) for number, new_id, each in numbered))
        originals.keep(originals.Kind.VALUES, DEMO_BATCH, ((number, each.values) for number, _id, each in numbered))
        row += len(chunk)
        yield ids


def _record(new_id: int, invented: Invented) -> tuple[Any, ...]:
    values = _UNSAID | invented.values
    if values["confirmed_on"]:
        values["confirmed_on"] = date.fromisoformat(values["confirmed_on"])
    derived = invented.derived
    added_at = _morning(invented.added_on)
    return (
        new_id,
        *(values[name] for name in VALUE_FIELDS),
        *(derived.name_key, derived.name_sort, derived.identity),
        invented.published,
        added_at,
        _morning(values["confirmed_on"]) if values["confirmed_on"] else added_at,
        1,
    )


def _claim(row: int, organisation: int, invented: Invented, sources: Sequence[int]) -> tuple[Any, ...]:
    source = sources[invented.source]
    return organisation, source, DEMO_BATCH, row, _morning(invented.added_on), True, 1, _ALL_FIELDS, ""


def _morning(day: date) -> datetime:
    """The same moment on every run, so that the same seed gives the same rows."""
    return timezone.make_aware(datetime.combine(day, time(9)))
