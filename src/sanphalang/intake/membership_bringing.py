"""Bringing lists of the network's authorities in, a chunk of rows at a time, and withdrawing them.

A row that is in is never taken again, so that what people correct afterwards stays. What is kept of it, and by what a
list is withdrawn, says :mod:`sanphalang.intake.membership_images`. Both write alone, in the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.files import originals
from sanphalang.intake.brought import note_what_stays, rows_in
from sanphalang.intake.judging import reach
from sanphalang.intake.membership_cells import FACTS
from sanphalang.intake.membership_checking import CHUNK, LEFT_EARLY, NEVER_JOINED, OTHERWISE
from sanphalang.intake.membership_images import Image, images_of, next_in_order, withdraw_words
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.queries import NOT_FOUND
from sanphalang.organisations.network_facts import JOINED, State, after, by_matter, can_be, key_of, news
from sanphalang.organisations.network_lists import authorities_with_ids, hold_authorities, known_facts, put_states
from sanphalang.places.rules import contains

_READY = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)


def bring_in_memberships(viewer: Viewer, batch: ImportBatch) -> bool:
    """Write what the next ready rows tell that is news; return whether there were any. The caller saves the batch.

    ``report["brought"]`` counts, over all that was brought in, the rows that made something, changed something, and
    said what was known. Raises :class:`Refused` if any row lies outside the viewer's territory.
    """
    brought = Counter(batch.report.get("brought", {}))
    following = ImportRow.objects.filter(batch=batch, outcome__in=_READY, number__gt=batch.cursor)
    rows = list(following.exclude(number__in=rows_in(batch)).order_by("number")[:CHUNK])
    if rows:
        allowed = reach(viewer, batch)
        if not all(contains(allowed, row.place) for row in rows):
            raise Refused(str(rows[0].number))
        brought.update(_bring_in_rows(batch, rows))
        batch.cursor, batch.done, batch.beat = rows[-1].number, batch.done + len(rows), timezone.now()
    batch.report["brought"] = dict(brought)
    return bool(rows)


def _bring_in_rows(batch: ImportBatch, rows: Sequence[ImportRow]) -> Counter[str]:
    values = originals.read_some(originals.Kind.VALUES, batch.pk, [row.number for row in rows])
    there = hold_authorities({row.record for row in rows if row.record})
    stored, order = by_matter(known_facts(there)), next_in_order(batch)
    put: dict[str, State] = {}
    images: dict[int, Image] = {}
    waiting: list[ImportRow] = []
    for row in rows:
        authority, facts = row.record or 0, values.get(row.number, {}).get(FACTS, {})
        said = by_matter({key_of(authority, what): value for what, value in facts.items()})
        was = {matter: stored.get(matter, {}) for matter in said}
        why = _why_not(row, was, said) if authority in there else NOT_FOUND
        if why == OTHERWISE and row.decision == ImportRow.Decision.SKIP:
            continue  # somebody decided that what is known stays
        if why:
            row.outcome, row.why, row.record = Outcome.DOUBTFUL, [why], authority if why == OTHERWISE else None
            waiting.append(row)
            continue
        then = {matter: after(was[matter], said[matter]) for matter in said}
        written = {matter: state for matter, state in then.items() if state != was[matter]}
        told = {matter: [was[matter], said[matter]] for matter in said}
        if told:  # else what the list said was forgotten
            did = _did(row, [was[matter] for matter in written])
            images[row.number] = {"did": did, "authority": authority, "order": order, "told": told}
        stored |= then
        put |= written
    originals.keep(originals.Kind.BEFORE, batch.pk, images.items())
    put_states(put)
    ImportRow.objects.bulk_update(waiting, ["outcome", "why", "record"])
    no_news = [number for number, image in images.items() if image["did"] == Outcome.UNCHANGED]
    ImportRow.objects.filter(batch=batch, number__in=no_news).update(outcome=Outcome.UNCHANGED)
    return Counter(image["did"] for image in images.values())


def _why_not(row: ImportRow, was: Mapping[str, State], said: Mapping[str, State]) -> str:
    """Return why a row has to wait: what was written since the check contradicts it, or says otherwise."""
    for matter, state in said.items():
        then = after(was[matter], state)
        if not can_be(then):
            return LEFT_EARLY if JOINED in then else NEVER_JOINED
        is_other = any(news(what, was[matter].get(what), value) == "other" for what, value in state.items())
        if is_other and row.decision != ImportRow.Decision.SAME:
            return OTHERWISE
    return ""


def _did(row: ImportRow, replaced: list[State]) -> str:
    if not replaced:
        return Outcome.UNCHANGED.value
    return Outcome.UPDATED.value if row.outcome == Outcome.UPDATED or any(replaced) else Outcome.CREATED.value


def withdraw_memberships(viewer: Viewer, batch: ImportBatch) -> dict[str, int]:
    """Put back what the list replaced and remove what it added; return of how many rows.

    What was changed since is kept, and so is what another list says as well: that one then answers for it. Raises
    :class:`Refused` outside the territory.
    """
    images = images_of(batch)
    if not images:  # after the time for which lists are kept, nobody knows what was there before
        told = batch.report.get("brought", {})
        old = told.get("created", 0) + told.get("updated", 0)
        return {"removed": 0, "restored": 0, "kept": old} | ({"too_old": old} if old else {})
    ids, allowed = {image["authority"] for image in images.values()}, reach(viewer, batch)
    if not all(contains(allowed, known.padded) for known in authorities_with_ids(ids).values()):
        raise Refused(str(min(images)))
    hold_authorities(ids)
    stored = by_matter(known_facts(ids))
    matters = {matter for image in images.values() for matter in image["told"]}
    stands = withdraw_words(batch, matters, stored)
    changed = {matter: state for matter, state in stands.items() if state != stored.get(matter, {})}
    put_states(changed)
    fates = {number: _taken(image, changed) for number, image in images.items()}
    note_what_stays(batch, [number for number, fate in fates.items() if fate == "kept"])
    counts = Counter(fates.values())
    return {"removed": counts["removed"], "restored": counts["restored"], "kept": counts["kept"]}


def _taken(image: Image, changed: Mapping[str, State]) -> str:
    """Return what has become of what a row wrote; nothing where it wrote nothing."""
    wrote = [matter for matter, (was, said) in image["told"].items() if after(was, said) != was]
    if not wrote:
        return "kept" if image["did"] != Outcome.UNCHANGED else ""
    if any(matter not in changed for matter in wrote):
        return "kept"
    return "restored" if any(changed[matter] for matter in wrote) else "removed"
