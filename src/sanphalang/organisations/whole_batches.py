"""Everything that one batch made, as a whole: for data that was never anybody's, such as the demo's."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import F

from sanphalang import bulk
from sanphalang.files import originals
from sanphalang.ledger.queries import subjects_touched
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.rules import SUBJECT

_MANY = 5_000


class Entangled(NamedTuple):
    """How many organisations of a batch other lists tell of too, and how many other people have edited."""

    claimed: int
    edited: int


def made_by(batch: int) -> int:
    """Return how many organisations the batch made that are still there."""
    return Claim.objects.filter(batch=batch, created=True).count()


def not_made_by(batch: int) -> int:
    """Return how many organisations came some other way."""
    return Organisation.objects.count() - made_by(batch)


def entangled(batch: int, own_actors: Collection[str]) -> Entangled:
    """Return what would be lost with the organisations that a batch made; edits by its own actors are no loss."""
    made = Claim.objects.filter(batch=batch, created=True)
    told_by_others = Claim.objects.filter(organisation__in=made.values("organisation")).exclude(batch=batch)
    changed = list(made.filter(organisation__revision__gt=F("revision")).values_list("organisation", flat=True))
    edited = 0
    for start in range(0, len(changed), _MANY):
        edited += subjects_touched(SUBJECT, map(str, changed[start : start + _MANY]), but_by=own_actors)
    return Entangled(told_by_others.values("organisation").distinct().count(), edited)


def remove_made_by(batch: int) -> int:
    """Remove the organisations that a batch made, edited since or not, with all claims about them; return how many.

    This is not :func:`claims.withdraw`, which spares what people did since. The caller holds the transaction and
    records it.
    """
    made = Claim.objects.filter(batch=batch, created=True).values_list("organisation", flat=True)
    ids, removed = list(made), 0
    for start in range(0, len(ids), _MANY):
        removed += len(ids[start : start + _MANY])
        Organisation.objects.filter(id__in=ids[start : start + _MANY]).delete()
    Claim.objects.filter(batch=batch).delete()
    for kind in originals.Kind:
        originals.forget(kind, batch)
    return removed


def settle() -> None:
    """Make the pages as fast right after very many organisations came in as they are later; not in a transaction."""
    bulk.settle(Organisation, Claim)
