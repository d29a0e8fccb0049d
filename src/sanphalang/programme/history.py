"""What happened to something of the programme, in words."""

from __future__ import annotations

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.history import edited
from sanphalang.files.timeline import Readers, ShownEvent, day_read, timeline
from sanphalang.ledger.queries import entries_about
from sanphalang.programme.counting import RULES
from sanphalang.programme.rules import RECORDED_IN_CLEAR
from sanphalang.programme.words import FIELDS, VERBS
from sanphalang.web.figures import show_figure

_SHOWN = 50
_DAYS = ("starts_on", "ends_on", "day", "done_on")
_NUMBERS = ("baseline", "target", "value", "budget", "spent")
_READERS: Readers = {
    **dict.fromkeys(_DAYS, day_read),
    **dict.fromkeys(_NUMBERS, show_figure),
    "counts": lambda code: RULES[code].name if code in RULES else code,
}


def history(viewer: Viewer, kind: str, number: str) -> list[ShownEvent]:
    """Return what happened, latest first; names of people who wrote only to who may read the nation's ledger."""
    shown = list(entries_about(kind, number)[:_SHOWN])
    names = names_of_actors({each.actor for each in shown}) if policy.may(viewer, Act.LEDGER_READ, None) else {}
    unsaid = {name for each in shown for name in each.changes if name not in FIELDS}
    events = [edited(each, names, RECORDED_IN_CLEAR.__contains__, unsaid) for each in shown]
    return timeline(events, fields=FIELDS, verbs=VERBS, readers=_READERS)
