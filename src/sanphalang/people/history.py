"""What happened to a person's record, in words, and where each of its values came from.

Beside edits and imports it tells of looks. Values are told of those columns only that the ledger keeps in clear; of all
others it is told that they changed, of private ones only to who may see them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.history import LATEST, Event, actor_of, brought, edited, is_known
from sanphalang.files.timeline import ShownEvent, day_read, timeline
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import entries_about
from sanphalang.people.queries import Shown, skill_names
from sanphalang.people.register import REGISTER
from sanphalang.people.rules import PRIVATE_FIELDS, RECORDED_IN_CLEAR, SUBJECT, roles_of
from sanphalang.people.words import FIELDS, STATUSES, VERBS, roles_in_words

LOOK = "people.see_private"

_UNTOLD = frozenset({"place_level", "citizen_id_tail"})  # each goes with another column
_OWN_ACT, _EDIT, _UPDATE = "people.correct_own", "people.edit", "people.import_update"


def history(viewer: Viewer, shown: Shown) -> list[Event]:
    """Return what happened, latest first. Who did it, and who looked, is told to who may read the ledger there.

    Of private columns that the viewer may not see it is not even told that they hold something, and when they changed;
    of what the person did alone others than who may read the ledger learn what it changed of the record.
    """
    may_know = policy.may(viewer, Act.LEDGER_READ, shown.padded)
    private = () if shown.may_see_private else PRIVATE_FIELDS
    told = entries_about(SUBJECT, str(shown.id))
    acts = told.exclude(verb=LOOK) if may_know else told.exclude(verb=LOOK).exclude(verb__startswith="privacy.")
    entries = list(acts[:LATEST])
    if may_know:
        entries += told.filter(verb=LOOK)[:LATEST]
    names = names_of_actors({entry.actor for entry in entries}) if may_know else {}
    by_hand = [(_by_hand(entry, names, private), entry) for entry in entries]
    events = [event for event, entry in by_hand if entry.verb == LOOK or is_known(event, entry)]
    if not may_know:
        events = [replace(event, verb=_EDIT) if event.verb == _OWN_ACT else event for event in events]
    said = brought(REGISTER, shown.id, _UNTOLD.union(private))
    events += [event for event in said if event.columns or event.verb != _UPDATE]
    return _with_looks_of_a_day_as_one(sorted(events, key=lambda each: each.at, reverse=True))


def in_words(events: Sequence[Event]) -> list[ShownEvent]:
    """Return the events as the page tells them; names of skills are read once for all, and only where one is told."""
    tells_skills = any(change.column == "skills" for event in events for change in event.changes)
    skills = skill_names() if tells_skills else {}
    return timeline(
        events,
        fields=FIELDS,
        verbs=VERBS,
        readers={
            "roles": lambda text: roles_in_words(roles_of(text)),
            "skills": lambda text: ", ".join(skills.get(code, code) for code in text.split()),
            "status": STATUSES.get,
            "confirmed_on": day_read,
        },
    )


def _by_hand(entry: Entry, names: dict[str, str], private: Collection[str]) -> Event:
    if entry.verb != LOOK:
        return edited(entry, names, RECORDED_IN_CLEAR.__contains__, _UNTOLD.union(private))
    seen = entry.changes.get("fields", ["", ""])[1].split()
    # Of a citizen ID the last digits are shown, which have a name of their own.
    looked_at = tuple(column for column in seen if column not in {"citizen_id_digest", *private})
    return Event(entry.at, entry.verb, actor_of(entry, names), looked_at=looked_at)


def _with_looks_of_a_day_as_one(events: Iterable[Event]) -> list[Event]:
    """Return the events, latest first, the looks of one person on one day as one."""
    shown: list[Event] = []
    looks: dict[tuple[date, str], int] = {}
    for event in events:
        key = timezone.localdate(event.at), event.actor
        if event.verb == LOOK and key in looks:
            known = shown[looks[key]]
            fields = tuple(dict.fromkeys((*known.looked_at, *event.looked_at)))
            shown[looks[key]] = replace(known, times=known.times + 1, looked_at=fields)
            continue
        if event.verb == LOOK:
            looks[key] = len(shown)
        shown.append(event)
    return shown
