"""Of several jobs that check one batch, the latest to begin has the turn; the others stop before they write again.

A job may be started twice: by a person who carries on work that stands still, and by a worker that takes up what a dead
one left.
"""

from __future__ import annotations

import secrets

from django.utils import timezone

from sanphalang.files.claims import write_alone
from sanphalang.files.said import stamp_of
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.registers import register_of, tells_memberships

Stage = ImportBatch.Stage
Decision = ImportRow.Decision
LEFT_AS_KNOWN = "left"
"""How it is remembered that of a row of the network what is known stays; a row that was only put off is "skip"."""


class Superseded(Exception):  # noqa: N818 (what happened, not an error of the program)
    """Another job has the turn, or the check is over: this one has nothing left to do."""


def take_turn(batch: ImportBatch) -> None:
    """Begin a check: nobody else's goes on. The caller holds the transaction. Raises :class:`Superseded`.

    The state of the registry is noted, by which bringing in will know whether somebody wrote to it since.
    """
    fresh = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if fresh.stage not in {Stage.READING, Stage.CHECKING}:
        raise Superseded
    write_alone(register_of(batch))
    now = timezone.now()
    batch.stage, batch.done, batch.beat = Stage.CHECKING, 0, now
    batch.report = fresh.report | {
        "turn": secrets.token_hex(8),
        "began": now.isoformat(),
        "checked": now.isoformat(),
        "registry": stamp_of(register_of(batch)),
        "decisions": _decisions(fresh),
    }
    batch.save(update_fields=["stage", "done", "total", "beat", "layout", "report"])


def expect_turn(batch: ImportBatch) -> None:
    """Lock the batch for the caller's transaction. Raises :class:`Superseded` if another job has the turn."""
    fresh = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if fresh.stage != Stage.CHECKING or fresh.report.get("turn") != batch.report.get("turn"):
        raise Superseded


def _decisions(batch: ImportBatch) -> dict[str, str]:
    """Return people's decisions by row: those that stand in the rows, and those of rows that a killed check forgot."""
    remembered = batch.report.get("decisions", {})
    rows = ImportRow.objects.filter(batch=batch)
    taken_back = set(rows.filter(number__in=map(int, remembered), decision="").values_list("number", flat=True))
    decided = rows.exclude(decision="").values_list("number", "decision", "outcome")
    kept = {row: word for row, word in remembered.items() if int(row) not in taken_back}
    left = (Decision.SKIP, Outcome.UNCHANGED) if tells_memberships(batch) else None
    return kept | {str(row): LEFT_AS_KNOWN if (word, outcome) == left else word for row, word, outcome in decided}
