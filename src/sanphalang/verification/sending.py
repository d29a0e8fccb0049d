"""What checkers send: taken once, applied at once or kept until somebody approves."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.queries import territory_of
from sanphalang.access.roles import Act
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.models import KeptFile
from sanphalang.files.pictures import keep_picture
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.organisations.actions import ChangedMeanwhileError
from sanphalang.organisations.to_verify import Carried, carried, held
from sanphalang.places.queries import places_at
from sanphalang.places.rules import Level, contains
from sanphalang.verification.answer_forms import Sent
from sanphalang.verification.applying import lent, note_on_task, write
from sanphalang.verification.models import VerificationAnswer, VerificationRound, VerificationTask
from sanphalang.verification.round_rules import (
    ANSWER,
    AnswerState,
    Circumstances,
    Outcome,
    RoundState,
    TaskState,
    Why,
    why_it_waits,
)

MOST_ANSWERS = 20
"""How many answers to one task are taken, each with its photo."""


class NoLongerAskedError(Exception):
    """The task is not this person's any more, or the round is over. The text is a sentence for the person."""


class OthersAnswerError(Exception):
    """Another answer was sent under this number: somebody else's, or one to another task."""


def send_answer(viewer: Viewer, task_id: int, sent: Sent) -> VerificationAnswer:
    """Take an answer to a task; the same one again is answered as before and does nothing.

    Raises :class:`Refused` for who checks nowhere, :class:`NoLongerAskedError`, :class:`OthersAnswerError`, and
    ``NotAPicture`` for a photo that is none.
    """
    require_checker(viewer)
    if (before := _before(viewer, sent.instance, task_id)) is not None:
        return before
    _theirs(viewer, _task(task_id), sent)
    photo = keep_picture(sent.photo) if sent.photo else None
    try:
        with transaction.atomic():
            return _take(viewer, task_id, sent, photo)
    except IntegrityError:  # two at once: the other one was quicker
        if (before := _before(viewer, sent.instance, task_id)) is None:
            raise
        return before


def require_checker(viewer: Viewer) -> None:
    """Refuse somebody who checks records nowhere."""
    if not policy.may_anywhere(viewer, Act.ROUNDS_WALK):
        raise Refused(_("You are no longer among the people who check records. Please ask your coordinator."))


def _take(viewer: Viewer, task_id: int, sent: Sent, photo: KeptFile | None) -> VerificationAnswer:
    stored = _held(task_id)  # before its task, which a merge would move
    task = _theirs(viewer, _task(task_id, for_update=True), sent)
    if (before := _before(viewer, sent.instance, task_id)) is not None:
        return before
    if stored is None:
        raise NoLongerAskedError(_("This record is no longer on your list. Please ask your coordinator."))
    answer = answer_of(viewer, stored, sent, photo, began=task.round.started_at)
    answer.task, answer.waits_at = task, task.round.centre
    around = Circumstances(
        leaves_territory=_leaves(task.round.centre, stored, sent),
        is_in_words=_is_in_words(sent),
        changed_meanwhile=stored.revision != sent.seen_revision or stored.id != task.organisation_id,
        is_late=_is_over(task.round),
        has_answer=task.state != TaskState.OPEN,
    )
    keep(viewer, answer, stored, rule=task.round.policy, around=around, source=task.round.source_id)
    if not (around.has_answer and answer.state == AnswerState.WAITING):
        done = answer.state == AnswerState.APPLIED
        note_on_task(task, TaskState.DONE if done else TaskState.SENT, answer.outcome)
    return answer


def keep(
    viewer: Viewer, answer: VerificationAnswer, stored: Carried, *, rule: str, around: Circumstances, source: int
) -> None:
    """Keep an answer and apply it where it need not wait. Belongs in a transaction.

    ``answer.waits_at`` says where it waits. What was applied has its entry in the ledger under the record, all else
    one of its own.
    """
    answer.why = why_it_waits(rule, answer.outcome, around)
    answer.state = AnswerState.WAITING if answer.why else AnswerState.APPLIED
    answer.told = answer.state
    answer.save()
    if not answer.why:
        try:
            with transaction.atomic():
                write(lent(viewer, stored.place, answer_place(answer)), answer, stored, source=source)
        except ChangedMeanwhileError:
            answer.why, answer.state = Why.CHANGED, AnswerState.WAITING
            answer.told = answer.state
            answer.save(update_fields=["why", "state", "told"])
    if answer.why or _is_silent(answer, stored):
        record_answer(viewer.actor, "send", answer, stored.place, {"outcome": ["", answer.outcome]})


def answer_of(
    viewer: Viewer, stored: Carried, sent: Sent, photo: KeptFile | None, *, began: datetime
) -> VerificationAnswer:
    """Return an answer that is not kept yet."""
    today, claimed = timezone.localdate(), timezone.localdate(sent.answered_at)
    values = _with_village(dict(sent.values), stored)
    if sent.place is not None:
        values |= {"place": sent.place.padded, "place_level": sent.place.level}
    return VerificationAnswer(
        instance=sent.instance,
        organisation_id=stored.id,
        actor=viewer.actor,
        outcome=sent.outcome,
        seen_revision=sent.seen_revision,
        values=orjson.dumps(values).decode() if values else "",
        where=sent.where,
        note=sent.note,
        latitude=sent.spot[0] if sent.spot else None,
        longitude=sent.spot[1] if sent.spot else None,
        accuracy=sent.accuracy if sent.spot else None,
        photo=photo,
        answered_on=min(max(claimed, timezone.localdate(began)), today),
    )


def answer_place(answer: VerificationAnswer) -> int | None:
    """Return the place to which an answer moves its record, if it does."""
    values = orjson.loads(answer.values) if answer.values else {}
    place: int | None = values.get("place")
    return place


def record_answer(
    actor: str, verb: str, answer: VerificationAnswer, place: int | None, changes: dict[str, list[object]]
) -> None:
    """Record an act on an answer; of its note, which may name people, a digest."""
    if answer.note:
        changes |= {"note": ["", private_digest(answer.note)]}
    about = {"organisation": [None, answer.organisation_id]}
    record(actor, f"verification.{verb}", (ANSWER, str(answer.pk)), place=place, changes=about | changes, wakes=())


def _before(viewer: Viewer, instance: UUID, task_id: int) -> VerificationAnswer | None:
    found = VerificationAnswer.objects.select_related("task__round").filter(instance=instance).first()
    if found is not None and (found.actor, found.task_id) != (viewer.actor, task_id):
        raise OthersAnswerError
    return found


def _task(task_id: int, *, for_update: bool = False) -> VerificationTask | None:
    tasks = VerificationTask.objects.select_related("round__centre")
    return (tasks.select_for_update(of=("self",)) if for_update else tasks).filter(pk=task_id).first()


def _theirs(viewer: Viewer, task: VerificationTask | None, sent: Sent) -> VerificationTask:
    """Return the task if the viewer is asked to do it, or was when the answer is said to have been given."""
    is_theirs = task is not None and task.assignee_id == viewer.user_id and viewer.user_id is not None
    if task is None or not is_theirs or not policy.may(viewer, Act.ROUNDS_WALK, task.place):
        raise NoLongerAskedError(_("This record is no longer on your list. Please ask your coordinator."))
    if task.answers.count() >= MOST_ANSWERS:
        raise NoLongerAskedError(_("Very many answers to this record wait. Please ask your coordinator."))
    if _is_over(task.round) and sent.answered_at > end_of(task.round):
        raise NoLongerAskedError(_("This round is over. Please ask your coordinator what to do with this answer."))
    return task


def end_of(found: VerificationRound) -> datetime:
    """Return the moment at which a round ended or will end."""
    last = timezone.make_aware(datetime.combine(found.until, time.max))
    return min(last, found.closed_at) if found.closed_at else last


def _is_over(found: VerificationRound) -> bool:
    return found.state == RoundState.CLOSED or found.until < timezone.localdate()


def _held(task_id: int) -> Carried | None:
    """Return the record of a task as it is, or the one of which it became a part, held until the transaction ends."""
    number = VerificationTask.objects.filter(pk=task_id).values_list("organisation_id", flat=True).first()
    return None if number is None else held(number)


def _leaves(centre: Centre, stored: Carried, sent: Sent) -> bool:
    """Say whether the record would leave the centre's territory, or lies outside it by now: others decide there."""
    territory, new = territory_of(centre), sent.place.padded if sent.place is not None else stored.place
    return not (contains(territory, stored.place) and contains(territory, new))


def _with_village(values: dict[str, Any], stored: Carried) -> dict[str, Any]:
    """Let a record whose place is a village lie in the one that was said; where there is none, in the subdistrict."""
    number = values.get("village_no", "")
    if "village_no" not in values or stored.place is None or stored.place_level != Level.VILLAGE:
        return values
    around = stored.place - stored.place % 100
    village = around + int(number) if number.isascii() and number.isdecimal() and 0 < int(number) < 100 else around
    there = village != around and village in places_at([village])
    place, level = (village, Level.VILLAGE) if there else (around, Level.SUBDISTRICT)
    return values | {"place": place, "place_level": level.value}


def _is_in_words(sent: Sent) -> bool:
    """Say whether somebody has to read what was sent before it can be applied."""
    if sent.outcome == Outcome.MOVED:
        return sent.place is None
    return sent.outcome == Outcome.CORRECTED and not sent.values


def _is_silent(answer: VerificationAnswer, stored: Carried) -> bool:
    """Say whether applying the answer left the record as it was, so that the ledger was told nothing yet."""
    return carried(OPERATOR, [stored.id])[stored.id].revision == stored.revision
