"""Applying what was said to the record, through the acts of its own room and in their words in the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from django.utils import timezone

from sanphalang.access.roles import Role
from sanphalang.access.viewer import GrantedRole, Viewer
from sanphalang.organisations import actions
from sanphalang.organisations.to_verify import Carried
from sanphalang.places.rules import merged
from sanphalang.verification.models import VerificationAnswer, VerificationTask
from sanphalang.verification.round_rules import Outcome, TaskState


def said_values(answer: VerificationAnswer) -> dict[str, Any]:
    """Return what an answer says otherwise, by column of an organisation."""
    values: dict[str, Any] = orjson.loads(answer.values) if answer.values else {}
    return values


def new_values(answer: VerificationAnswer, stored: Carried) -> dict[str, Any]:
    """Return by column what the record would hold if the answer were applied, the day of its check included."""
    values = said_values(answer)
    if answer.outcome == Outcome.MOVED:
        values = {"village_no": "", "latitude": None, "longitude": None} | values
    if answer.latitude is not None and (answer.outcome == Outcome.MOVED or stored.latitude is None):
        values |= {"latitude": answer.latitude, "longitude": answer.longitude}
    day = answer.answered_on
    return values | {"confirmed_on": max(day, stored.confirmed_on) if stored.confirmed_on else day}


def write(
    viewer: Viewer, answer: VerificationAnswer, stored: Carried, *, source: int, also: Mapping[str, Any] | None = None
) -> None:
    """Have the record say what the answer says. Belongs in the transaction of who decided so.

    ``also`` is what who approves adds or says instead. Raises ``actions.ChangedMeanwhileError`` where the record is
    no longer as it was read.
    """
    values = new_values(answer, stored) | dict(also or {})
    rest: dict[str, Any] = {"expected_revision": stored.revision, "source": source}
    if answer.outcome == Outcome.CONFIRMED:
        spot = (values["latitude"], values["longitude"]) if "latitude" in values else None
        actions.confirm_organisation(viewer, stored.id, today=values["confirmed_on"], spot=spot, **rest)
    elif answer.outcome == Outcome.CLOSED:
        actions.close_organisation(viewer, stored.id, checked_on=values["confirmed_on"], **rest)
    elif answer.outcome != Outcome.NOT_FOUND:
        actions.edit_organisation(viewer, stored.id, values=values, **rest)


def lent(viewer: Viewer, *places: int | None) -> Viewer:
    """Return a viewer that may write a record at these places, and nowhere else.

    Who started the round, or made the link, or approved, has decided that; the history names who said it.
    """
    reach = merged((place, place) for place in places if place is not None)
    return Viewer(viewer.actor, viewer.name, viewer.user_id, (GrantedRole(Role.DATA_MANAGER, reach),))


def note_on_task(task: VerificationTask | None, state: TaskState, outcome: str) -> None:
    """Note on a task how far it is."""
    if task is None:
        return
    task.state, task.outcome = state, "" if state == TaskState.OPEN else outcome
    task.done_on = timezone.localdate() if state == TaskState.DONE else None
    task.save(update_fields=["state", "outcome", "done_on"])
