"""Giving the records of a round to people of the centre, by subdistrict or village."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sanphalang.access.policy import Refused
from sanphalang.access.roles import ALLOWED, Act, Role
from sanphalang.access.team import accounts_at
from sanphalang.access.viewer import Viewer
from sanphalang.places.rules import NotAPlaceCode, PlaceCode
from sanphalang.verification.models import VerificationRound, VerificationTask
from sanphalang.verification.round_rules import RoundState, TaskState
from sanphalang.verification.rounds import record_round, round_of

_PARTS_AT_ONCE = 200  # as many as one question to the database takes
WALKERS = tuple(role for role in Role if Act.ROUNDS_WALK in ALLOWED[role])
"""The roles of those who can check records."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a round as forms write it: what lies between two padded codes, or one village number there.

    ``3001`` and ``300101`` are places with all inside them, ``3001-`` is what lies in no subdistrict of 3001,
    ``300101:4`` a village, ``300101:`` what lies in no village.
    """

    text: str
    first: int
    last: int
    village_no: str | None = None

    @classmethod
    def parse(cls, text: str) -> Part:
        """Read it; raises ``NotAPlaceCode``."""
        code, colon, village = text.partition(":")
        if not village.isprintable():
            raise NotAPlaceCode(text)
        first, last = PlaceCode.parse(code.removesuffix("-")).interval
        return cls(text, first, first if code.endswith("-") else last, village if colon else None)

    @classmethod
    def of(cls, place: int) -> Part:
        """Return the subdistrict with this padded code; of a wider place what lies in no subdistrict of it."""
        if place % 10_000:
            return cls(str(place // 100), place, place + 99)
        return cls(f"{place // (1_000_000 if place % 1_000_000 == 0 else 10_000)}-", place, place)

    def village(self, number: str) -> Part:
        """Return the village of a number in it."""
        return Part(f"{self.text}:{number}", self.first, self.last, number)

    @property
    def tasks(self) -> Q:
        """The condition of lying in it."""
        inside = Q(place__range=(self.first, self.last))
        return inside if self.village_no is None else inside & Q(village_no=self.village_no)


def parts_named(texts: Iterable[str]) -> list[Part]:
    """Return the parts that a form names; what names none is left out."""
    found = []
    for text in texts:
        try:
            found.append(Part.parse(text))
        except NotAPlaceCode:
            continue
    return found


def people_of(found: VerificationRound) -> dict[int, str]:
    """Return who can be given records of a round: the accounts of its centre, by number, with their names."""
    return accounts_at(found.centre, WALKERS)


def assign(viewer: Viewer, round_id: int, given: Mapping[Part, int | None], *, only_new: bool = False) -> int:
    """Give parts of a round to people (None: to nobody); return how many records moved. Only open ones do.

    ``only_new`` leaves to everybody what they were given before.

    Raises :class:`Refused` for somebody who does not work at the centre.
    """
    with transaction.atomic():
        found = round_of(viewer, round_id, for_update=True)
        if found.state != RoundState.RUNNING:
            raise Refused(_("This round is not running, so nobody can be given its records."))
        people = people_of(found)
        if any(person is not None and person not in people for person in given.values()):
            raise Refused(_("Only people who work at the centre can be given records. Please look at the team again."))
        told: dict[str, int] = {}
        for person in dict.fromkeys(given.values()):
            parts = [part for part, whom in given.items() if whom == person]
            moved = sum(
                _give(found, parts[at : at + _PARTS_AT_ONCE], person, only_new=only_new)
                for at in range(0, len(parts), _PARTS_AT_ONCE)
            )
            if moved:
                told["nobody" if person is None else f"user:{person}"] = moved
        if told:
            record_round(viewer.actor, "assign", found, {"records": [None, told]})
    return sum(told.values())


def _give(found: VerificationRound, parts: Iterable[Part], person: int | None, *, only_new: bool) -> int:
    mine = Q(pk__in=())
    for part in parts:
        mine |= part.tasks
    open_ones = VerificationTask.objects.filter(mine, round=found, state=TaskState.OPEN)
    others = open_ones.filter(assignee=None) if only_new else open_ones.exclude(assignee=person)
    return others.update(assignee=person)
