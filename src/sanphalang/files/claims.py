"""What sources say, brought into a register by the thousand and taken back again.

The caller (an import) holds the transaction and writes the batch's own ledger entry; a claim keeps, for its row, what
the row set, and the before-image of what it changed lies with the originals under the same batch and row. What the
row said in whole lies there too, until its list was kept long enough: then digests of it, and no before-image.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import orjson
from django.db import connection
from django.utils import timezone

from sanphalang.access.policy import Refused, intervals
from sanphalang.access.viewer import Viewer
from sanphalang.bulk import insert_rows, next_ids, update_rows
from sanphalang.files import originals
from sanphalang.files.models import Kept
from sanphalang.files.registers import DERIVED, Register, Values
from sanphalang.files.said import changes_of, current_values, last_said, plain
from sanphalang.ledger.actions import mark, mark_new
from sanphalang.places.rules import NATION, Intervals, contains, overlap


class Said(NamedTuple):
    """One row of a source: its number, the record that it tells of (None for a new one), and its values.

    ``derived`` is what is stored beside its name, where that is known already.
    """

    row: int
    record: int | None
    values: Values
    derived: Sequence[Any] | None = None


@dataclass(slots=True)
class Brought:
    """How many records the rows made, changed and left as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Withdrawn:
    """How many records were removed and restored, and which were kept, with the reason: one of :class:`Kept`."""

    removed: int = 0
    restored: int = 0
    kept: list[tuple[int, str]] = field(default_factory=list)


def write_alone(register: Register) -> None:
    """Wait until nobody else writes to the register; until the caller's transaction ends, nobody else will.

    Two lists brought in at once could otherwise make the same record twice. On SQLite a transaction is alone from its
    beginning.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(register.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")


def bring_in(
    register: Register, viewer: Viewer, said: Sequence[Said], *, batch: int, source: int, within: Intervals = NATION
) -> Brought:
    """Make new records and change known ones as the rows say.

    A row whose source said the same of the same record before brings no news, whatever has become of the record
    since. Raises :class:`Refused` if any row lies outside the viewer's territory, or outside ``within``.
    """
    allowed = overlap(intervals(viewer, register.edits), within)
    new = [each for each in said if each.record is None]
    known = [each for each in said if each.record is not None]
    brought = Brought()
    written = list(_create(register, new, allowed, batch, source, brought))
    if known:
        private = intervals(viewer, register.sees_private)
        written += _Change(register, allowed, private, batch, source).change(known, brought)
    register.follow(viewer, written)
    return brought


def _create(
    register: Register, new: Sequence[Said], allowed: Intervals, batch: int, source: int, brought: Brought
) -> Sequence[int]:
    """Make new records; return their ids."""
    now = timezone.now()
    defaults, dates, in_order, complete = register.defaults, register.dates, register.in_order, register.complete
    fixed, many = tuple(register.fixed.values()), len(DERIVED)
    ids = next_ids(register.model, len(new))

    def rows() -> Iterator[tuple[Any, ...]]:
        """Yield the new records; PostgreSQL writes one while the next is made."""
        for each, new_id in zip(new, ids, strict=True):
            values = {**defaults, **each.values}
            if not contains(allowed, values["place"]):
                raise Refused(str(each.row))
            derived = each.derived or register.derive(values)
            complete(values, derived)
            for name in dates:
                if values[name]:
                    values[name] = date.fromisoformat(values[name])
            yield (new_id, *in_order(values), *derived[:many], *fixed, now, now, 1)

    if new:
        with register.inserting(ids[0], ids[-1]):
            insert_rows(register.model, register.columns, rows())
    told = zip(new, ids, strict=True)
    claims = ((new_id, source, batch, each.row, now, True, 1, _ALL_SET, "") for each, new_id in told)
    insert_rows(register.claims, register.claim_columns, claims)
    mark_new(register.subject, ids)
    brought.created += len(new)
    return ids


_ALL_SET = orjson.dumps(["*"]).decode()


@dataclass(frozen=True, slots=True)
class _Change:
    """Changes known records as rows say."""

    register: Register
    allowed: Intervals
    private: Intervals
    batch: int
    source: int

    def change(self, known: Sequence[Said], brought: Brought) -> set[int]:
        """Change them; return the ids of those that were."""
        register, allowed = self.register, self.allowed
        ids = {each.record for each in known if each.record is not None}
        current, before = current_values(register, ids), last_said(register, self.source, ids)
        now = timezone.now()
        images, claims = [], []
        changed: set[int] = set()
        for each in known:
            assert each.record is not None  # noqa: S101 (known rows only)
            record = current.get(each.record)
            if record is None or not contains(allowed, record["place"]):
                raise Refused(str(each.row))
            changes = changes_of(register, record, each.values, before.get(each.record, ()), self.private)
            if changes and not contains(allowed, changes.get("place", record["place"])):
                raise Refused(str(each.row))
            if not changes:
                brought.unchanged += 1
                if each.values in before.get(each.record, ()):
                    continue
            else:
                images.append((each.row, {name: plain(record[name]) for name in (*changes, "revision")}))
                record.update(changes, revision=record["revision"] + 1, updated_at=now)
                _write(register, record, changes)
                brought.updated += 1
                changed.add(each.record)
            set_fields = orjson.dumps([*changes]).decode()
            row = (each.record, self.source, self.batch, each.row, now, False, record["revision"], set_fields, "")
            claims.append(row)
            before[each.record] = [*before.get(each.record, ()), each.values]
        originals.keep(originals.Kind.BEFORE, self.batch, images)
        insert_rows(register.claims, register.claim_columns, claims)
        mark((register.subject, str(record)) for record in ids)
        return changed


def _write(register: Register, record: Mapping[str, Any], changed: Iterable[str]) -> None:
    columns = [*changed, "revision", "updated_at"]
    values = [_stored(register, name, record[name]) for name in columns]
    if any(name in register.named_by for name in columns):
        values += register.derive(record)[: len(DERIVED)]
        columns += DERIVED
    update_rows(register.model, columns, [(*values, record["id"])])


def withdraw(register: Register, viewer: Viewer, *, batch: int, limit: int) -> Withdrawn | None:
    """Take back up to ``limit`` claims of a batch, the last one first; return None when none are left to look at.

    A record that somebody edited since, on which something else hangs, that another source knows too, or of which
    nobody knows any more what it was before, stays, and its claim with it: what remains of the batch is the list of
    what could not be restored. A record that is as it was before has been changed now, like any that is written.
    """
    allowed = intervals(viewer, register.edits)
    manager, names = register.claims._default_manager, f"{register.names}_id"
    claims: list[Any] = list(manager.filter(batch=batch, kept="").order_by("-id")[:limit])
    if not claims:
        return None
    ids = {getattr(claim, names) for claim in claims}
    current = current_values(register, ids)
    others = manager.filter(**{f"{register.names}__in": ids}).exclude(batch=batch)
    shared = set(others.values_list(register.names, flat=True))
    in_use = _in_use(register, {getattr(claim, names) for claim in claims if claim.created})
    images = originals.read_some(originals.Kind.BEFORE, batch, [claim.row for claim in claims])
    done = Withdrawn()
    taken: list[Any] = []
    kept: list[tuple[str, int]] = []
    again: dict[tuple[int, int], int] = {}
    now = timezone.now()
    for claim in claims:
        key = getattr(claim, names)
        record = current[key]
        claim.revision = again.get((key, claim.revision), claim.revision)
        reason = _why_kept(claim, key, record, shared, in_use) or _why_unknown(claim, images)
        if not reason and not contains(allowed, record["place"]):
            raise Refused(str(claim.row))
        if reason:
            kept.append((reason, claim.pk))
            done.kept.append((key, reason))
            continue
        taken.append(claim)
        if claim.created:
            done.removed += 1
        elif claim.row in images:
            image = images[claim.row]
            # A revision is never used twice, or a form that is still open could overwrite a later edit unseen.
            revision = record["revision"] + 1
            again[key, image["revision"]] = revision
            record.update(image, revision=revision, updated_at=now)
            _write(register, record, [name for name in image if name in register.value_fields])
            done.restored += 1
    created = [getattr(claim, names) for claim in taken if claim.created]
    manager.filter(pk__in=[claim.pk for claim in taken]).delete()
    register.model._default_manager.filter(pk__in=created).delete()
    for kind in (originals.Kind.BEFORE, originals.Kind.DIGESTS):  # of no use without the claim
        originals.forget_some(kind, batch, [claim.row for claim in taken])
    register.follow(viewer, {record for record, _revision in again} - set(created))
    _stand_for_earlier_states(register, again)
    mark((register.subject, str(getattr(claim, names))) for claim in taken)
    update_rows(register.claims, ["kept"], kept)
    return done


def _in_use(register: Register, created: set[int]) -> set[int]:
    """Return those of the records on which rows of other tables hang: somebody worked with them since."""
    used: set[int] = set()
    for table in register.beside:
        for each in table._meta.concrete_fields:
            if each.related_model is register.model:
                rows = table._base_manager.filter(**{f"{each.name}__in": created})
                used.update(rows.values_list(each.attname, flat=True))
    return used


def _stand_for_earlier_states(register: Register, again: Mapping[tuple[int, int], int]) -> None:
    """Let the claims that left a record as it now is again know it by its new revision."""
    records = {record for record, _revision in again}
    claims = register.claims._default_manager.filter(**{f"{register.names}__in": records})
    found = [
        (again[record, revision], pk)
        for pk, record, revision in claims.values_list("pk", register.names, "revision")
        if (record, revision) in again
    ]
    update_rows(register.claims, ["revision"], found)


def _why_kept(claim: Any, key: int, record: Mapping[str, Any], shared: set[int], in_use: set[int]) -> str:
    """Return why a record cannot be put back as it was, or nothing."""
    if claim.created and key in shared:
        return Kept.KNOWN
    writes = claim.created or claim.set_fields
    if claim.created and key in in_use:
        return Kept.EDITED
    return Kept.EDITED if writes and record["revision"] != claim.revision else ""


def _why_unknown(claim: Any, images: Mapping[int, Any]) -> str:
    """Return why a change cannot be undone: its before-image went when its list was kept long enough; or nothing."""
    return Kept.TOO_OLD if claim.set_fields and not claim.created and claim.row not in images else ""


def _stored(register: Register, name: str, value: Any) -> Any:
    """Return a value as its column stores it."""
    if isinstance(value, str) and name in register.dates:
        return date.fromisoformat(value)
    return value
