"""Pure decisions about links, consents of minors, and the days that the law gives."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

LINK_DAYS = 30
"""How long a link and its code can be used."""

TRIES = 10
"""How often a code may be tried wrongly before it is dead."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1, which are mistaken for each other
_GROUPS = (3, 3, 4)
_LONG = sum(_GROUPS)


class Basis(StrEnum):
    """On what the law lets a purpose rest (Personal Data Protection Act 2562, section 24)."""

    CONSENT = "consent"
    PUBLIC_TASK = "public_task"
    RESEARCH = "research"
    LEGAL_DUTY = "legal_duty"


class Kind(StrEnum):
    """What a person can ask for."""

    ACCESS = "access"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    ERASURE = "erasure"


class State(StrEnum):
    """How far a request is."""

    OPEN = "open"
    SERVED = "served"
    REFUSED = "refused"
    TAKEN_BACK = "back"


class Ground(StrEnum):
    """Why the law lets a request be refused."""

    NOT_THE_PERSON = "not_the_person"
    LEGAL_DUTY = "legal_duty"
    CLAIMS = "claims"
    OTHERS = "others"


REQUEST = "privacy_request"
"""How the ledger calls requests."""

PAPER = "paper"
"""The channel of a consent that was given or withdrawn on paper; others are ``link``, ``code`` and ``centre``."""

DAYS = {Kind.ACCESS: 30, Kind.CORRECTION: 30, Kind.WITHDRAWAL: 30, Kind.ERASURE: 90}
"""How many days there are for an answer."""

_SOON = 7
ADULT, OLD_ENOUGH_TO_SAY = 20, 10


def due_on(kind: Kind, opened: date) -> date:
    """Return the last day for an answer."""
    return opened + timedelta(days=DAYS[kind])


def urgency(days_left: int) -> Literal["right", "doubt", "wrong"]:
    """Return the tone of a deadline: wrong when it has passed, doubt in the last week."""
    if days_left < 0:
        return "wrong"
    return "doubt" if days_left <= _SOON else "right"


def new_code() -> str:
    """Return a code that can be read out on the telephone: ten letters in three groups (KX7-P2M-QADE)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(size)) for size in _GROUPS)


def plain_code(typed: str) -> str:
    """Return a typed code without what does not matter in it; nothing where it cannot be one."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters if len(letters) == _LONG and set(letters) <= set(_LETTERS) else ""


def beginning(plain: str) -> str:
    """Return the first two groups of a code: after wrong tries at the rest, codes that begin so are dead."""
    return plain[: sum(_GROUPS[:2])]


def first_group(plain: str) -> str:
    """Return the first group of a code: so many tries an hour are there for all codes that begin so."""
    return plain[: _GROUPS[0]]


def age(birth_date: date | None, birth_year: int | None, today: date) -> int | None:
    """Return the full years of a person; of a year alone the fewest that are possible, so that nobody is too old."""
    if birth_date is not None:
        return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    return None if birth_year is None else today.year - birth_year - 1


def needs_guardian(years: int | None) -> bool:
    """Say whether a parent or guardian has to consent too: below twenty (Civil and Commercial Code, section 19)."""
    return years is not None and years < ADULT


def guardian_alone(years: int | None) -> bool:
    """Say whether the guardian consents instead of the child: up to ten (PDPA, section 20)."""
    return years is not None and years <= OLD_ENOUGH_TO_SAY
