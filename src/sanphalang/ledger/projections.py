"""Projections: views of the facts that can be thrown away and rebuilt. They are registered by name in the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from sanphalang.ledger.models import Mark


@dataclass(frozen=True, slots=True)
class Projection:
    """A derived table.

    ``recompute`` takes ids of subjects of the kind and computes each from the truth, never by adding to what was
    there; ``rebuild`` does all of them from nothing.
    """

    name: str
    subject_kind: str
    recompute: Callable[[Sequence[str]], None]
    rebuild: Callable[[], None]


@cache
def registered() -> tuple[Projection, ...]:
    """Return the projections that ``settings.PROJECTIONS`` names."""
    found: tuple[Projection, ...] = tuple(import_string(path) for path in settings.PROJECTIONS)
    return found


@cache
def projections_of(subject_kind: str) -> tuple[str, ...]:
    """Return the names of the projections that show subjects of this kind."""
    return tuple(projection.name for projection in registered() if projection.subject_kind == subject_kind)


def drain(*, limit: int = 500) -> int:
    """Recompute up to ``limit`` marked subjects of each projection; return how many marks were served."""
    return sum(drain_one(projection, limit=limit) for projection in registered())


def drain_one(projection: Projection, *, limit: int = 500) -> int:
    """Recompute up to ``limit`` marked subjects of a projection; return how many marks were served.

    A mark is deleted only if its stamp is still the one that was read: an edit that arrives in between leaves a newer
    stamp, and so the subject is computed again.
    """
    marks = list(Mark.objects.filter(projection=projection.name).order_by("id")[:limit])
    if not marks:
        return 0
    with transaction.atomic():
        projection.recompute([mark.subject_id for mark in marks])
    served = 0
    with transaction.atomic():
        # In the order in which subjects are marked, else PostgreSQL deadlocks with an edit.
        for mark in sorted(marks, key=lambda mark: (mark.subject_kind, mark.subject_id)):
            served += Mark.objects.filter(id=mark.id, stamp=mark.stamp).delete()[0]
    return served
