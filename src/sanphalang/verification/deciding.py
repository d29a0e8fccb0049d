"""Approving what waits, or refusing it: by who approves where it waits, against the record as it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.queries import centre_looking_after, centres
from sanphalang.access.roles import Act
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.sources import source_named
from sanphalang.ledger.digests import private_digest
from sanphalang.organisations.actions import ChangedMeanwhileError
from sanphalang.organisations.to_verify import Carried, carried, held
from sanphalang.places.models import Place
from sanphalang.places.rules import NATION
from sanphalang.verification.applying import lent, note_on_task, said_values, write
from sanphalang.verification.models import VerificationAnswer
from sanphalang.verification.round_rules import AnswerState, Outcome, RoundState, TaskState, Why
from sanphalang.verification.rounds import NoSuchRoundError, may_at
from sanphalang.verification.sending import answer_place, record_answer

OWN_WORD = "องค์กรยืนยันข้อมูลด้วยตนเอง"
"""What the history names where an organisation spoke for itself. It is stored, so it is in Thai whoever reads."""
AT_ONCE = 200
"""So many plain answers are approved with one button."""


class NotDecidableError(Exception):
    """Something is missing for approving it. The text is a sentence for the person."""


class PlaceMissingError(NotDecidableError):
    """It is not known to which place a record has moved."""


def waiting(viewer: Viewer) -> QuerySet[VerificationAnswer]:
    """Return the answers that the viewer has to decide about, the eldest first."""
    mine = Q(waits_at__in=[centre.pk for centre in approved_by(viewer)])
    if policy.intervals(viewer, Act.ROUNDS_APPROVE) == NATION:
        mine |= Q(waits_at=None)
    found = VerificationAnswer.objects.filter(mine, state=AnswerState.WAITING)
    return found.select_related("task__round", "waits_at").order_by("pk")


def approved_by(viewer: Viewer) -> list[Centre]:
    """Return the centres for which the viewer approves."""
    if not policy.may_anywhere(viewer, Act.ROUNDS_APPROVE):
        return []
    return [centre for centre in centres() if may_at(viewer, centre, Act.ROUNDS_APPROVE)]


def plain(answers: QuerySet[VerificationAnswer]) -> QuerySet[VerificationAnswer]:
    """Keep the answers in which there is nothing to read: no note, no photo, and the record is unchanged."""
    unread = answers.filter(why=Why.POLICY, note="", photo=None)
    unchanged = Q(outcome=Outcome.CONFIRMED, organisation__revision=F("seen_revision"))
    return unread.filter(unchanged | Q(outcome=Outcome.NOT_FOUND), organisation__merged_into=None)


def seen_answer(viewer: Viewer, answer_id: int) -> VerificationAnswer:
    """Return an answer to who approves where it waits or waited. Raises :class:`NoSuchRoundError`, :class:`Refused`."""
    answers = VerificationAnswer.objects.select_related("task__round__source", "waits_at", "photo")
    found = answers.filter(pk=answer_id).first()
    if found is None:
        raise NoSuchRoundError(answer_id)
    _require(viewer, found)
    return found


def approve(
    viewer: Viewer, answer_id: int, *, expected_revision: int, place: Place | None = None
) -> VerificationAnswer:
    """Apply what waits. ``place`` says where a record has moved to of which that was told in words alone.

    A record that leaves the territory is passed on to the centre of its new place, which decides in its turn. Raises
    ``ChangedMeanwhileError`` where the record is no longer as it was shown, and :class:`NotDecidableError`.
    """
    with transaction.atomic():
        answer = _to_decide(viewer, answer_id)
        stored = stored_of(answer)
        if stored.revision != expected_revision:
            raise ChangedMeanwhileError(stored.id)
        if not answer.passed_on_by and not policy.may(viewer, Act.ORGANISATIONS_EDIT, stored.place):
            return _pass_on(
                viewer, answer, stored, stored.place
            )  # it lies with others by now: they have the first word
        target = _target(answer, place)
        if target is not None and not policy.may(viewer, Act.ORGANISATIONS_EDIT, target):
            return _pass_on(viewer, answer, stored, target)
        write(lent(viewer, stored.place, target), answer, stored, source=source_of(answer))
        _settle(viewer, answer, AnswerState.APPLIED)
        if stored_of(answer).revision == stored.revision:
            record_answer(viewer.actor, "approve", answer, stored.place, {"outcome": ["", answer.outcome]})
    return answer


def refuse(viewer: Viewer, answer_id: int, *, reason: str) -> VerificationAnswer:
    """Refuse what waits, and say why; the record stays as it is, and its task is open again."""
    with transaction.atomic():
        answer = _to_decide(viewer, answer_id)
        answer.reason = reason
        _settle(viewer, answer, AnswerState.REFUSED)
        changes: dict[str, list[object]] = {"words": ["", private_digest(reason)]}
        record_answer(viewer.actor, "refuse", answer, stored_of(answer).place, changes)
    return answer


def approve_plain(viewer: Viewer, actor: str) -> int:
    """Approve what a checker sent and in which there is nothing to read; return how many, at most ``AT_ONCE``."""
    if not actor.isprintable():
        return 0  # nobody is called so, and PostgreSQL takes no such text
    found = plain(waiting(viewer)).filter(actor=actor).values_list("pk", "organisation__revision")[:AT_ONCE]
    done = 0
    for number, revision in list(found):
        try:
            approve(viewer, number, expected_revision=revision)
        except (ChangedMeanwhileError, NoSuchRoundError, NotDecidableError):
            continue  # somebody was quicker; it waits, or is decided
        done += 1
    return done


def stored_of(answer: VerificationAnswer) -> Carried:
    """Return the record of an answer as it stands. Raises :class:`NotDecidableError` where it is there no more."""
    found = carried(OPERATOR, [answer.organisation_id]).get(answer.organisation_id)
    if found is None:
        raise NotDecidableError(_("This record was merged into another one; please decide there what is right."))
    return found


def source_of(answer: VerificationAnswer) -> int:
    """Return the number of what the history will name: the round, or the organisation's own word."""
    return answer.task.round.source_id if answer.task else source_named(OWN_WORD).pk


def _require(viewer: Viewer, answer: VerificationAnswer) -> None:
    may = (
        policy.intervals(viewer, Act.ROUNDS_APPROVE) == NATION
        if answer.waits_at is None
        else may_at(viewer, answer.waits_at, Act.ROUNDS_APPROVE)
    )
    if not may:
        raise Refused(_("This is decided by the data managers and coordinators of the centre where it waits."))


def _to_decide(viewer: Viewer, answer_id: int) -> VerificationAnswer:
    answers = VerificationAnswer.objects.filter(pk=answer_id)
    for number in answers.values_list("organisation_id", flat=True):
        held(number)  # before its answer, which a merge would move
    list(answers.select_for_update())
    found = seen_answer(viewer, answer_id)
    if found.state != AnswerState.WAITING:
        raise NotDecidableError(_("This was decided by somebody else meanwhile."))
    return found


def _target(answer: VerificationAnswer, place: Place | None) -> int | None:
    """Return where the record will lie, if that is somewhere else; note on the answer what who approves chose."""
    if answer.outcome != Outcome.MOVED:
        return answer_place(answer)
    if place is not None:
        chosen: Mapping[str, Any] = said_values(answer) | {"place": place.padded, "place_level": str(place.level)}
        answer.values = orjson.dumps(chosen).decode()
        answer.save(update_fields=["values"])
    target = answer_place(answer)
    if target is None:
        raise PlaceMissingError(_("Please choose the place to which it has moved."))
    return target


def _pass_on(viewer: Viewer, answer: VerificationAnswer, stored: Carried, target: int | None) -> VerificationAnswer:
    centre = None if target is None else centre_looking_after(target)
    answer.waits_at, answer.passed_on_by, answer.why = centre, viewer.actor, Why.OUTSIDE
    answer.save(update_fields=["waits_at", "passed_on_by", "why"])
    note_on_task(answer.task, TaskState.SENT, answer.outcome)
    record_answer(viewer.actor, "pass_on", answer, stored.place, {"to": [None, centre.code if centre else "national"]})
    return answer


def _settle(viewer: Viewer, answer: VerificationAnswer, state: AnswerState) -> None:
    answer.state, answer.decided_by, answer.decided_at = state, viewer.actor, timezone.now()
    answer.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    if state == AnswerState.APPLIED:
        note_on_task(answer.task, TaskState.DONE, answer.outcome)
        return
    task = answer.task
    if task is None or task.state != TaskState.SENT:
        return
    others = VerificationAnswer.objects.filter(task=task, state=AnswerState.WAITING).exclude(pk=answer.pk)
    if not others.exists():
        note_on_task(task, TaskState.OPEN, "")


def is_running(answer: VerificationAnswer) -> bool:
    """Say whether the round of an answer still runs, so that who sent it is asked again when it is refused."""
    return answer.task is not None and answer.task.round.state == RoundState.RUNNING
