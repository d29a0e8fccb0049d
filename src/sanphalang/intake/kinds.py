"""What can be imported, as data: each kind with its fields and how its cells are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanphalang.intake.cleaning import Cleaner
from sanphalang.intake.organisation_cells import kind_words, organisation_cleaners
from sanphalang.intake.reference_kinds import local_authorities_reference, villages_reference
from sanphalang.intake.reference_lists import ReferenceList
from sanphalang.intake.understanding.fields import FieldSet
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.intake.understanding.place_lists import LOCAL_AUTHORITIES, VILLAGES
from sanphalang.organisations.queries import kinds_with_names


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of list: its name in commands and addresses, its title and its fields.

    Organisations are read by ``cleaners`` and recognised; reference data has codes of its own and a ``reference``.
    """

    name: str
    title: Promise | str
    fields: FieldSet
    cleaners: Callable[[], Mapping[str, Cleaner]] | None = None
    reference: Callable[[], ReferenceList] | None = None

    @property
    def is_judged(self) -> bool:
        """Whether rows are recognised, so that people answer, decide and correct; a code leaves nothing to decide."""
        return self.reference is None


def _organisation_cleaners() -> Mapping[str, Cleaner]:
    return organisation_cleaners(kind_words(kinds_with_names()), timezone.localdate())


IMPORT_KINDS = {
    kind.name: kind
    for kind in (
        ImportKind("organisations", _("Community organisations"), ORGANISATIONS, cleaners=_organisation_cleaners),
        ImportKind(
            "local-authorities", _("Local authorities"), LOCAL_AUTHORITIES, reference=local_authorities_reference
        ),
        ImportKind("villages", _("Villages and communities"), VILLAGES, reference=villages_reference),
    )
}
