"""Bringing lists of the network's authorities in, and withdrawing them, fact by fact.

Every row that wrote something keeps, for each fact, what was stored before (nothing, where it is new) and what it
wrote. A list is withdrawn by that alone. Both run in the caller's one transaction, so that a killed job begins anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.files import originals
from sanphalang.intake.judging import reach
from sanphalang.intake.membership_cells import FACTS
from sanphalang.intake.membership_checking import CHUNK, OTHERWISE
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.queries import NOT_FOUND
from sanphalang.organisations.network_facts import Value, fact_of, key_of, news
from sanphalang.organisations.network_lists import hold_authorities, known_facts, put_facts, remove_facts
from sanphalang.places.rules import contains

_READY = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)
_Image = dict[str, list[Any]]
"""Of a row, by key: what was stored, and what it wrote."""


def bring_in_memberships(viewer: Viewer, batch: ImportBatch) -> dict[str, int]:
    """Write what the ready rows tell that is news; return how many rows did what.

    A row that says something else than what somebody wrote since the check waits for a person again. Raises
    :class:`Refused` if any row lies outside the viewer's territory.
    """
    allowed = reach(viewer, batch)
    for rows in _ready(batch):
        if not all(contains(allowed, row.place) for row in rows):
            raise Refused(str(rows[0].number))
        _bring_in_rows(batch, rows)
        ImportBatch.objects.filter(pk=batch.pk).update(beat=timezone.now())
    return _counted(batch)


def _bring_in_rows(batch: ImportBatch, rows: Collection[ImportRow]) -> None:
    values = originals.read_some(originals.Kind.VALUES, batch.pk, [row.number for row in rows])
    authorities = {row.record for row in rows if row.record}
    there = hold_authorities(authorities)
    stored = known_facts(there)
    put: dict[str, Value] = {}
    images: dict[int, _Image] = {}
    for row in rows:
        authority, facts = row.record or 0, values.get(row.number, {}).get(FACTS, {})
        if authority not in there:
            _wait(row, NOT_FOUND, None)
            continue
        told = {what: news(what, stored.get(key_of(authority, what)), said) for what, said in facts.items()}
        if "other" in told.values() and row.decision != ImportRow.Decision.SAME:
            _wait(row, OTHERWISE, authority)
            continue
        new = {key_of(authority, what): facts[what] for what, says in told.items() if says != "none"}
        if new:
            images[row.number] = {key: [stored.get(key), value] for key, value in new.items()}
            stored |= new
            put |= new
    before = originals.read_some(originals.Kind.BEFORE, batch.pk, images)
    kept = {number: before.get(number, {}) | image for number, image in images.items()}
    originals.replace(originals.Kind.BEFORE, batch.pk, kept)
    put_facts(put)


def _wait(row: ImportRow, why: str, authority: int | None) -> None:
    row.outcome, row.why, row.record = Outcome.DOUBTFUL, [why], authority
    row.save(update_fields=["outcome", "why", "record"])


def _counted(batch: ImportBatch) -> dict[str, int]:
    """Return how many rows made facts, changed some, and said what was known, over all that was brought in."""
    wrote = {
        number: "updated" if any(was is not None for was, _wrote in image.values()) else "created"
        for number, image in originals.read(originals.Kind.BEFORE, batch.pk)
    }
    ready = ImportRow.objects.filter(batch=batch, outcome__in=_READY).values_list("number", "outcome")
    counts = Counter(
        "updated" if number in wrote and outcome == Outcome.UPDATED else wrote.get(number, "unchanged")
        for number, outcome in ready
    )
    return dict(counts)


def withdraw_memberships(viewer: Viewer, batch: ImportBatch) -> dict[str, int]:
    """Put back what the list replaced and remove what it added; return of how many rows.

    What was changed since is kept, and so is what a list that came later says as well: that one then answers for it,
    and its own withdrawal puts back what was there before either. Raises :class:`Refused` outside the territory.
    """
    images: dict[int, _Image] = dict(originals.read(originals.Kind.BEFORE, batch.pk))
    allowed = reach(viewer, batch)
    places = ImportRow.objects.filter(batch=batch, number__in=list(images)).values_list("number", "place")
    for number, place in places:
        if not contains(allowed, place):
            raise Refused(str(number))
    facts = {key: both for image in images.values() for key, both in image.items()}
    ids = {fact_of(key).authority for key in facts}
    hold_authorities(ids)
    stored = known_facts(ids)
    heirs = _hand_over(batch, facts)
    own = {key: was for key, (was, wrote) in facts.items() if key not in heirs and stored.get(key) == wrote}
    stayed = remove_facts([key for key, was in own.items() if was is None])
    put_facts({key: was for key, was in own.items() if was is not None})
    taken = own.keys() - stayed
    counts = Counter(_taken(image, taken) for image in images.values())
    originals.forget(originals.Kind.BEFORE, batch.pk)
    if not images:  # after the time for which lists are kept, nobody knows what was there before
        told = batch.report.get("brought", {})
        old = told.get("created", 0) + told.get("updated", 0)
        return {"removed": 0, "restored": 0, "kept": old} | ({"too_old": old} if old else {})
    return {"removed": counts["removed"], "restored": counts["restored"], "kept": counts["kept"]}


def _taken(image: _Image, taken: Collection[str]) -> str:
    if not all(key in taken for key in image):
        return "kept"
    return "restored" if any(was is not None for was, _wrote in image.values()) else "removed"


def _hand_over(batch: ImportBatch, facts: Mapping[str, list[Any]]) -> set[str]:
    """Give what was stored before to the next list that says the same facts; return those that found one."""
    heirs: set[str] = set()
    done = ImportBatch.objects.filter(kind=batch.kind, stage=ImportBatch.Stage.DONE, finished_at__gt=batch.finished_at)
    for later in done.order_by("finished_at").values_list("pk", flat=True):
        said = _saying(later, facts.keys() - heirs)
        images: dict[int, _Image] = originals.read_some(originals.Kind.BEFORE, later, said)
        for number, keys in said.items():
            image = images.setdefault(number, {})
            for key in keys:
                was, wrote = facts[key]
                image[key] = [was, image[key][1] if key in image else wrote]
            heirs |= keys
        originals.replace(originals.Kind.BEFORE, later, images)
    return heirs


def _saying(batch: int, keys: Collection[str]) -> dict[int, set[str]]:
    """Return by row which of these facts the ready rows of a list tell, each fact once."""
    ids = {fact_of(key).authority for key in keys}
    rows = ImportRow.objects.filter(batch=batch, outcome__in=_READY, record__in=ids).order_by("number")
    authorities = {number: record or 0 for number, record in rows.values_list("number", "record")}
    values = originals.read_some(originals.Kind.VALUES, batch, authorities)
    left, said = set(keys), {}
    for number, authority in authorities.items():
        told = {key_of(authority, what) for what in values.get(number, {}).get(FACTS, {})} & left
        if told:
            said[number] = told
        left -= told
    return said


def _ready(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    """Yield the ready rows in the order of the file, a chunk at a time."""
    rows = ImportRow.objects.filter(batch=batch, outcome__in=_READY).order_by("number")
    cursor = 0
    while chunk := list(rows.filter(number__gt=cursor)[:CHUNK]):
        yield chunk
        cursor = chunk[-1].number
