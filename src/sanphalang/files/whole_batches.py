"""Everything that one batch made in a register, as a whole: for data that was never anybody's, such as the demo's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import F

from sanphalang import bulk
from sanphalang.files import originals
from sanphalang.files.registers import Register
from sanphalang.ledger.queries import subjects_touched

_MANY = 5_000


class Entangled(NamedTuple):
    """How many records of a batch other lists tell of too, and how many other people have edited."""

    claimed: int
    edited: int


def made_by(register: Register, batch: int) -> int:
    """Return how many records the batch made that are still there."""
    count: int = _made(register, batch).count()
    return count


def not_made_by(register: Register, batch: int) -> int:
    """Return how many records came some other way."""
    return register.model._base_manager.count() - made_by(register, batch)


def entangled(register: Register, batch: int, own_actors: Collection[str]) -> Entangled:
    """Return what would be lost with the records that a batch made; edits by its own actors are no loss."""
    made, names = _made(register, batch), register.names
    claims = register.claims._default_manager
    told_by_others = claims.filter(**{f"{names}__in": made.values(names)}).exclude(batch=batch)
    since = made.filter(**{f"{names}__revision__gt": F("revision")})
    changed = list(since.values_list(names, flat=True))
    edited = 0
    for start in range(0, len(changed), _MANY):
        edited += subjects_touched(register.subject, map(str, changed[start : start + _MANY]), but_by=own_actors)
    return Entangled(told_by_others.values(names).distinct().count(), edited)


def remove_made_by(register: Register, batch: int) -> int:
    """Remove the records that a batch made, edited since or not, with all claims about them; return how many.

    This is not :func:`claims.withdraw`, which spares what people did since. The caller holds the transaction and
    records it.
    """
    ids, removed = list(_made(register, batch).values_list(register.names, flat=True)), 0
    for start in range(0, len(ids), _MANY):
        removed += len(ids[start : start + _MANY])
        register.model._base_manager.filter(id__in=ids[start : start + _MANY]).delete()
    register.claims._default_manager.filter(batch=batch).delete()
    for kind in originals.Kind:
        originals.forget(kind, batch)
    return removed


def settle(register: Register) -> None:
    """Make the pages as fast right after very many records came in as they are later; not in a transaction."""
    bulk.settle(register.model, register.claims)


def _made(register: Register, batch: int) -> Any:
    return register.claims._default_manager.filter(batch=batch, created=True)
