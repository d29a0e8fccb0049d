"""One row of a batch as its page shows it: cells as they came, what was read, what was found, what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sanphalang.files import originals
from sanphalang.intake import case_shown, membership_shown, queries
from sanphalang.intake.cleaning import COLUMN_OF, PLACE_FIELDS
from sanphalang.intake.finding_sentences import FINDINGS
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import Finding, ImportBatch, ImportRow
from sanphalang.intake.person_shown import shown_field
from sanphalang.intake.registers import names_people, tells_cases, tells_memberships
from sanphalang.intake.sentences import Said
from sanphalang.intake.shown_values import shown_cell, shown_value
from sanphalang.intake.sight import HIDDEN, Sight
from sanphalang.intake.summary import heading_of
from sanphalang.intake.words import FIELDS
from sanphalang.organisations.queries import kind_names
from sanphalang.places.queries import lines
from sanphalang.web.table import Words

Kind = originals.Kind


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: its field ("" without one), heading and meaning, how it came, what was read, what was found."""

    field: str
    heading: str
    meaning: Words
    came: str
    read: str
    said: list[Said]


class RowPage:
    """Everything that the page of one row needs; a fixed number of queries."""

    def __init__(self, batch: ImportBatch, row: ImportRow, sight: Sight) -> None:
        self.batch = batch
        self.row = row
        self._sight = sight
        number = row.number
        self._cells: Sequence[Any] = originals.read_some(Kind.CELLS, batch.pk, [number]).get(number, [])
        self._corrected: Mapping[str, Any] = originals.read_some(Kind.CORRECTED, batch.pk, [number]).get(number, {})
        self.values: Mapping[str, Any] = originals.read_some(Kind.VALUES, batch.pk, [number]).get(number, {})
        self._found: list[Finding] = queries.findings_in(batch, [number]).get(number, [])
        self._kinds = kind_names()
        self.place = lines([row.place]).get(row.place, "") if row.place else ""

    @property
    def name(self) -> str:
        """The name that was read, or words for its absence."""
        return self.values.get("name") or _("Row without a name")

    @property
    def cells(self) -> list[ShownCell]:
        """The cells in the order of the file."""
        return [self._shown(column) for column in self.batch.layout["columns"]]

    @property
    def shows_private(self) -> bool:
        """Whether any cell is shown that not everybody may see; of a person, every row is one."""
        return names_people(self.batch) or any(map(self._shows_private, self.batch.layout["columns"]))

    @property
    def place_said(self) -> list[Said]:
        """What was found on the way to the place."""
        return self._said("place")

    @property
    def to_correct(self) -> list[tuple[str, str, str]]:
        """Field, label and cell in force of every column that is brought in and that the viewer may see.

        None in lists of reference data.
        """
        cleaners = IMPORT_KINDS[self.batch.kind].cleaners
        brought_in = {*cleaners(), *PLACE_FIELDS} if cleaners else set()
        shown = []
        for column in self.batch.layout["columns"]:
            name = column["field"]
            if name in brought_in and not self._hides(name):
                cell = self._corrected.get(name, self._cell(column["index"]))
                shown.append((name, f"{FIELDS[name]} · {heading_of(column)}", shown_cell(cell)))
        return shown

    def _cell(self, index: int) -> Any:
        return self._cells[index] if index < len(self._cells) else None

    def _shows_private(self, column: Mapping[str, Any]) -> bool:
        name = column["field"]
        if name is not None and name not in self._sight.private:
            return False
        came = "" if self._sight.hides(name) else shown_cell(self._cell(column["index"]))
        corrected = "" if name is None or self._hides(name) else shown_cell(self._corrected.get(name))
        return bool(came or corrected)

    def _shown(self, column: Mapping[str, Any]) -> ShownCell:
        name = column["field"]
        return ShownCell(
            field=name or "",
            heading=heading_of(column),
            meaning=FIELDS[name] if name else _("Not brought in"),
            came=str(HIDDEN) if self._sight.hides(name) else shown_cell(self._cell(column["index"])),
            read=self._read(name) if name and not self._hides(name) else "",
            said=self._said(name) if name else [],
        )

    def _hides(self, name: str) -> bool:
        """Say whether what is in force in a cell is hidden: the cell as it came, or what somebody wrote since."""
        return self._sight.hides(name, corrected=name in self._corrected)

    def _read(self, name: str) -> str:
        if name == "lat_lon":
            values = (self.values.get("latitude"), self.values.get("longitude"))
            return ", ".join(str(value) for value in values if value is not None)
        if names_people(self.batch):
            return shown_field(name, self.values)
        if tells_cases(self.batch):
            return case_shown.shown_field(name, self.values)
        if tells_memberships(self.batch):
            return membership_shown.shown_field(name, self.values)
        value = self.values.get(COLUMN_OF.get(name, name))
        return shown_value(name, value, self._kinds)

    def _said(self, name: str) -> list[Said]:
        return [FINDINGS[each.kind] for each in self._found if each.field == name and each.kind in FINDINGS]
