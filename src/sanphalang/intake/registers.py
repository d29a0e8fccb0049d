"""The registers into which lists of each kind are brought."""

from __future__ import annotations

from sanphalang.files.registers import Register
from sanphalang.intake.models import ImportBatch
from sanphalang.knowledge import register as knowledge
from sanphalang.organisations import register as organisations
from sanphalang.people import register as people

ORGANISATIONS = organisations.REGISTER
PEOPLE = people.REGISTER
KNOWLEDGE = knowledge.REGISTER

ORGANISATIONS_KIND = "organisations"
PEOPLE_KIND = "people"
"""The kind of lists that name people: every cell of them may be private."""
KNOWLEDGE_KIND = "knowledge"
"""The kind of lists that tell of cases; what they bring are drafts."""
MEMBERSHIPS_KIND = "memberships"
"""The kind of lists that tell of local authorities' part in the network; they make no records and no claims."""
_REGISTERS = {PEOPLE_KIND: PEOPLE, KNOWLEDGE_KIND: KNOWLEDGE}


def register_of(batch: ImportBatch) -> Register:
    """Return the register of a batch. Lists of reference data have none of their own and make no claims in any."""
    return _REGISTERS.get(batch.kind, ORGANISATIONS)


def tells_memberships(batch: ImportBatch) -> bool:
    """Say whether a batch is a list of the network's local authorities."""
    return batch.kind == MEMBERSHIPS_KIND


def names_people(batch: ImportBatch) -> bool:
    """Say whether a batch is a list of people."""
    return batch.kind == PEOPLE_KIND


def tells_cases(batch: ImportBatch) -> bool:
    """Say whether a batch is a list of cases."""
    return batch.kind == KNOWLEDGE_KIND
