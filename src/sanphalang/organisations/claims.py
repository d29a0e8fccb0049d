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
from django.db.models import Max
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
    PRIVATE_FIELDS,
    SUBJECT,
    VALUE_FIELDS,
    NameReading,
    derived_from_name,
    joined_activities,
    read_name,
)
from sanphalang.places.rules import NATION, Intervals, PlaceCode, contains, overlap

Values = Mapping[str, Any]
"""Values by column, only those that were said; dates as ISO text, as they lie in the originals."""


class Said(NamedTuple):
    """One row of a source: its number, the organisation that it tells of (None for a new one), and its values.

    ``reading`` is what its name was read as, where that is known already.
    """

    row: int
    organisation: int | None
    values: Values
    reading: NameReading | None = None


EXPLICIT = "id"
"""A row that names the record by our own number means its name and place to the letter."""


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


def changes_of(current: Values, said: Values, before: Sequence[Values], contacts: Intervals) -> dict[str, Any]:
    """Return the columns that a row would set on a record: what differs, and is news from this source.

    Activities are added to, never taken away; a name is left alone while it is another spelling of the same, and a
    place while the one said is only less exact, unless the row names the record by our own number. ``before`` is what
    rows of the same source said of the record last time. ``contacts`` is where the one who brings the row may see
    contacts: what is hidden from a person is neither compared for them nor changed by them.
    """
    changes = {}
    hidden = () if current["contact_published"] or contains(contacts, current["place"]) else PRIVATE_FIELDS
    for name in VALUE_FIELDS:
        if name not in said or name in hidden or any(earlier.get(name) == said[name] for earlier in before):
            continue
        value = joined_activities(current["activity"], said[name]) if name == "activity" else said[name]
        if _plain(current[name]) != value:
            changes[name] = value
    if EXPLICIT not in said:
        if "name" in changes and _same_name(current["name"], said["name"]):
            del changes["name"]
        if _less_exact(said, current):
            changes.pop("place", None)
            changes.pop("place_level", None)
    if "place" in changes or "place_level" in changes:
        changes["place"], changes["place_level"] = said["place"], said["place_level"]
    return changes


def _same_name(known: str, said: str) -> bool:
    return read_name(known).identity == read_name(said).identity


def _less_exact(said: Values, current: Values) -> bool:
    """Say whether the place said holds the known one."""
    if said.get("place") is None or current["place"] is None or said["place"] == current["place"]:
        return False
    return contains((PlaceCode.of(said["place"], said["place_level"]).interval,), current["place"])


def last_said(source: int, organisations: Iterable[int]) -> dict[int, list[Values]]:
    """Return what the rows of a source's latest list said of each organisation, where it said anything."""
    claims = Claim.objects.filter(organisation__in=list(organisations), source=source).order_by("id")
    latest: dict[int, tuple[int, list[int]]] = {}
    for organisation, batch, row in claims.values_list("organisation", "batch", "row"):
        if organisation not in latest or latest[organisation][0] != batch:
            latest[organisation] = (batch, [])
        latest[organisation][1].append(row)
    by_batch: dict[int, list[int]] = {}
    for batch, rows in latest.values():
        by_batch.setdefault(batch, []).extend(rows)
    said = {batch: originals.read_some(originals.Kind.VALUES, batch, rows) for batch, rows in by_batch.items()}
    return {organisation: [said[batch].get(row, {}) for row in rows] for organisation, (batch, rows) in latest.items()}


def rows_of_source(source: int) -> dict[int, dict[int, int]]:
    """Return by batch and row which organisations a source told of."""
    told: dict[int, dict[int, int]] = {}
    claims = Claim.objects.filter(source=source).order_by("id").values_list("batch", "row", "organisation")
    for batch, row, organisation in claims.iterator(chunk_size=2000):
        told.setdefault(batch, {})[row] = organisation
    return told


def brought_by(batch: int, organisations: Iterable[int]) -> set[int]:
    """Return those of the organisations of which the batch has told already."""
    return set(
        Claim.objects.filter(batch=batch, organisation__in=list(organisations)).values_list("organisation", flat=True)
    )


def rows_brought(batch: int, first: int, last: int) -> set[int]:
    """Return which of a batch's rows, from one number to another, have become claims."""
    return set(Claim.objects.filter(batch=batch, row__range=(first, last)).values_list("row", flat=True))


def counts_of(batch: int) -> dict[str, int]:
    """Return how many records a batch has made and how many it has changed, as its claims stand."""
    claims = Claim.objects.filter(batch=batch)
    created = claims.filter(created=True).count()
    return {"created": created, "updated": claims.filter(created=False).exclude(set_fields=[]).count()}


def current_values(organisations: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the stored values of organisations by id, for deciding what an import would change."""
    rows = Organisation.objects.filter(id__in=list(organisations))
    return {row["id"]: row for row in rows.values("id", "revision", "updated_at", "contact_published", *VALUE_FIELDS)}


def edited_by_hand(current: Mapping[int, Values], since: datetime) -> set[int]:
    """Return those of the organisations that a person has changed since then: their last change is no source's."""
    changed = {key: values["revision"] for key, values in current.items() if values["updated_at"] > since}
    claims = Claim.objects.filter(organisation__in=list(changed)).values_list("organisation", "revision")
    return changed.keys() - {organisation for organisation, revision in claims if changed[organisation] == revision}


def gone(organisations: Iterable[int]) -> bool:
    """Say whether any of the organisations is no longer there, because the list that made it was withdrawn."""
    wanted = set(organisations)
    return Organisation.objects.filter(pk__in=wanted).count() < len(wanted)


def registry_stamp() -> list[Any]:
    """Return what differs whenever organisations were made or changed in between, as JSON can hold it."""
    latest = Organisation.objects.aggregate(made=Max("id"), changed=Max("updated_at"))
    return [latest["made"], _plain(latest["changed"])]


def _create(new: Sequence[Said], allowed: Intervals, batch: int, source: int, brought: Brought) -> None:
    now = timezone.now()
    rows, claims = [], []
    for each, new_id in zip(new, next_ids(Organisation, len(new)), strict=True):
        values = _DEFAULTS | dict(each.values)
        if not contains(allowed, values["place"]):
            raise Refused(str(each.row))
        derived = derived_from_name(values["name"], each.reading)
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
            images.append((each.row, {name: _plain(record[name]) for name in (*changes, "revision", "updated_at")}))
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


def _plain(value: Any) -> Any:
    """Return a stored value as the originals hold it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _stored(name: str, value: Any) -> Any:
    """Return a value as its column stores it."""
    if isinstance(value, str) and name == "confirmed_on":
        return date.fromisoformat(value)
    if isinstance(value, str) and name == "updated_at":
        return datetime.fromisoformat(value)
    return value
