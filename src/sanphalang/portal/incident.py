"""An incident (เหตุละเมิดข้อมูลส่วนบุคคล): exactly who was exposed by an account in a window of time.

The ledger knows every look at private details and, for every download, the numbers of the people in the file; what each
entry exposed stands in ``exposure``. The law gives 72 hours to tell the authority (PDPA, section 37(4)).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.intake.looks import VERB as LOOK_AT_LIST
from sanphalang.intake.looks import whose
from sanphalang.ledger.actions import record
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import all_entries
from sanphalang.portal.exposure import EXPOSES, Paper, exposed_by

HOURS = 72
"""From when an incident is noticed until the authority must know."""
_LISTS = (LOOK_AT_LIST, "intake.start", "intake.bring_in")


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


Row = tuple[int, int]
"""A list and a row of it."""


@dataclass(slots=True)
class Incident:
    """What an account did to private details between two moments, the first included.

    ``rows`` are rows of lists that tell of none in the registry, or did not when this was assembled; ``organisations``
    those whose contacts are not published, or stand in the rows of a list; ``papers`` may name anybody.
    """

    actor: str
    start: datetime
    end: datetime
    people: dict[int, Exposure] = field(default_factory=dict)
    rows: dict[Row, Exposure] = field(default_factory=dict)
    organisations: dict[int, Exposure] = field(default_factory=dict)
    papers: dict[Paper, Exposure] = field(default_factory=dict)
    looks: int = 0
    downloads: int = 0
    lists: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many lines the pack has; none: nobody was exposed."""
        return len(self.people) + len(self.rows) + len(self.organisations) + len(self.papers)


def assemble(viewer: Viewer, *, actor: str, start: datetime, end: datetime) -> Incident:
    """Return who was exposed; the act is recorded.

    Raises :class:`Refused` for who does not answer for the nation's private details.
    """
    if not policy.may_anywhere(viewer, Act.STAFF_SESSION):
        raise Refused(_("Incidents are assembled by the data protection officer and the national administrators."))
    found = Incident(actor, start, end)
    entries = all_entries().filter(actor=actor, at__gte=start, at__lt=end).order_by("id")
    _Count(found).all(entries.filter(verb__in=EXPOSES))
    lists = entries.filter(verb__in=_LISTS).values_list("subject_id", flat=True).distinct()
    found.lists = sorted(set(lists), key=lambda number: (len(number), number))
    window = {"from": ["", start.isoformat()], "to": ["", end.isoformat()], "people": ["", len(found.people)]}
    kind, _colon, number = actor.partition(":")
    with transaction.atomic():
        record(viewer.actor, "access.assemble_incident", (kind, number), place=None, changes=window, wakes=())
    return found


_What = TypeVar("_What")


class _Count:
    """Goes through the entries, then looks up whose the rows of lists were: once a list, however often it was seen."""

    def __init__(self, found: Incident) -> None:
        self._found = found
        self._shown: dict[int, list[tuple[frozenset[int] | None, datetime, bool]]] = {}

    def all(self, entries: QuerySet[Entry]) -> None:
        """Count what the entries exposed."""
        for entry in entries.iterator(chunk_size=500):
            self._one(entry)
        for batch, shown in self._shown.items():
            self._rows(batch, shown)

    def _one(self, entry: Entry) -> None:
        exposed, found = exposed_by(entry), self._found
        found.downloads += exposed.was_taken
        found.looks += not exposed.was_taken
        for number in exposed.people:
            _add(found.people, number, entry.at, exposed.was_taken)
        for number in exposed.organisations:
            _add(found.organisations, number, entry.at, exposed.was_taken)
        for paper in exposed.papers:
            _add(found.papers, paper, entry.at, exposed.was_taken)
        for batch, rows in exposed.rows.items():
            self._shown.setdefault(batch, []).append((rows, entry.at, exposed.was_taken))

    def _rows(self, batch: int, shown: list[tuple[frozenset[int] | None, datetime, bool]]) -> None:
        sets = [rows for rows, _at, _was_taken in shown if rows is not None]
        people, nobody, organisations = whose(batch, frozenset().union(*sets) if len(sets) == len(shown) else None)
        for rows, at, was_taken in shown:
            seen = {*people, *organisations, *nobody} if rows is None else rows
            for person in {people[row] for row in seen if row in people}:
                _add(self._found.people, person, at, was_taken)
            for number in {organisations[row] for row in seen if row in organisations}:
                _add(self._found.organisations, number, at, was_taken)
            for row in (row for row in seen if row not in people and row not in organisations):
                _add(self._found.rows, (batch, row), at, was_taken)


def _add(found: dict[_What, Exposure], what: _What, at: datetime, was_taken: bool) -> None:
    found.setdefault(what, Exposure(at, at)).add(at, is_download=was_taken)
