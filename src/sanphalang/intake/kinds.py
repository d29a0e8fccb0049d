"""What can be imported, as data: each kind with its fields and how its cells are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanphalang.intake.case_cells import case_cleaners, finish_case
from sanphalang.intake.cleaning import Cleaner, Manner, spelling_of
from sanphalang.intake.membership_cells import MembershipRows, membership_cleaners
from sanphalang.intake.organisation_cells import kind_words, organisation_cleaners
from sanphalang.intake.person_cells import PersonRows, person_cleaners
from sanphalang.intake.reference_kinds import local_authorities_reference, villages_reference
from sanphalang.intake.reference_lists import ReferenceList
from sanphalang.intake.registers import KNOWLEDGE_KIND, MEMBERSHIPS_KIND, PEOPLE_KIND
from sanphalang.intake.understanding.cases import CASES
from sanphalang.intake.understanding.fields import FieldSet
from sanphalang.intake.understanding.memberships import MEMBERSHIPS
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.intake.understanding.people import PEOPLE
from sanphalang.intake.understanding.place_lists import LOCAL_AUTHORITIES, VILLAGES
from sanphalang.knowledge.from_lists import TOLD
from sanphalang.ledger.digests import private_digest
from sanphalang.organisations.queries import kinds_with_names
from sanphalang.organisations.rules import PRIVATE_FIELDS


def _plainly(_role: str, _fields: Collection[str]) -> Manner:
    return Manner()


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of list: its name in commands and addresses, its title and its fields.

    Organisations, people and cases are read by ``cleaners`` and recognised; ``manner`` returns how, given the role of
    everybody on the list and its fields. Reference data has codes of its own and a ``reference``.
    """

    name: str
    title: Promise | str
    fields: FieldSet
    cleaners: Callable[[], Mapping[str, Cleaner]] | None = None
    reference: Callable[[], ReferenceList] | None = None
    manner: Callable[[str, Collection[str]], Manner] = _plainly

    @property
    def is_judged(self) -> bool:
        """Whether rows are recognised, so that people answer, decide and correct; a code leaves nothing to decide."""
        return self.reference is None

    def spelling(self, written: Iterable[str]) -> str:
        """Return the key under which rows that say the same of their place are answered together."""
        return self.manner("", ()).spelling(written)


def _organisation_cleaners() -> Mapping[str, Cleaner]:
    return organisation_cleaners(kind_words(kinds_with_names()), timezone.localdate())


def _person_cleaners() -> Mapping[str, Cleaner]:
    return person_cleaners(timezone.localdate())


def _case_cleaners() -> Mapping[str, Cleaner]:
    return case_cleaners(timezone.localdate())


def _membership_cleaners() -> Mapping[str, Cleaner]:
    return membership_cleaners(timezone.localdate())


def _of_cases(_role: str, _fields: Collection[str]) -> Manner:
    return Manner(private=frozenset({*PRIVATE_FIELDS, *TOLD, "drawn_from"}), finish=finish_case)


def _of_memberships(_role: str, _fields: Collection[str]) -> Manner:
    return Manner(finish=MembershipRows())


def _private_spelling(written: Iterable[str]) -> str:
    """Return a keyed digest: the words may be where somebody lives, and answers are kept."""
    return private_digest(spelling_of(written))


def _of_people(role: str, fields: Collection[str]) -> Manner:
    private = frozenset({each.name for each in PEOPLE.fields} - {"role", "status", "confirmed_on"})
    return Manner(private=private, spelling=_private_spelling, finish=PersonRows(role, fields))


IMPORT_KINDS = {
    kind.name: kind
    for kind in (
        ImportKind("organisations", _("Community organisations"), ORGANISATIONS, cleaners=_organisation_cleaners),
        ImportKind(PEOPLE_KIND, _("People of the network"), PEOPLE, cleaners=_person_cleaners, manner=_of_people),
        ImportKind(KNOWLEDGE_KIND, _("Cases and lessons (drafts)"), CASES, cleaners=_case_cleaners, manner=_of_cases),
        ImportKind(
            MEMBERSHIPS_KIND,
            _("Local authorities of the network: members and trainings"),
            MEMBERSHIPS,
            cleaners=_membership_cleaners,
            manner=_of_memberships,
        ),
        ImportKind(
            "local-authorities", _("Local authorities"), LOCAL_AUTHORITIES, reference=local_authorities_reference
        ),
        ImportKind("villages", _("Villages and communities"), VILLAGES, reference=villages_reference),
    )
}
