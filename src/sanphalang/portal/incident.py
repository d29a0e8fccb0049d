"""An incident (เหตุละเมิดข้อมูลส่วนบุคคล): exactly who was exposed by an account in a window of time.

The ledger knows every look at private details and, for every download, the numbers of the people in the file. The law
gives 72 hours to tell the authority (PDPA, section 37(4)).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import all_entries
from sanphalang.ledger.ranges import as_ranges
from sanphalang.people.queries import values_shown
from sanphalang.people.rules import SUBJECT
from sanphalang.places.queries import lines

HOURS = 72
"""From when an incident is noticed until the authority must know."""
LOOK, EXPORT = "people.see_private", "people.export"
_LISTS = ("intake.see_private", "intake.start", "intake.bring_in")


@dataclass(slots=True)
class Exposure:
    """One person: when their details were seen first and last, how often, and whether they were taken home."""

    first: datetime
    last: datetime
    looks: int = 0
    downloads: int = 0

    def add(self, at: datetime, *, is_download: bool) -> None:
        """Count one more act."""
        self.first, self.last = min(self.first, at), max(self.last, at)
        self.downloads += is_download
        self.looks += not is_download


@dataclass(slots=True)
class Incident:
    """What an account did to private details between two moments, the first included."""

    actor: str
    start: datetime
    end: datetime
    people: dict[int, Exposure] = field(default_factory=dict)
    looks: int = 0
    downloads: int = 0
    lists: list[str] = field(default_factory=list)


def assemble(viewer: Viewer, *, actor: str, start: datetime, end: datetime) -> Incident:
    """Return who was exposed; the act is recorded.

    Raises :class:`Refused` for who does not answer for the nation's private details.
    """
    if not policy.may_anywhere(viewer, Act.STAFF_SESSION):
        raise Refused(_("Incidents are assembled by the data protection officer and the national administrators."))
    found = Incident(actor, start, end)
    entries = all_entries().filter(actor=actor, at__gte=start, at__lt=end).order_by("id")
    for entry in entries.filter(verb__in=(LOOK, EXPORT)).iterator(chunk_size=500):
        _count(found, entry)
    lists = entries.filter(verb__in=_LISTS).values_list("subject_id", flat=True).distinct()
    found.lists = sorted(set(lists), key=lambda number: (len(number), number))
    window = {"from": ["", start.isoformat()], "to": ["", end.isoformat()], "people": ["", len(found.people)]}
    kind, _colon, number = actor.partition(":")
    with transaction.atomic():
        record(viewer.actor, "access.assemble_incident", (kind, number), place=None, changes=window, wakes=())
    return found


def _count(found: Incident, entry: Entry) -> None:
    is_download = entry.verb == EXPORT
    found.downloads += is_download
    found.looks += not is_download
    for number in _people_in(entry):
        exposure = found.people.setdefault(number, Exposure(entry.at, entry.at))
        exposure.add(entry.at, is_download=is_download)


def _people_in(entry: Entry) -> Iterator[int]:
    if entry.verb == LOOK:
        if entry.subject_kind == SUBJECT and entry.subject_id.isdecimal():
            yield int(entry.subject_id)
        return
    _before, ranges = entry.changes.get("people", ["", ""])
    for run in ranges.split():
        first, _dash, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)


def headings() -> list[str]:
    """Return the columns of the pack."""
    return [
        _("Number"),
        _("Name"),
        _("Where"),
        _("Telephone"),
        _("E-mail"),
        _("Home address"),
        _("Seen first"),
        _("Seen last"),
        _("Looks"),
        _("Downloads"),
    ]


def pack(viewer: Viewer, incident: Incident) -> Iterator[list[Any]]:
    """Yield a line for each person exposed, so that they can be told.

    Names and contacts are filled where the viewer may see them now: for the nation that takes a timed session. A person
    who was erased since stands there by number alone. That the contacts were taken is recorded first.
    """
    numbers = sorted(incident.people)
    with_contacts = bool(policy.intervals(viewer, Act.PEOPLE_EXPORT))
    if with_contacts and numbers:
        changes = {"people": ["", as_ranges(numbers)], "reason": ["", "incident"], "rows": ["", len(numbers)]}
        with transaction.atomic():
            record(viewer.actor, EXPORT, ("export", "people"), place=None, changes=changes, wakes=())
    return _lines(viewer, incident, numbers, with_contacts=with_contacts)


_COLUMNS = ("title", "given_name", "monastic_name", "surname", "telephone", "email", "home_address")
_CHUNK = 2_000


def _lines(viewer: Viewer, incident: Incident, numbers: Sequence[int], *, with_contacts: bool) -> Iterator[list[Any]]:
    for start in range(0, len(numbers), _CHUNK):
        chunk = list(numbers[start : start + _CHUNK])
        known = {values["id"]: values for values in values_shown(viewer, chunk, _COLUMNS)}
        where = lines(values["place"] for values in known.values() if values["place"] is not None)
        for number in chunk:
            values, seen = known.get(number, {}), incident.people[number]
            contacts = [values.get(name, "") if with_contacts else "" for name in _COLUMNS[4:]]
            titled = f"{values.get('title', '')}{values.get('given_name', '')}"
            name = " ".join(filter(None, (titled, values.get("monastic_name"), values.get("surname"))))
            place = where.get(values["place"], "") if values.get("place") is not None else ""
            times = [seen.first.isoformat(timespec="seconds"), seen.last.isoformat(timespec="seconds")]
            yield [number, name, place, *contacts, *times, seen.looks, seen.downloads]
