"""What claims and records say, for deciding what a source's next list would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from sanphalang.files import originals
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.rules import PRIVATE_FIELDS, VALUE_FIELDS, joined_activities, read_name
from sanphalang.places.rules import Intervals, PlaceCode, contains

Values = Mapping[str, Any]
"""Values by column, only those that were said; dates as ISO text, as they lie in the originals."""

EXPLICIT = "id"
"""A row that names the record by our own number means its name and place to the letter."""


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
        if plain(current[name]) != value:
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
    return [latest["made"], plain(latest["changed"])]


def plain(value: Any) -> Any:
    """Return a stored value as the originals hold it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
