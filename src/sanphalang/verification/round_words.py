"""What rounds, outcomes and states are called, and what a checker is told."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.verification.models import VerificationAnswer
from sanphalang.verification.round_rules import AnswerState, Outcome, Policy, RoundState, TaskState, Why
from sanphalang.web.table import Tone, Words

POLICIES: dict[str, Words] = {
    Policy.CONFIRM: gettext_lazy("Confirmations at once, changes wait for approval"),
    Policy.APPROVE: gettext_lazy("Everything waits for approval"),
    Policy.APPLY: gettext_lazy("Everything at once"),
}
ROUND_STATES: dict[str, Words] = {
    RoundState.PREPARING: gettext_lazy("Being prepared"),
    RoundState.RUNNING: gettext_lazy("Running"),
    RoundState.CLOSED: gettext_lazy("Ended"),
}
ROUND_TONES: dict[str, Tone] = {
    RoundState.PREPARING: "note",
    RoundState.RUNNING: "right",
    RoundState.CLOSED: "quiet",
}
TASK_STATES: dict[str, Words] = {
    TaskState.OPEN: gettext_lazy("Not checked yet"),
    TaskState.SENT: gettext_lazy("Waits for approval"),
    TaskState.DONE: gettext_lazy("Checked"),
}
TASK_TONES: dict[str, Tone] = {TaskState.OPEN: "quiet", TaskState.SENT: "doubt", TaskState.DONE: "right"}
OUTCOMES: dict[str, Words] = {
    Outcome.CONFIRMED: gettext_lazy("Still correct"),
    Outcome.CORRECTED: gettext_lazy("Corrected"),
    Outcome.MOVED: gettext_lazy("Moved to another place"),
    Outcome.CLOSED: gettext_lazy("No longer active"),
    Outcome.NOT_FOUND: gettext_lazy("Not found"),
    Outcome.MERGED: gettext_lazy("Merged into another record"),
}
OUTCOME_TONES: dict[str, Tone] = {
    Outcome.CONFIRMED: "right",
    Outcome.CORRECTED: "note",
    Outcome.MOVED: "note",
    Outcome.CLOSED: "quiet",
    Outcome.NOT_FOUND: "doubt",
    Outcome.MERGED: "quiet",
}
ANSWER_STATES: dict[str, Words] = {
    AnswerState.WAITING: gettext_lazy("Waits for approval"),
    AnswerState.APPLIED: gettext_lazy("Approved"),
    AnswerState.REFUSED: gettext_lazy("Refused"),
}
REASONS: dict[str, Words] = {
    Why.OUTSIDE: gettext_lazy("It says that the record has left the territory of the centre."),
    Why.UNKNOWN: gettext_lazy("It is in words: somebody has to read it and say what to change."),
    Why.CHANGED: gettext_lazy("Somebody changed the record after the checker had read it."),
    Why.LATE: gettext_lazy("It arrived after the round had ended."),
    Why.AGAIN: gettext_lazy("There was an answer to this record already."),
    Why.POLICY: gettext_lazy("This round has such answers approved before they are applied."),
}
"""Why an answer waits."""

VERBS: dict[str, Words] = {
    "verification.start_round": gettext_lazy("Started a round of verification"),
    "verification.close_round": gettext_lazy("Ended a round of verification"),
    "verification.assign": gettext_lazy("Gave records to somebody to check"),
    "verification.send": gettext_lazy("Sent the result of a check"),
    "verification.approve": gettext_lazy("Approved the result of a check"),
    "verification.pass_on": gettext_lazy("Passed a record that moved on to its new centre"),
    "verification.refuse": gettext_lazy("Refused the result of a check"),
    "verification.see_photo": gettext_lazy("Looked at a photo of a check"),
    "verification.forget_words": gettext_lazy("Emptied the words of a check"),
    "verification.remove_photo": gettext_lazy("Removed a photo of a check"),
    "verification.make_link": gettext_lazy("Made a link with which an organisation confirms itself"),
    "verification.revoke_link": gettext_lazy("Took the link of an organisation back"),
    "verification.open_link": gettext_lazy("An organisation opened its own link"),
}
"""What happened, by the verb under which the ledger keeps it."""


def told(answer: VerificationAnswer) -> str:
    """Return the sentence with which a checker is answered; the same one whenever the same answer arrives."""
    if answer.told == AnswerState.APPLIED:
        return _("Thank you. It is noted.")
    if answer.why in (Why.LATE, Why.CHANGED, Why.OUTSIDE):
        return f"{_('Thank you. It waits for approval.')} {REASONS[answer.why]}"
    return _("Thank you. It waits for approval.")
