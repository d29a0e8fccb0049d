"""Taking the records of a round that was started: in chunks, each one transaction with the place where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from sanphalang.access.viewer import OPERATOR
from sanphalang.bulk import insert_rows, may_be_done_again, settle
from sanphalang.organisations.to_verify import ToCheck, chosen_after
from sanphalang.verification.models import VerificationRound, VerificationTask
from sanphalang.verification.round_rules import RoundState, TaskState, village_order
from sanphalang.verification.rounds import chosen_by, record_round, wish_of

CHUNK = 20_000
"""Records taken in one transaction."""
_COLUMNS = ("round", "organisation", "place", "village_no", "state", "outcome")


def take_records(round_id: int) -> None:
    """Take the records of a round, chunk by chunk; safe to run twice and to kill. At the end the round runs."""
    taken = 0
    while count := _take_chunk(round_id):
        taken += count
    if taken >= CHUNK:
        settle(VerificationTask)


def _take_chunk(round_id: int) -> int:
    with transaction.atomic():
        found = VerificationRound.objects.select_for_update().get(pk=round_id)
        if found.state != RoundState.PREPARING:
            return 0
        may_be_done_again()
        chosen = chosen_by(found.centre, wish_of(found))
        chunk = chosen_after(OPERATOR, chosen, found.taken_place, found.taken_id, CHUNK)
        if chunk:
            insert_rows(VerificationTask, _COLUMNS, _rows(found, chunk))
            found.taken_place, found.taken_id = chunk[-1].place, chunk[-1].id
            found.total += len(chunk)
        if len(chunk) < CHUNK:
            found.state = RoundState.RUNNING
            told: dict[str, list[Any]] = {
                "records": [None, found.total],
                "policy": [None, found.policy],
                "until": [None, str(found.until)],
            }
            record_round(found.started_by, "start_round", found, told)
        found.save(update_fields=["taken_place", "taken_id", "total", "state"])
    return len(chunk)


def _rows(found: VerificationRound, chunk: Sequence[ToCheck]) -> list[tuple[Any, ...]]:
    """Return the rows of new tasks in the order in which lists show them."""
    villages = {each.id: each.village_no or _village_of(each.place) for each in chunk}
    ordered = sorted(chunk, key=lambda each: (each.place, village_order(villages[each.id]), bytes(each.name_sort)))
    return [(found.pk, each.id, each.place, villages[each.id], TaskState.OPEN.value, "") for each in ordered]


def _village_of(place: int) -> str:
    """Return the number of a village from its code; nothing for a place that is none."""
    return str(place % 100) if place % 100 else ""
