"""Projections: views of the facts that can be thrown away and rebuilt. They are registered by name in the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from sanphalang import bulk
from sanphalang.ledger.models import Mark


@dataclass(frozen=True, slots=True)
class Projection:
    """A derived table.

    ``recompute`` takes ids of subjects of the kind and computes each from the truth, never by adding to what was
    there; ``rebuild`` does all of them from nothing. Projections of several kinds of subjects may fill one table: they
    then share its name and its ``rebuild``. One that looks at many subjects at once as easily as at one is woken by
    blocks of ids: ``block`` ids share a mark, and ``recompute`` takes numbers of blocks. ``turn`` is how many marks it
    serves in one transaction.
    """

    name: str
    subject_kind: str
    recompute: Callable[[Sequence[str]], None]
    rebuild: Callable[[], None]
    block: int = 1
    turn: int = 500

    def marked(self, subject_id: str) -> str:
        """Return what a mark names for a subject: its id, or the number of its block."""
        return str(int(subject_id) // self.block) if self.block > 1 and subject_id.isdecimal() else subject_id


@cache
def registered() -> tuple[Projection, ...]:
    """Return the projections that ``settings.PROJECTIONS`` names; a name may stand for several."""
    named: list[Projection | tuple[Projection, ...]] = [import_string(path) for path in settings.PROJECTIONS]
    return tuple(one for each in named for one in (each if isinstance(each, tuple) else (each,)))


@cache
def projections_of(subject_kind: str) -> tuple[Projection, ...]:
    """Return the projections that show subjects of this kind."""
    return tuple(projection for projection in registered() if projection.subject_kind == subject_kind)


def drain() -> int:
    """Let each projection serve marks for one turn; return how many were served."""
    return sum(drain_one(projection) for projection in registered())


def drain_one(projection: Projection) -> int:
    """Recompute marked subjects of a projection, as many as one turn allows; return how many marks were served.

    A mark is deleted only if its stamp is still the one that was read: an edit that arrives in between leaves a newer
    stamp, and so the subject is computed again. Where a turn breaks, each of its subjects is tried alone; the marks of
    those at which it breaks go behind all others, and what broke is raised when the rest is served.
    """
    waiting = Mark.objects.filter(projection=projection.name, subject_kind=projection.subject_kind)
    marks = list(waiting.order_by("id")[: projection.turn])
    try:
        return _serve(projection, marks)
    except Exception as trouble:
        troubles = [trouble]
        if len(marks) > 1:
            troubles = [broke for mark in marks if (broke := _tried_alone(projection, mark))]
        if troubles:
            raise troubles[0] from None
        return len(marks)


def _serve(projection: Projection, marks: Sequence[Mark]) -> int:
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


def _tried_alone(projection: Projection, mark: Mark) -> Exception | None:
    try:
        _serve(projection, [mark])
    except Exception as trouble:
        with transaction.atomic():
            if Mark.objects.filter(id=mark.id, stamp=mark.stamp).delete()[0]:
                mark.pk = None
                mark.save(force_insert=True)
        return trouble
    return None


def rebuild_all() -> None:
    """Make every derived table anew, once where projections share it."""
    for rebuild in {projection.name: projection.rebuild for projection in registered()}.values():
        rebuild()
    settle_marks()


def settle_marks() -> None:
    """Let PostgreSQL clear away what very many marks left: every page looks whether any is there."""
    bulk.settle(Mark)


def forget_marks(name: str, subject_kind: str = "") -> None:
    """Take away the marks of a projection that is about to be made anew, in the transaction that empties it.

    Those of one kind of subjects alone, where it is made anew kind by kind.
    """
    kind = {"subject_kind": subject_kind} if subject_kind else {}
    Mark.objects.filter(projection=name, **kind).delete()
