"""History and origins in words: what a page shows of :mod:`sanphalang.organisations.history`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sanphalang.access.viewer import OPERATOR
from sanphalang.organisations.history import Change, Event
from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.words import FIELDS, STATUSES, VERBS
from sanphalang.places.queries import lines
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.figures import show_figure


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change in words; both sides are empty for a private value."""

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


def timeline(events: Sequence[Event]) -> list[ShownEvent]:
    """Return the events in the reader's words; names of kinds and places are read once for all."""
    changes = [change for event in events for change in event.changes]
    places = {side for change in changes if change.column == "place" for side in (change.before, change.after) if side}
    words = _Words(kind_names(), lines(places) if places else {})
    return [_shown(event, words) for event in events]


def origin_note(event: Event | None) -> str:
    """Return where a value came from, in one short sentence; nothing when nobody knows."""
    if event is None:
        return ""
    day = day_shown(event.at)
    if event.source:
        return _("From %(source)s, %(day)s") % {"source": event.source, "day": day}
    by = _by(event)
    if not by:
        return _("Entered by hand, %(day)s") % {"day": day}
    return _("Entered by %(person)s, %(day)s") % {"person": by, "day": day}


@dataclass(frozen=True, slots=True)
class _Words:
    """Names looked up for all events at once."""

    kinds: Mapping[str, str]
    places: Mapping[int, str]

    def of(self, column: str, value: Any) -> str:
        """Return a recorded value as its reader knows it."""
        if value is None or value == "":
            return _("nothing")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        readers: dict[str, Callable[[Any], object]] = {
            "kind_id": self.kinds.get,
            "place": self.places.get,
            "status": STATUSES.get,
            "founded_year": year_shown,
            "confirmed_on": lambda text: day_shown(date.fromisoformat(text)),
            "members": show_figure,
        }
        return str(readers.get(column, str)(value) or value)


def _shown(event: Event, words: _Words) -> ShownEvent:
    return ShownEvent(
        at=event.at,
        what=str(VERBS.get(event.verb, event.verb)),
        by=event.source or _by(event),
        changes=[_change(change, words) for change in event.changes],
        # What made the record set all columns; naming them says nothing.
        columns=[] if event.is_beginning else [str(FIELDS[column]) for column in event.columns if column in FIELDS],
    )


def _change(change: Change, words: _Words) -> ShownChange:
    label = str(FIELDS.get(change.column, change.column))
    if change.is_private:
        return ShownChange(label, "", "", is_private=True)
    return ShownChange(
        label, words.of(change.column, change.before), words.of(change.column, change.after), is_private=False
    )


def _by(event: Event) -> str:
    return _("The operator of this installation") if event.actor == OPERATOR.actor else event.actor
