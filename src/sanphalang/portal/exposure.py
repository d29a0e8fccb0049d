"""What each look and each download exposed, by the verb under which the ledger keeps it.

A verb that shows private data and is missing here would make an incident smaller than it was: a test compares this
table with every verb that the code writes, and another one with what pages show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sanphalang.intake.looks import VERB as LOOK_AT_LIST
from sanphalang.intake.looks import look_of
from sanphalang.ledger.models import Entry
from sanphalang.ledger.ranges import numbers_in
from sanphalang.people.rules import SUBJECT
from sanphalang.search.looks import LOOK as FOUND_BY_TELEPHONE

Paper = tuple[str, int, int]
"""A paper of a committee: the kind of its subject, its number, and the meeting's number where it is its minutes."""


class Exposed(NamedTuple):
    """What one entry exposed; ``rows`` are rows of lists by list, None for all rows of one."""

    people: Iterable[int] = ()
    rows: Mapping[int, frozenset[int] | None] = {}
    organisations: Iterable[int] = ()
    papers: Iterable[Paper] = ()
    was_taken: bool = False


def exposed_by(entry: Entry) -> Exposed:
    """Return what an entry exposed: nothing, where its verb shows nothing private."""
    tell = EXPOSES.get(entry.verb)
    return tell(entry) if tell else Exposed()


def _seen(entry: Entry) -> Exposed:
    return Exposed(people=_subject(entry))


def _copied(entry: Entry) -> Exposed:
    return Exposed(people=_subject(entry), was_taken=True)


def _opened_by_link(entry: Entry) -> Exposed:
    kind, _colon, number = entry.actor.partition(":")
    return Exposed(people=(int(number),) if kind == SUBJECT and number.isdecimal() else ())


def _taken(entry: Entry) -> Exposed:
    lists = entry.changes.get("lists", ["", {}])[1]
    rows = {int(batch): frozenset(numbers_in(told)) for batch, told in lists.items()}
    people, organisations = (numbers_in(_last(entry, name)) for name in ("people", "organisations"))
    return Exposed(people=people, rows=rows, organisations=organisations, was_taken=True)


def _found(entry: Entry) -> Exposed:
    people, organisations = (numbers_in(_last(entry, name)) for name in ("people", "organisations"))
    return Exposed(people=people, organisations=organisations)


def _contact(entry: Entry) -> Exposed:
    return Exposed(organisations=(int(entry.subject_id),) if entry.subject_id.isdecimal() else ())


def _photo(entry: Entry) -> Exposed:
    organisation = entry.changes.get("organisation", ["", None])[1]
    return Exposed(organisations=() if organisation is None else (int(organisation),))


def _rows(entry: Entry) -> Exposed:
    look = look_of(entry.changes)
    return Exposed(rows={int(entry.subject_id): look.rows}, was_taken=look.was_taken)


def _paper(entry: Entry) -> Exposed:
    meeting = int(entry.changes.get("meeting", ["", 0])[1])
    return Exposed(papers=((entry.subject_kind, int(entry.subject_id), meeting),), was_taken=True)


EXPOSES: Mapping[str, Callable[[Entry], Exposed]] = {
    "people.see_private": _seen,
    "people.export": _taken,
    "organisations.export": _taken,
    "organisations.see_contact": _contact,
    "privacy.serve_copy": _copied,
    "privacy.take_copy": _copied,
    "privacy.open_link": _opened_by_link,
    "committees.take_file": _paper,
    LOOK_AT_LIST: _rows,
    FOUND_BY_TELEPHONE: _found,
    "verification.see_photo": _photo,
}


def _subject(entry: Entry) -> tuple[int, ...]:
    return (int(entry.subject_id),) if entry.subject_kind == SUBJECT and entry.subject_id.isdecimal() else ()


def _last(entry: Entry, name: str) -> str:
    return str(entry.changes.get(name, ["", ""])[-1])
