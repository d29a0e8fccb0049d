"""History and origins in words: what a page shows of :mod:`sanphalang.files.history`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.history import Change, Event, origins
from sanphalang.places.queries import lines
from sanphalang.web.days import day_shown
from sanphalang.web.table import Words

Readers = Mapping[str, Callable[[Any], object]]
"""How the values of a column are read, by its name; a value of which a reader knows nothing is told as it is."""

_NOTHING = (None, "")


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change in words: ``before`` is empty where there was nothing, both sides where the value is not told."""

    label: str
    before: str
    after: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event in words. ``by`` is who did it, or the source that an import brought."""

    at: datetime
    what: str
    by: str
    changes: Sequence[ShownChange]
    columns: Sequence[str]
    looked_at: Sequence[str]
    times: int


def timeline(
    events: Sequence[Event], *, fields: Mapping[str, Words], verbs: Mapping[str, Words], readers: Readers
) -> list[ShownEvent]:
    """Return the events in the reader's words; names of places are read once for all."""
    changes = [change for event in events for change in event.changes]
    places = {side for change in changes if change.column == "place" for side in (change.before, change.after) if side}
    known: Readers = {"place": (lines(places) if places else {}).get, **readers}
    return [
        ShownEvent(
            at=event.at,
            what=str(verbs.get(event.verb, event.verb)),
            by=" · ".join(filter(None, (event.source, _by(event)))),
            changes=[_shown(change, fields, known) for change in event.changes],
            # What made the record set all columns; naming them says nothing.
            columns=[] if event.is_beginning else _named(event.columns, fields),
            looked_at=_named(event.looked_at, fields),
            times=event.times,
        )
        for event in events
    ]


def origin_notes(events: Sequence[Event]) -> tuple[str, dict[str, str]]:
    """Return the origin that most values share, said once for all, and by column those of the others."""
    notes = {column: _origin_note(event) for column, event in origins(events).items()}
    (main, times), *_rest = Counter(notes.values()).most_common(1) or [("", 0)]
    if times < 2:
        return "", notes
    return main, {column: note for column, note in notes.items() if note != main}


def day_read(text: str) -> str:
    """Return a day of the ledger as the reader writes it."""
    return day_shown(date.fromisoformat(text))


def _origin_note(event: Event) -> str:
    """Return where a value came from, in one short sentence."""
    day = day_shown(event.at)
    if event.source:
        return _("From %(source)s, %(day)s") % {"source": event.source, "day": day}
    by = _by(event)
    if not by:
        return _("Entered by hand, %(day)s") % {"day": day}
    return _("Entered by %(person)s, %(day)s") % {"person": by, "day": day}


def _shown(change: Change, fields: Mapping[str, Words], readers: Readers) -> ShownChange:
    label = str(fields.get(change.column, change.column))
    if change.is_private:
        return ShownChange(label, "", "", is_private=True)
    read = readers.get(change.column, str)
    before = "" if change.before in _NOTHING else _said(change.before, read)
    return ShownChange(label, before, _said(change.after, read), is_private=False)


def _said(value: Any, read: Callable[[Any], object]) -> str:
    if value in _NOTHING:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(read(value) or value)


def _named(columns: Sequence[str], fields: Mapping[str, Words]) -> list[str]:
    return [str(fields[column]) for column in columns if column in fields]


def _by(event: Event) -> str:
    return _("The operator of this installation") if event.actor == OPERATOR.actor else event.actor
