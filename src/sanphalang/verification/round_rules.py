"""Pure decisions about rounds of verification: what waits for approval, which pace is needed, who checks what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

SUBJECT = "verification_round"
"""What the ledger calls a round."""
ANSWER = "verification_answer"
"""What the ledger calls what a checker sent."""
LINK = "organisation_link"
"""What the ledger calls the link of an organisation."""

_Key = TypeVar("_Key")


class Policy(StrEnum):
    """What becomes of what a checker sends: applied at once, only confirmations at once, or all waits."""

    APPLY = "apply"
    CONFIRM = "confirm"
    APPROVE = "approve"


class RoundState(StrEnum):
    """How far a round is."""

    PREPARING = "preparing"
    RUNNING = "running"
    CLOSED = "closed"


class TaskState(StrEnum):
    """Whether a record was checked: ``sent`` waits for approval."""

    OPEN = "open"
    SENT = "sent"
    DONE = "done"


class Outcome(StrEnum):
    """What a check found. ``merged`` is nobody's answer: the record became part of another one of the round."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    MOVED = "moved"
    CLOSED = "closed"
    NOT_FOUND = "not_found"
    MERGED = "merged"


SAID = tuple(outcome for outcome in Outcome if outcome is not Outcome.MERGED)
"""What a checker can answer."""


class AnswerState(StrEnum):
    """What became of an answer."""

    APPLIED = "applied"
    WAITING = "waiting"
    REFUSED = "refused"


class Why(StrEnum):
    """Why an answer waits for approval, the weightiest first."""

    OUTSIDE = "outside"  # the record leaves the territory
    UNKNOWN = "unknown"  # the place, or the correction, is in words alone
    CHANGED = "changed"  # somebody changed the record after it was read
    LATE = "late"  # the round was over
    AGAIN = "again"  # there is an answer already
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known when an answer arrives."""

    leaves_territory: bool = False
    is_in_words: bool = False
    changed_meanwhile: bool = False
    is_late: bool = False
    has_answer: bool = False


def why_it_waits(policy: str, outcome: str, circumstances: Circumstances) -> str:
    """Return why an answer waits for approval; nothing when it is applied at once."""
    if circumstances.leaves_territory:
        return Why.OUTSIDE
    if circumstances.is_in_words:
        return Why.UNKNOWN
    if circumstances.changed_meanwhile and outcome != Outcome.NOT_FOUND:
        return Why.CHANGED
    if circumstances.is_late:
        return Why.LATE
    if circumstances.has_answer:
        return Why.AGAIN
    plain = outcome in {Outcome.CONFIRMED, Outcome.NOT_FOUND}
    return "" if policy == Policy.APPLY or (policy == Policy.CONFIRM and plain) else Why.POLICY


@dataclass(frozen=True, slots=True)
class Pace:
    """How many checks a day were made and are needed. ``needed`` is None when the round is over."""

    kept: float
    needed: float | None
    days_left: int

    @property
    def is_behind(self) -> bool:
        """Whether it would not be done in time if it went on so."""
        return self.needed is not None and self.needed > self.kept


def pace_of(*, done: int, left: int, started: date, until: date, today: date) -> Pace:
    """Return the pace of a round; today counts on both sides."""
    gone, to_come = (today - started).days + 1, (until - today).days + 1
    kept = done / max(1, min(gone, (until - started).days + 1))
    return Pace(kept, left / to_come if to_come > 0 else None, max(0, to_come))


def is_behind(done: int, total: int, *, started: date, until: date, today: date) -> bool:
    """Say whether a part of a round is less far than the time that has gone. The day that has begun is not counted."""
    if done >= total:
        return False
    days = (until - started).days + 1
    return done * days < total * min(days, (today - started).days)


def even_split(counts: Mapping[_Key, int], people: Sequence[int]) -> dict[_Key, int]:
    """Return who gets which part so that all have about as much: neighbours stay together.

    Parts come in the order of places. Each person gets parts one after the other until the share is reached.
    """
    if not people:
        return {}
    given: dict[_Key, int] = {}
    total, before, at = sum(counts.values()), 0, 0
    for part, count in counts.items():
        # The person whose share the middle of the part falls into.
        at = min(len(people) - 1, int((before + count / 2) * len(people) / total)) if total else 0
        given[part] = people[at]
        before += count
    return given


def sorted_villages(numbers: Iterable[str]) -> list[str]:
    """Return village numbers in the order of counting, what is no number behind them, none at the end."""
    return sorted(numbers, key=village_order)


def village_order(number: str) -> tuple[int, int, str]:
    """Return what village numbers are sorted by."""
    if number.isascii() and number.isdecimal():
        return (0, int(number), "")
    return (1, 0, number) if number else (2, 0, "")
