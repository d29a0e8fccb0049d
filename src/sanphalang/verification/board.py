"""How far a round is: one look at its tasks, added up by outcome, by place and by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.access.queries import centres
from sanphalang.access.viewer import Viewer
from sanphalang.verification.models import VerificationRound, VerificationTask
from sanphalang.verification.round_rules import Pace, RoundState, TaskState, is_behind, pace_of
from sanphalang.verification.rounds import may_at

DISTRICTS_FROM = 40
"""With more subdistricts than this, a board tells of districts first."""
SUBDISTRICT = F("place") - F("place") % 100
"""The padded code of the subdistrict in which a task lies, or of the wider place where none is known."""


@dataclass(slots=True)
class Tally:
    """How many records there are, and how far they are."""

    open: int = 0
    sent: int = 0
    done: int = 0
    people: Counter[int | None] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All of them."""
        return self.open + self.sent + self.done

    @property
    def answered(self) -> int:
        """Those that somebody has checked, approved or not."""
        return self.sent + self.done

    def take(self, other: Tally) -> None:
        """Count what another one has counted."""
        self.open, self.sent, self.done = self.open + other.open, self.sent + other.sent, self.done + other.done
        self.people.update(other.people)

    def add(self, state: str, count: int, person: int | None = None) -> None:
        """Count records that are so far."""
        setattr(self, state, getattr(self, state) + count)
        if state == TaskState.OPEN:
            self.people[person] += count


@dataclass(slots=True)
class Board:
    """A round as it stands."""

    round: VerificationRound
    today: date
    all: Tally = field(default_factory=Tally)
    outcomes: Counter[str] = field(default_factory=Counter)
    parts: dict[int, Tally] = field(default_factory=dict)
    people: dict[int | None, Tally] = field(default_factory=dict)

    def districts(self) -> dict[int, Tally]:
        """How far each district is, by padded code."""
        found: dict[int, Tally] = {}
        for part, tally in self.parts.items():
            found.setdefault(part - part % 10_000, Tally()).take(tally)
        return found

    def inside(self, first: int, last: int) -> dict[int, Tally]:
        """How far the subdistricts between two padded codes are."""
        return {part: tally for part, tally in self.parts.items() if first <= part <= last}

    @property
    def started(self) -> date:
        """The day on which it started."""
        return timezone.localdate(self.round.started_at)

    @property
    def pace(self) -> Pace:
        """How fast it goes and has to go."""
        ended = timezone.localdate(self.round.closed_at) if self.round.closed_at else self.today
        return pace_of(
            done=self.all.answered,
            left=self.all.open,
            started=self.started,
            until=self.round.until,
            today=min(ended, self.today),
        )

    @property
    def is_running(self) -> bool:
        """Whether people are being asked."""
        return self.round.state == RoundState.RUNNING

    def is_late(self, tally: Tally) -> bool:
        """Say whether a part is less far than the time that has gone, or was not done when the round ended."""
        if self.round.state == RoundState.CLOSED or self.today > self.round.until:
            return tally.open > 0
        until = self.round.until
        return is_behind(tally.answered, tally.total, started=self.started, until=until, today=self.today)


def board_of(found: VerificationRound) -> Board:
    """Return how far a round is; one query, which opens no task."""
    board = Board(found, timezone.localdate())
    rows = VerificationTask.objects.filter(round=found).values_list(SUBDISTRICT, "state", "outcome", "assignee")
    for part, state, outcome, person, count in rows.annotate(count=Count("id")).order_by():
        board.all.add(state, count)
        board.parts.setdefault(part, Tally()).add(state, count, person)
        board.people.setdefault(person, Tally()).add(state, count, person)
        if state == TaskState.DONE:
            board.outcomes[outcome] += count
    board.parts = dict(sorted(board.parts.items()))
    return board


def villages_of(found: VerificationRound, inside: Q) -> dict[str, Tally]:
    """Return how far the villages of a part of a round are, by number."""
    rows = VerificationTask.objects.filter(inside, round=found).values_list("village_no", "state", "assignee")
    tallies: dict[str, Tally] = {}
    for village, state, person, count in rows.annotate(count=Count("id")).order_by():
        tallies.setdefault(village, Tally()).add(state, count, person)
    return tallies


@dataclass(frozen=True)
class Rounds:
    """The rounds that a viewer runs."""

    viewer: Viewer

    @cached_property
    def centres(self) -> list[Centre]:
        """The centres whose rounds the viewer runs."""
        return [centre for centre in centres() if may_at(self.viewer, centre)]

    @property
    def all(self) -> QuerySet[VerificationRound]:
        """Their rounds, those that run first, the latest first."""
        running = VerificationRound.objects.filter(centre__in=self.centres).select_related("centre")
        return running.order_by(F("closed_at").desc(nulls_first=True), "-pk")


def tallies_of(rounds: Iterable[VerificationRound]) -> dict[int, Tally]:
    """Return how far several rounds are; one query."""
    tallies = {each.pk: Tally() for each in rounds}
    rows = VerificationTask.objects.filter(round__in=tallies).values_list("round", "state")
    for number, state, count in rows.annotate(count=Count("id")).order_by():
        tallies[number].add(state, count)
    return tallies
