"""Starting a round and closing it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.sources import source_named
from sanphalang.organisations.to_verify import count_chosen
from sanphalang.verification.jobs import prepare_round
from sanphalang.verification.models import VerificationRound, VerificationTask
from sanphalang.verification.round_rules import Outcome, Policy, RoundState, TaskState
from sanphalang.verification.rounds import Wish, chosen_by, record_round, require_runner, round_of
from sanphalang.verification.taking import take_records

AT_ONCE = 2_000
"""So many records are taken while the person waits; more by a job."""


def expected(viewer: Viewer, centre: Centre, wish: Wish) -> int:
    """Return how many records a round would hold. Raises :class:`Refused`."""
    require_runner(viewer, centre)
    return count_chosen(viewer, chosen_by(centre, wish))


def start_round(
    viewer: Viewer, *, centre: Centre, name: str, until: date, rule: str, wish: Wish, is_demo: bool = False
) -> VerificationRound:
    """Start a round of a centre and take its records, very many of them by a job. Raises :class:`Refused`.

    The ledger is told when the records are taken: then it is known how many there are.
    """
    count = expected(viewer, centre, wish)
    if not count:
        raise Refused(_("No record fits this choice, so there is nothing to check."))
    if until < timezone.localdate():
        raise Refused(_("This day is over already. Please choose a later one."))
    with transaction.atomic():
        begun = VerificationRound.objects.create(
            centre=centre,
            source=source_named(_source_name(name, centre)),
            name=name,
            place=wish.place.padded if wish.place else None,
            place_level=wish.place.level if wish.place else "",
            kinds=list(wish.kinds),
            unconfirmed_since=wish.unconfirmed_since,
            only_never=wish.only_never,
            until=until,
            policy=Policy(rule),
            expected=count,
            started_by=viewer.actor,
            is_demo=is_demo,
        )
        if count <= AT_ONCE:
            take_records(begun.pk)
        else:
            transaction.on_commit(lambda: prepare_round.enqueue(begun.pk))
    begun.refresh_from_db()
    return begun


def close_round(viewer: Viewer, round_id: int) -> None:
    """Close a round: nobody is asked any more, and what was not checked stays visible. Raises :class:`Refused`."""
    with transaction.atomic():
        _close(round_of(viewer, round_id, for_update=True), viewer.actor)


def close_rounds_that_are_over(today: date | None = None) -> int:
    """Close the rounds whose last day is over; return how many. Safe to repeat."""
    over = VerificationRound.objects.filter(state=RoundState.RUNNING, until__lt=today or timezone.localdate())
    numbers = list(over.order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        with transaction.atomic():
            _close(round_of(OPERATOR, number, for_update=True), OPERATOR.actor)
    _note_merged()
    return len(numbers)


def _note_merged() -> None:
    """Take tasks off the lists whose record became part of another one that is checked in the same round.

    Where the merge was undone since, the record waits on the list again.
    """
    running = VerificationTask.objects.filter(round__state=RoundState.RUNNING)
    gone = running.filter(state=TaskState.OPEN, organisation__merged_into__isnull=False)
    back = running.filter(state=TaskState.DONE, outcome=Outcome.MERGED, organisation__merged_into__isnull=True)
    for tasks, now in (
        (gone, {"state": TaskState.DONE, "outcome": Outcome.MERGED, "done_on": timezone.localdate()}),
        (back, {"state": TaskState.OPEN, "outcome": "", "done_on": None}),
    ):
        numbers = list(tasks.values_list("pk", flat=True))
        VerificationTask.objects.filter(pk__in=numbers).update(**now)


def _close(found: VerificationRound, actor: str) -> None:
    if found.state == RoundState.CLOSED:
        return
    left = found.tasks.filter(state=TaskState.OPEN).count()
    found.state, found.closed_by, found.closed_at = RoundState.CLOSED, actor, timezone.now()
    found.save(update_fields=["state", "closed_by", "closed_at"])
    record_round(actor, "close_round", found, {"left": [None, left]})


def _source_name(name: str, centre: Centre) -> str:
    """Return what the history of a record names. It is stored, so it is in Thai whoever reads."""
    called = name if name.startswith("รอบ") else f"รอบตรวจสอบ {name}"
    return f"{called} ({centre.name_th})"
