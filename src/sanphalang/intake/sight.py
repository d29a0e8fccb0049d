"""Which cells of an import a viewer may see: the contacts in a list are kept by the centre that the list is for.

What is brought into the registry as public may be seen with the import itself. Any other cell may hold a person's
contact: one of a private field, and one of a column that is not brought in, because nobody has said what it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sanphalang.access.policy import intervals
from sanphalang.access.queries import territory_of
from sanphalang.access.viewer import Viewer
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.registers import names_people, register_of
from sanphalang.organisations.rules import PRIVATE_FIELDS
from sanphalang.people.rules import PRIVATE_FIELDS as PRIVATE_OF_PEOPLE
from sanphalang.places.rules import NATION, covers

HIDDEN = _("Kept by the centre")
"""Stands in the place of a cell that the viewer may not see."""
_NOT_PUBLIC = frozenset({*PRIVATE_FIELDS, "note", "source_ref", "other"})
_NOT_PUBLIC_OF_PEOPLE = frozenset(
    {
        *_NOT_PUBLIC,
        *PRIVATE_OF_PEOPLE,
        "address",
        "village_no",
        "village",
        "postal_code",
        "age",
        "citizen_id",
    }
)
"""Of people, also what tells where somebody lives more exactly than the subdistrict."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a viewer sees of the cells that are not public: those of the file, and what people wrote in their place."""

    of_file: bool
    of_corrections: bool
    private: frozenset[str] = _NOT_PUBLIC

    def hides(self, field: str | None, *, corrected: bool = False) -> bool:
        """Say whether a cell of a field (none: the column is not brought in) is hidden from the viewer."""
        is_seen = self.of_corrections if corrected else self.of_file
        return not is_seen and (field is None or field in self.private)


def private_fields(batch: ImportBatch) -> frozenset[str]:
    """Return the fields of a batch's lists that not everybody may see."""
    return _NOT_PUBLIC_OF_PEOPLE if names_people(batch) else _NOT_PUBLIC


def holds_private(batch: ImportBatch) -> bool:
    """Say whether a list has any column that not everybody may see; one that is not brought in counts as such."""
    private = private_fields(batch)
    return any(column["field"] is None or column["field"] in private for column in batch.layout.get("columns", ()))


def sight_of(viewer: Viewer, batch: ImportBatch) -> Sight:
    """Return what a viewer who may see the import sees of its cells.

    Who may see contacts in the whole territory of the import sees all. Who uploaded the file has it already and sees
    its cells, but not what a centre wrote in their place since.
    """
    territory = territory_of(batch.centre) if batch.centre else NATION
    private = private_fields(batch)
    if covers(intervals(viewer, register_of(batch).sees_private), territory):
        return Sight(of_file=True, of_corrections=True, private=private)
    uploaded = batch.actor == viewer.actor
    return Sight(of_file=uploaded, of_corrections=uploaded and batch.centre is None, private=private)
