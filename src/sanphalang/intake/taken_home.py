"""What the platform writes beside the rows of a workbook that is taken home, and leaves out when it comes again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from sanphalang.intake.citizen_ids import covered
from sanphalang.intake.reading.cells import Row
from sanphalang.intake.reading.reports import FileFinding
from sanphalang.intake.reading.workbook import SheetInfo, SheetSample, Workbook
from sanphalang.thai.key import match_key

OUTCOME_HEADING = _("Result of the check")
FOUND_HEADING = _("What was found")
_LANGUAGES = ("th", "en")


class AsItCame:
    """A workbook without the two columns that were added to it here, so that it is understood as before."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._added: dict[int, int] = {}

    @property
    def sheets(self) -> tuple[SheetInfo, ...]:
        """The sheets of the workbook."""
        return self._workbook.sheets

    @property
    def is_text(self) -> bool:
        """Whether it is a text file, where our own exports mark what a spreadsheet would calculate."""
        return self._workbook.text is not None

    @property
    def findings(self) -> list[FileFinding]:
        """What is worth telling about the file."""
        return self._workbook.findings

    def samples(self) -> list[SheetSample]:
        """Return a sample of every sheet; from then on the added columns are known and left out.

        Citizen IDs in it are covered: titles and headings are kept as they stand here.
        """
        samples = self._workbook.samples()
        headings = _headings()
        for sample in samples:
            at = added_column(sample.rows, headings)
            if at is not None:
                self._added[sample.sheet.index] = at
        return [
            SheetSample(
                sample.sheet,
                [
                    Row(row.number, tuple(map(covered, row.cells)))
                    for row in self._without(sample.sheet.index, sample.rows)
                ],
                sample.rows_about,
            )
            for sample in samples
        ]

    def rows(self, sheet: int) -> Iterator[Row]:
        """Yield the rows of a sheet."""
        rows = self._workbook.rows(sheet)
        return rows if sheet not in self._added else self._without(sheet, rows)

    def _without(self, sheet: int, rows: Any) -> Iterator[Row]:
        at = self._added.get(sheet)
        for row in rows:
            yield row if at is None else Row(row.number, row.cells[:at] + row.cells[at + 2 :])


def added_column(rows: Sequence[Row], headings: Mapping[str, str]) -> int | None:
    """Return the column (0-based) where a result of the check stands, with what was found beside it; None without.

    Under a heading both headings stand side by side; in a list without one, each result says what it is.
    """
    for row in rows:
        for at, cell in enumerate(row.cells):
            if not isinstance(cell, str) or (found := headings.get(match_key(cell.partition(":")[0]))) is None:
                continue
            beside = row.cells[at + 1] if at + 1 < len(row.cells) else None
            if ":" in cell or (isinstance(beside, str) and match_key(beside) == found):
                return at
    return None


def _headings() -> dict[str, str]:
    """Return the key of the first heading with that of the second, in every language."""
    keys = {}
    for language in _LANGUAGES:
        with translation.override(language):
            keys[match_key(str(OUTCOME_HEADING))] = match_key(str(FOUND_HEADING))
    return keys
