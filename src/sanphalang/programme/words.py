"""What columns, states and acts are called on pages, in forms and in history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.programme.rules import State, Timing
from sanphalang.web.table import Tone, Words

FIELDS = {
    "code": _("Code"),
    "name_th": _("Name in Thai"),
    "name_en": _("Name in English"),
    "unit_th": _("Unit in Thai"),
    "unit_en": _("Unit in English"),
    "counts": _("What is counted"),
    "baseline": _("Baseline"),
    "target": _("Target"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "source": _("Source"),
    "is_closed": _("No longer counted"),
    "first_month": _("Month in which it begins"),
    "last_month": _("Month in which it ends"),
    "months": _("Number of months"),
    "centre": _("Centre"),
    "day": _("As of"),
    "value": _("Figure"),
    "number": _("Number"),
    "plan": _("Work plan"),
    "owner": _("Unit that is responsible"),
    "budget": _("Budget in baht"),
    "spent": _("Spent so far in baht"),
    "progress": _("Progress in per cent"),
    "text": _("What happened"),
    "month": _("Month"),
    "what": _("What is due"),
    "done_on": _("Done on"),
    "milestones": _("Months with a milestone"),
}

STATES: dict[State, Words] = {
    State.REACHED: _("Reached"),
    State.ON_TIME: _("On time"),
    State.TOO_SLOW: _("Too slow"),
    State.OVER: _("Time is over"),
    State.UNKNOWN: _("Pace not known"),
}
STATE_TONES: dict[State, Tone] = {
    State.REACHED: "right",
    State.ON_TIME: "right",
    State.TOO_SLOW: "doubt",
    State.OVER: "wrong",
    State.UNKNOWN: "quiet",
}
TIMINGS: dict[Timing, Words] = {
    Timing.DONE: _("Done"),
    Timing.LATE: _("Late"),
    Timing.UNDER_WAY: _("Under way"),
    Timing.AHEAD: _("Not begun yet"),
    Timing.UNTIMED: _("No months set"),
}
TIMING_TONES: dict[Timing, Tone] = {
    Timing.DONE: "right",
    Timing.LATE: "wrong",
    Timing.UNDER_WAY: "note",
    Timing.AHEAD: "quiet",
    Timing.UNTIMED: "quiet",
}

VERBS: dict[str, Words] = {
    "programme.edit": _("Changed the programme"),
    "programme.add_indicator": _("Added an indicator"),
    "programme.edit_indicator": _("Changed an indicator"),
    "programme.close_indicator": _("Closed an indicator"),
    "programme.reopen_indicator": _("Opened an indicator again"),
    "programme.enter_reading": _("Entered a figure by hand"),
    "programme.take_reading_back": _("Took a figure back"),
    "programme.add_activity": _("Added an activity"),
    "programme.edit_activity": _("Changed an activity"),
    "programme.close_activity": _("Took an activity out of the work plan"),
    "programme.reopen_activity": _("Put an activity back into the work plan"),
    "programme.set_milestones": _("Changed the milestones of an activity"),
    "programme.note": _("Noted how far an activity is"),
    "programme.take_note_back": _("Took a note on an activity back"),
    "programme.forget": _("Words removed: they named a person who was erased"),
}
"""What happened, by the verb under which the ledger keeps it."""
