"""Records of a register as values: read, held, and written, whichever register it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from sanphalang.access.writing import NoSuchRecordError
from sanphalang.files.merged import as_text, stands
from sanphalang.files.registers import DERIVED
from sanphalang.files.said import plain
from sanphalang.ledger.digests import private_digest
from sanphalang.stewardship.registers import Kept

NO_NAME_KEY = {"name_key": ""}
"""What an absorbed record has in the index of parts of names: no place."""


def held(kept: Kept, numbers: Iterable[int]) -> dict[int, Any]:
    """Return records by number, held until the transaction ends; always in one order, else PostgreSQL deadlocks."""
    rows = kept.register.model._base_manager.select_for_update().filter(pk__in=set(numbers)).order_by("pk")
    return _all(rows, numbers)


def read(kept: Kept, numbers: Iterable[int]) -> dict[int, Any]:
    """Return records by number without holding them, absorbed ones too."""
    return _all(kept.register.model._base_manager.filter(pk__in=set(numbers)), numbers)


def _all(rows: Any, numbers: Iterable[int]) -> dict[int, Any]:
    found = {each.pk: each for each in rows}
    missing = set(numbers) - found.keys()
    if missing:
        raise NoSuchRecordError(min(missing))
    return found


def values_of(kept: Kept, record: Any) -> dict[str, Any]:
    """Return everything that a record says, as JSON can hold it."""
    single = {name: plain(getattr(record, name)) for name in kept.columns if name not in kept.sets}
    return single | {name: _members(kept, name, record.pk) for name in kept.sets}


def write(kept: Kept, record: Any, values: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Have a record show these values, keep what it says itself, and count the change; return what changed."""
    before = values_of(kept, record)
    changes = {name: (before[name], value) for name, value in values.items() if before[name] != value}
    for name in changes:
        if name in kept.sets:
            _write_members(kept, name, record.pk, values[name])
        else:
            setattr(record, name, _stored(kept, name, values[name]))
    record.before_merge = as_text(own)
    columns = [name for name in changes if name not in kept.sets]
    save(kept, record, *columns, "before_merge")
    return changes


def save(kept: Kept, record: Any, *columns: str) -> None:
    """Save columns of a record with what follows from its name, and count the change."""
    derived = dict(zip(DERIVED, kept.register.derive(values_of(kept, record)), strict=False))
    if not stands(record):
        derived |= NO_NAME_KEY
    for name, value in derived.items():
        setattr(record, name, value)
    record.revision += 1
    record.updated_at = timezone.now()
    record.save(update_fields=[*columns, *derived, "revision", "updated_at"])


def as_recorded(kept: Kept, changes: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    """Return changes as the ledger may hold them: keyed digests, but for what names nobody."""
    return {name: [_recorded(kept, name, side) for side in sides] for name, sides in changes.items()}


def _recorded(kept: Kept, name: str, value: Any) -> Any:
    text = " ".join(value) if isinstance(value, list) else value
    return text if name in kept.in_clear else private_digest(text)


def _stored(kept: Kept, name: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and name in kept.register.dates else value


def _members(kept: Kept, name: str, record: int) -> list[Any]:
    field, table = _set(kept, name)
    rows = table.filter(**{field.m2m_field_name(): record})
    return sorted(rows.values_list(field.m2m_reverse_field_name(), flat=True))


def _write_members(kept: Kept, name: str, record: int, wanted: Iterable[Any]) -> None:
    field, table = _set(kept, name)
    ours, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
    known, wanted = set(_members(kept, name, record)), set(wanted)
    table.filter(**{ours: record, f"{theirs}__in": known - wanted}).delete()
    table.bulk_create(table.model(**{f"{ours}_id": record, f"{theirs}_id": each}) for each in sorted(wanted - known))


def _set(kept: Kept, name: str) -> tuple[Any, Any]:
    field: Any = kept.register.model._meta.get_field(name)
    return field, field.remote_field.through._base_manager
