"""The registers into which lists of each kind are brought."""

from __future__ import annotations

from sanphalang.files.registers import Register
from sanphalang.intake.models import ImportBatch
from sanphalang.organisations import register as organisations
from sanphalang.people import register as people

ORGANISATIONS = organisations.REGISTER
PEOPLE = people.REGISTER

ORGANISATIONS_KIND = "organisations"
PEOPLE_KIND = "people"
"""The kind of lists that name people: every cell of them may be private."""


def register_of(batch: ImportBatch) -> Register:
    """Return the register of a batch. Lists of reference data have none of their own and make no claims in any."""
    return PEOPLE if batch.kind == PEOPLE_KIND else ORGANISATIONS


def names_people(batch: ImportBatch) -> bool:
    """Say whether a batch is a list of people."""
    return batch.kind == PEOPLE_KIND
