"""Records of tests brought into the index, as the worker brings them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sanphalang.ledger.actions import mark
from sanphalang.ledger.projections import drain
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import make_person
from sanphalang.search.finding import Found


def indexed_organisation(name: str = "", **fields: Any) -> Organisation:
    """Make an organisation that can be found."""
    made = make_organisation(name, **fields)
    touch("organisation", made.pk)
    drain()
    return made


def indexed_person(given_name: str = "", surname: str = "สมมติวงศ์", **fields: Any) -> Person:
    """Make a person who can be found by who may see the person."""
    made = make_person(given_name, surname, **fields)
    touch("person", made.pk)
    drain()
    return made


def touch(kind: str, number: int) -> None:
    """Mark a record, as whatever changes it does."""
    with transaction.atomic():
        mark([(kind, str(number))])


def ids(found: Found, kind: str) -> list[int]:
    """Return the records of a kind that were found, in order."""
    return [line.record.id for each in found.kinds for line in each.lines if each.kind == kind]
