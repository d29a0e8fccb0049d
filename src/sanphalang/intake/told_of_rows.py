"""Why a row has its outcome and what was decided on it, in words that hold for its kind of list."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.registers import tells_memberships
from sanphalang.intake.sentences import WHY, Said
from sanphalang.intake.words import DECISIONS
from sanphalang.web.table import Words

Decision = ImportRow.Decision
_ADDS_NOTHING = {"same_as_row": Said(_("An earlier row of the file tells the same; this one adds nothing."), "note")}
_CHOOSE = _("Choose the place, or correct the cell.")
_OF_THE_NETWORK: Mapping[str, Said] = {
    **_ADDS_NOTHING,
    **{kind: WHY[kind]._replace(todo=_CHOOSE) for kind in ("place_unknown", "place_ambiguous")},
}
"""Rows of the network add nothing to each other, and none goes in without its place."""


def why_of(batch: ImportBatch, row: ImportRow) -> dict[str, Said]:
    """Return the reasons of a row's outcome with their sentences; what to do in the network only while it waits."""
    own = _OF_THE_NETWORK if tells_memberships(batch) else {} if IMPORT_KINDS[batch.kind].is_judged else _ADDS_NOTHING
    why = {kind: own.get(kind, WHY[kind]) for kind in row.why if kind in WHY}
    is_open = row.outcome in {Outcome.DOUBTFUL, Outcome.REJECTED}
    return (
        why if is_open or not tells_memberships(batch) else {each: said._replace(todo="") for each, said in why.items()}
    )


def decision_of(batch: ImportBatch, row: ImportRow) -> Words:
    """Return what was decided on a row; nothing where nothing was."""
    if tells_memberships(batch) and row.decision == Decision.SAME:
        return _("Decided: what the list says is taken")
    if tells_memberships(batch) and row.decision == Decision.SKIP and row.outcome == Outcome.UNCHANGED:
        return _("Decided: what is known stays")
    return DECISIONS.get(row.decision, "")
