"""What claims and records say, for deciding what a source's next list would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from sanphalang.files.registers import DERIVED, Register, Values
from sanphalang.files.remembered import what_rows_said
from sanphalang.places.rules import Intervals, PlaceCode, contains

EXPLICIT = "id"
"""A row that names the record by our own number means its name and place to the letter."""
_IDENTITY = DERIVED.index("identity")


def changes_of(
    register: Register, current: Values, said: Values, before: Sequence[Values], private: Intervals
) -> dict[str, Any]:
    """Return the columns that a row would set on a record: what differs, and is news from this source.

    Joined columns are added to, never taken from; a name is left alone while it is another spelling of the same, and a
    place while the one said is only less exact, unless the row names the record by our own number. ``before`` is what
    rows of the same source said of the record last time. ``private`` is where the one who brings the row may see
    private fields: what is hidden from a person is neither compared for them nor changed by them. Nothing is set on a
    record that people have made their own.
    """
    changes: dict[str, Any] = {}
    if register.held and current[register.held]:
        return changes
    is_public = register.published and current[register.published]
    hidden = () if is_public or contains(private, current["place"]) else register.private_fields
    for name in register.value_fields:
        if name not in said or name in hidden or any(earlier.get(name) == said[name] for earlier in before):
            continue
        value = register.joined[name](current[name], said[name]) if name in register.joined else said[name]
        if plain(current[name]) != value:
            changes[name] = value
    if said.get(EXPLICIT) != current["id"]:
        if any(name in changes for name in register.named_by) and _same_name(register, current, said):
            changes = {name: value for name, value in changes.items() if name not in register.named_by}
        if _less_exact(said, current):
            changes.pop("place", None)
            changes.pop("place_level", None)
    if "place" in changes or "place_level" in changes:
        changes["place"], changes["place_level"] = said["place"], said["place_level"]
    return changes


def _same_name(register: Register, current: Values, said: Values) -> bool:
    named = {name: said.get(name, current[name]) for name in register.named_by}
    return bool(register.derive(current)[_IDENTITY] == register.derive(named)[_IDENTITY])


def _less_exact(said: Values, current: Values) -> bool:
    """Say whether the place said holds the known one."""
    if said.get("place") is None or current["place"] is None or said["place"] == current["place"]:
        return False
    return contains((PlaceCode.of(said["place"], said["place_level"]).interval,), current["place"])


def last_said(register: Register, source: int, records: Iterable[int]) -> dict[int, list[Values]]:
    """Return what the rows of a source's latest list said of each record, where it said anything.

    Of a list that was kept long enough the values are digests, which compare like values.
    """
    claims = _claims(register, source=source, **{f"{register.names}__in": list(records)}).order_by("id")
    latest: dict[int, tuple[int, list[int]]] = {}
    for record, batch, row in claims.values_list(register.names, "batch", "row"):
        if record not in latest or latest[record][0] != batch:
            latest[record] = (batch, [])
        latest[record][1].append(row)
    by_batch: dict[int, list[int]] = {}
    for batch, rows in latest.values():
        by_batch.setdefault(batch, []).extend(rows)
    said = {batch: what_rows_said(batch, rows) for batch, rows in by_batch.items()}
    return {record: [said[batch].get(row, {}) for row in rows] for record, (batch, rows) in latest.items()}


def rows_of_source(register: Register, source: int) -> dict[int, dict[int, int]]:
    """Return by batch and row which records a source told of."""
    told: dict[int, dict[int, int]] = {}
    claims = _claims(register, source=source).order_by("id").values_list("batch", "row", register.names)
    for batch, row, record in claims.iterator(chunk_size=2000):
        told.setdefault(batch, {})[row] = record
    return told


def brought_by(register: Register, batch: int, records: Iterable[int]) -> set[int]:
    """Return those of the records of which the batch has told already."""
    claims = _claims(register, batch=batch, **{f"{register.names}__in": list(records)})
    return set(claims.values_list(register.names, flat=True))


def rows_brought(register: Register, batch: int, first: int, last: int) -> set[int]:
    """Return which of a batch's rows, from one number to another, have become claims."""
    return set(_claims(register, batch=batch, row__range=(first, last)).values_list("row", flat=True))


def counts_of(register: Register, batch: int, *, with_kept: bool = True) -> dict[str, int]:
    """Return how many records a batch has made and how many it has changed, as its claims stand.

    ``with_kept``: also those that an earlier withdrawal of the batch had to leave as they were.
    """
    claims = _claims(register, batch=batch, **({} if with_kept else {"kept": ""}))
    created = claims.filter(created=True).count()
    return {"created": created, "updated": claims.filter(created=False).exclude(set_fields=[]).count()}


def current_values(register: Register, records: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the stored values of records by id, for deciding what an import would change."""
    more = [name for name in (register.published, register.held) if name]
    rows = register.model._default_manager.filter(id__in=list(records))
    return {row["id"]: row for row in rows.values("id", "revision", "updated_at", *more, *register.value_fields)}


def edited_by_hand(register: Register, current: Mapping[int, Values], since: datetime) -> set[int]:
    """Return those of the records that a person has changed since then: their last change is no source's."""
    changed = {key: values["revision"] for key, values in current.items() if values["updated_at"] > since}
    claims = _claims(register, **{f"{register.names}__in": list(changed)}).values_list(register.names, "revision")
    return changed.keys() - {record for record, revision in claims if changed[record] == revision}


def gone(register: Register, records: Iterable[int]) -> bool:
    """Say whether any of the records is no longer there, because the list that made it was withdrawn."""
    wanted = set(records)
    return register.model._default_manager.filter(pk__in=wanted).count() < len(wanted)


def stamp_of(register: Register) -> list[Any]:
    """Return what differs whenever records were made or changed in between, as JSON can hold it."""
    latest = register.model._default_manager.aggregate(made=Max("id"), changed=Max("updated_at"))
    return [latest["made"], plain(latest["changed"])]


def plain(value: Any) -> Any:
    """Return a stored value as the originals hold it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _claims(register: Register, **wanted: Any) -> Any:
    return register.claims._default_manager.filter(**wanted)
