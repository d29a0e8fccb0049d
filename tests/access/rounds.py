"""A round of verification of the small country, with an answer that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanphalang.verification.tests.factories import answered_round

if TYPE_CHECKING:
    from tests.access.world import World


def add_round(world: World, relation: str, centre: str, number: int) -> None:
    """Make a round whose first record was answered with a note and a photo, which waits."""
    answer = answered_round(centre, note=f"นกเขาบอกว่าย้ายแล้ว{number}")
    world.add("round", relation, answer.task, round_id=answer.task.round_id, task_id=answer.task_id)
    world.add("answer", relation, answer, answer_id=answer.pk)
    world.hide(relation, "verification.approve", answer.note)
