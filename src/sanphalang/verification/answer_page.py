"""What the pages of answers show, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.queries import names_of_actors
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.to_verify import carried
from sanphalang.places.names import own_name
from sanphalang.places.queries import lines
from sanphalang.verification.comparing import compared
from sanphalang.verification.deciding import NotDecidableError, is_running, plain, stored_of, waiting
from sanphalang.verification.models import VerificationAnswer, VerificationTask
from sanphalang.verification.round_rules import AnswerState, Outcome, Why
from sanphalang.verification.round_words import ANSWER_STATES, OUTCOME_TONES, OUTCOMES, REASONS, TASK_STATES, TASK_TONES
from sanphalang.verification.walking import village_name
from sanphalang.web.days import day_shown
from sanphalang.web.table import Cell, Column, Table


def queue_table(viewer: Viewer, answers: Iterable[VerificationAnswer]) -> Table:
    """Return the answers that wait as a list; as many queries for one as for many."""
    here = list(answers)
    records = carried(viewer, (answer.organisation_id for answer in here))
    names = senders(here)
    places = {each.id: each.place for each in records.values() if each.place is not None}
    where = lines(places.values())
    columns = [Column(_("Name")), Column(_("Outcome")), Column(_("Sent by")), Column(_("Why it waits"))]
    rows = []
    for answer in here:
        each = records.get(answer.organisation_id)
        rows.append(
            [
                Cell(
                    each.name if each else _("Merged or removed"),
                    url=reverse("verification:answer", args=[answer.pk]),
                    note=where.get(places.get(answer.organisation_id, 0), ""),
                ),
                Cell(OUTCOMES[answer.outcome], tone=OUTCOME_TONES[answer.outcome]),
                Cell(names[answer.pk], note=day_shown(answer.received_at)),
                Cell(REASONS.get(answer.why, "")),
            ]
        )
    return Table(columns, rows, _("What waits for approval"))


def senders(answers: Iterable[VerificationAnswer]) -> dict[int, str]:
    """Return who sent each answer, by its number: a colleague, or the organisation itself."""
    here = list(answers)
    names = names_of_actors({answer.actor for answer in here})
    own = _("The organisation itself")
    return {answer.pk: names.get(answer.actor, _("A colleague")) if answer.task_id else own for answer in here}


def plain_by_sender(viewer: Viewer) -> list[dict[str, Any]]:
    """Return who sent answers in which there is nothing to read, and how many."""
    counts = Counter(plain(waiting(viewer)).filter(task__isnull=False).values_list("actor", flat=True))
    names = names_of_actors(set(counts)) if counts else {}
    return [
        {"actor": actor, "name": names.get(actor, _("A colleague")), "count": count}
        for actor, count in counts.most_common()
    ]


def answer_shown(answer: VerificationAnswer) -> dict[str, Any]:
    """Return an answer in words, beside what is stored."""
    try:
        stored, gone = stored_of(answer), ""
    except NotDecidableError as sentence:
        stored, gone = None, str(sentence)
    deciders = names_of_actors({answer.decided_by, answer.passed_on_by} - {""})
    found = answer.task.round if answer.task else None
    return {
        "answer": answer,
        "organisation": stored,
        "gone": gone,
        "lines": compared(answer, stored) if stored else [],
        "outcome": {"word": OUTCOMES[answer.outcome], "tone": OUTCOME_TONES[answer.outcome]},
        "state": ANSWER_STATES[answer.state],
        "is_waiting": answer.state == AnswerState.WAITING,
        "why": REASONS.get(answer.why, ""),
        "changed": bool(stored and stored.revision != answer.seen_revision and answer.outcome != Outcome.NOT_FOUND),
        "sender": senders([answer])[answer.pk],
        "decider": deciders.get(answer.decided_by, ""),
        "passed_on_by": deciders.get(answer.passed_on_by, ""),
        "waits_at": own_name(answer.waits_at) if answer.waits_at else _("the national team"),
        "asks_place": answer.outcome == Outcome.MOVED and "place" not in answer.values,
        "is_in_words": answer.why == Why.UNKNOWN and answer.outcome == Outcome.CORRECTED,
        "is_running": is_running(answer),
        "round": found,
        "spot": answer.latitude is not None,
    }


def task_page(viewer: Viewer, task: VerificationTask) -> dict[str, Any]:
    """Return the context of the page of one record of a round: where it stands, and all that was answered."""
    each = carried(viewer, [task.organisation_id]).get(task.organisation_id)
    answers = VerificationAnswer.objects.filter(task=task).select_related("task__round", "waits_at").order_by("-pk")
    assignee = names_of_actors({f"user:{task.assignee_id}"}) if task.assignee_id else {}
    part = task.place - task.place % 100
    return {
        "task": task,
        "title": each.name if each else _("Merged or removed"),
        "organisation": each,
        "where": " ".join(filter(None, (village_name(task.village_no, None), lines([part]).get(part, "")))),
        "person": assignee.get(f"user:{task.assignee_id}", _("Nobody yet")),
        "state": {"word": TASK_STATES[task.state], "tone": TASK_TONES[task.state]},
        "answers": [answer_shown(answer) for answer in answers],
        "today": timezone.localdate(),
    }
