"""What sources say, brought in by the thousand and taken back again.

The caller (an import) holds the transaction and writes the batch's own ledger entry; a claim keeps, for its row, what
the row set, and the before-image of what it changed lies with the originals under the same batch and row. What the
row said in whole lies there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Any, NamedTuple

import orjson
from django.db import connection
from django.utils import timezone

from sanphalang.access.policy import Refused, intervals
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.bulk import insert_rows, next_ids, update_rows
from sanphalang.files import originals
from sanphalang.ledger.actions import mark
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.name_parts import inserting
from sanphalang.organisations.rules import (
    SUBJECT,
    VALUE_FIELDS,
    Derived,
    derived_from_name,
)
from sanphalang.organisations.said import Values, changes_of, current_values, last_said, plain
from sanphalang.places.rules import NATION, Intervals, contains, overlap


class Said(NamedTuple):
    """One row of a source: its number, the organisation that it tells of (None for a new one), and its values.

    ``derived`` is what is stored beside its name, where that is known already.
    """

    row: int
    organisation: int | None
    values: Values
    derived: Derived | None = None


@dataclass(slots=True)
class Brought:
    """How many records the rows made, changed and left as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Withdrawn:
    """How many records were removed and restored, and which were kept, with the reason: ``edited`` or ``known``."""

    removed: int = 0
    restored: int = 0
    kept: list[tuple[int, str]] = field(default_factory=list)


_DEFAULTS: dict[str, Any] = {
    name: Organisation._meta.get_field(name).get_default()  # type: ignore[union-attr]
    for name in VALUE_FIELDS
    if name not in {"kind_id", "place"}
} | {"place": None, "status": Organisation.Status.UNKNOWN.value}
_COLUMNS = (
    "id",
    *VALUE_FIELDS,
    "name_key",
    "name_sort",
    "identity",
    "contact_published",
    "created_at",
    "updated_at",
    "revision",
)
_CLAIM_COLUMNS = ("organisation", "source", "batch", "row", "at", "created", "revision", "set_fields", "kept")


def write_alone() -> None:
    """Wait until nobody else writes organisations; until the caller's transaction ends, nobody else will.

    Two lists brought in at once could otherwise make the same organisation twice. On SQLite a transaction is alone
    from its beginning.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Organisation._meta.db_table)} IN EXCLUSIVE MODE")


def bring_in(viewer: Viewer, said: Sequence[Said], *, batch: int, source: int, within: Intervals = NATION) -> Brought:
    """Make new organisations and change known ones as the rows say.

    A row whose source said the same of the same record before brings no news, whatever has become of the record
    since. Raises :class:`Refused` if any row lies outside the viewer's territory, or outside ``within``.
    """
    allowed = overlap(intervals(viewer, Act.ORGANISATIONS_EDIT), within)
    new = [each for each in said if each.organisation is None]
    known = [each for each in said if each.organisation is not None]
    brought = Brought()
    _create(new, allowed, batch, source, brought)
    if known:
        contacts = intervals(viewer, Act.ORGANISATIONS_SEE_CONTACT)
        _change(known, allowed, contacts, batch, source, brought)
    return brought


def _create(new: Sequence[Said], allowed: Intervals, batch: int, source: int, brought: Brought) -> None:
    now = timezone.now()
    rows, claims = [], []
    for each, new_id in zip(new, next_ids(Organisation, len(new)), strict=True):
        values = _DEFAULTS | dict(each.values)
        if not contains(allowed, values["place"]):
            raise Refused(str(each.row))
        derived = each.derived or derived_from_name(values["name"])
        values["kind_id"] = each.values.get("kind_id") or derived.kind
        if values["confirmed_on"]:
            values["confirmed_on"] = date.fromisoformat(values["confirmed_on"])
        rows.append(
            (new_id, *_in_order(values), derived.name_key, derived.name_sort, derived.identity, False, now, now, 1)
        )
        claims.append((new_id, source, batch, each.row, now, True, 1, _ALL_SET, ""))
    if rows:
        with inserting(rows[0][0], rows[-1][0]):
            insert_rows(Organisation, _COLUMNS, rows)
    insert_rows(Claim, _CLAIM_COLUMNS, claims)
    mark((SUBJECT, str(row[0])) for row in rows)
    brought.created += len(rows)


_in_order = itemgetter(*VALUE_FIELDS)
_ALL_SET = orjson.dumps(["*"]).decode()


def _change(
    known: Sequence[Said], allowed: Intervals, contacts: Intervals, batch: int, source: int, brought: Brought
) -> None:
    ids = {each.organisation for each in known if each.organisation is not None}
    current, before = current_values(ids), last_said(source, ids)
    now = timezone.now()
    images, claims = [], []
    for each in known:
        assert each.organisation is not None  # noqa: S101 (known rows only)
        record = current.get(each.organisation)
        if record is None or not contains(allowed, record["place"]):
            raise Refused(str(each.row))
        changes = changes_of(record, each.values, before.get(each.organisation, ()), contacts)
        if changes and not contains(allowed, changes.get("place", record["place"])):
            raise Refused(str(each.row))
        if not changes:
            brought.unchanged += 1
            if each.values in before.get(each.organisation, ()):
                continue
        else:
            images.append((each.row, {name: plain(record[name]) for name in (*changes, "revision", "updated_at")}))
            record.update(changes, revision=record["revision"] + 1, updated_at=now)
            _write(record, changes)
            brought.updated += 1
        set_fields = orjson.dumps([*changes]).decode()
        claims.append((each.organisation, source, batch, each.row, now, False, record["revision"], set_fields, ""))
        before[each.organisation] = [*before.get(each.organisation, ()), each.values]
    originals.keep(originals.Kind.BEFORE, batch, images)
    insert_rows(Claim, _CLAIM_COLUMNS, claims)
    mark((SUBJECT, str(organisation)) for organisation in ids)


def _write(record: Mapping[str, Any], changed: Iterable[str]) -> None:
    columns = [*changed, "revision", "updated_at"]
    values = [_stored(name, record[name]) for name in columns]
    if "name" in columns:
        derived = derived_from_name(record["name"])
        columns += ["name_key", "name_sort", "identity"]
        values += [derived.name_key, derived.name_sort, derived.identity]
    update_rows(Organisation, columns, [(*values, record["id"])])


def withdraw(viewer: Viewer, *, batch: int, limit: int) -> Withdrawn | None:
    """Take back up to ``limit`` claims of a batch, the last one first; return None when none are left to look at.

    A record that somebody edited since, or that another source knows too, stays, and its claim with it: what remains
    of the batch is the list of what could not be restored.
    """
    allowed = intervals(viewer, Act.ORGANISATIONS_EDIT)
    claims = list(Claim.objects.filter(batch=batch, kept="").order_by("-id")[:limit])
    if not claims:
        return None
    ids = {claim.organisation_id for claim in claims}
    current = current_values(ids)
    shared = set(Claim.objects.filter(organisation__in=ids).exclude(batch=batch).values_list("organisation", flat=True))
    images = originals.read_some(originals.Kind.BEFORE, batch, [claim.row for claim in claims])
    done = Withdrawn()
    taken: list[Claim] = []
    kept: list[tuple[str, int]] = []
    again: dict[tuple[int, int], int] = {}
    for claim in claims:
        record = current[claim.organisation_id]
        claim.revision = again.get((claim.organisation_id, claim.revision), claim.revision)
        reason = _why_kept(claim, record, shared)
        if not reason and not contains(allowed, record["place"]):
            raise Refused(str(claim.row))
        if reason:
            kept.append((reason, claim.pk))
            done.kept.append((claim.organisation_id, reason))
            continue
        taken.append(claim)
        if claim.created:
            done.removed += 1
        elif claim.row in images:
            image = images[claim.row]
            # A revision is never used twice, or a form that is still open could overwrite a later edit unseen.
            now = record["revision"] + 1
            again[claim.organisation_id, image["revision"]] = now
            record.update(image, revision=now)
            _write(record, [name for name in image if name in VALUE_FIELDS])
            done.restored += 1
    created = [claim.organisation_id for claim in taken if claim.created]
    Claim.objects.filter(pk__in=[claim.pk for claim in taken]).delete()
    Organisation.objects.filter(pk__in=created).delete()
    originals.forget_some(originals.Kind.BEFORE, batch, [claim.row for claim in taken])
    _stand_for_earlier_states(again)
    mark((SUBJECT, str(claim.organisation_id)) for claim in taken)
    update_rows(Claim, ["kept"], kept)
    return done


def _stand_for_earlier_states(again: Mapping[tuple[int, int], int]) -> None:
    """Let the claims that left a record as it now is again know it by its new revision."""
    claims = Claim.objects.filter(organisation__in={organisation for organisation, _revision in again})
    found = [
        (again[organisation, revision], pk)
        for pk, organisation, revision in claims.values_list("pk", "organisation", "revision")
        if (organisation, revision) in again
    ]
    update_rows(Claim, ["revision"], found)


def _why_kept(claim: Claim, record: Mapping[str, Any], shared: set[int]) -> str:
    """Return why a record cannot be put back as it was, or nothing."""
    if claim.created and claim.organisation_id in shared:
        return Claim.Kept.KNOWN
    writes = claim.created or claim.set_fields
    return Claim.Kept.EDITED if writes and record["revision"] != claim.revision else ""


def _stored(name: str, value: Any) -> Any:
    """Return a value as its column stores it."""
    if isinstance(value, str) and name == "confirmed_on":
        return date.fromisoformat(value)
    if isinstance(value, str) and name == "updated_at":
        return datetime.fromisoformat(value)
    return value
