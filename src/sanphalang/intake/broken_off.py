"""What the page says of an import whose work broke off: what happened, what stands, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from sanphalang.intake.models import ImportBatch
from sanphalang.intake.queries import BROKEN, stands_still
from sanphalang.intake.results import results_of
from sanphalang.intake.setting_aside import NOT_ALLOWED
from sanphalang.intake.words import STAGE_TONES, STAGES
from sanphalang.web.table import Tone, Words

Stage = ImportBatch.Stage


class Standing(NamedTuple):
    """Where a batch stands, in the list of imports: the word, its tone, and what to do where its work broke off."""

    word: Words
    tone: Tone
    todo: str = ""


def standing_of(batch: ImportBatch) -> Standing:
    """Return where a batch stands, so that work that broke off is not taken for work that waits."""
    broke = batch.report.get("broke")
    if broke and broke["stage"] == Stage.BRINGING_IN:
        return Standing(_("Bringing in broke off"), "wrong", _("Please open it and try again."))
    if broke:
        return Standing(_("Undoing broke off"), "wrong", _("Please open it and undo it again."))
    if check_broke_off(batch):
        return Standing(_("The check broke off"), "wrong", _("Please open it and check it again."))
    if stands_still(batch):
        return Standing(_("The work stands still"), "doubt", _("Please open it and carry on."))
    return Standing(STAGES[batch.stage], STAGE_TONES.get(batch.stage, "note"))


def check_broke_off(batch: ImportBatch) -> bool:
    """Say whether the batch was set aside because the platform failed while it was read or checked."""
    return batch.stage == Stage.REFUSED and batch.refusal.get("kind") == BROKEN


class BrokenOff(NamedTuple):
    """A notice: its title, its sentences, and what can be taken up from it."""

    title: str
    sentences: list[str]
    may_try_again: bool
    may_withdraw: bool


def broken_off(batch: ImportBatch) -> BrokenOff | None:
    """Return the notice of a batch whose last work broke off, or None."""
    broke = batch.report.get("broke")
    if not broke:
        return None
    standing = sum(batch.report.get("brought", {}).values())
    is_bringing_in = broke["stage"] == Stage.BRINGING_IN
    happened, kept, todo = (_bringing_in if is_bringing_in else _withdrawing)(batch, standing)
    if broke["why"] == NOT_ALLOWED:
        happened = _("The account that began it may no longer change records in the territory of this list.")
        todo = _("Somebody who may change records there can go on with it.")
    title = _("Bringing in broke off") if is_bringing_in else _("Undoing broke off")
    return BrokenOff(title, [happened, kept, todo], is_bringing_in, bool(standing) or not is_bringing_in)


def _bringing_in(batch: ImportBatch, standing: int) -> tuple[str, str, str]:
    happened = _("Something went wrong in the platform while the rows were being brought in.")
    kept = (
        results_of(batch).standing(standing)
        if standing
        else _("Nothing of the list is in the registry. The file and all decisions are kept.")
    )
    todo = (
        _("Please try again: no row is brought in twice. If it breaks off again, you can undo what was brought in.")
        if standing
        else _("Please try again. If it breaks off again, please tell those who run the platform.")
    )
    return happened, kept, todo


def _withdrawing(batch: ImportBatch, standing: int) -> tuple[str, str, str]:
    happened = _("Something went wrong in the platform while the list was being taken back.")
    counts = batch.report.get("withdrawn", {})
    undone = counts.get("removed", 0) + counts.get("restored", 0)
    words = results_of(batch)
    taken_back = words.taken_back(undone) if undone else _("Nothing has been taken back yet.")
    todo = _("Please undo the import again: it goes on with what is left. The file and all decisions are kept.")
    return happened, f"{taken_back} {words.left(standing)}", todo
