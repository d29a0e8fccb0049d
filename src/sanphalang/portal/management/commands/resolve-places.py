"""``sanphalang resolve-places FILE --column NAME … -o OUT.csv``: the official code of the place that each row means."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.intake.reading.cells import Row
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.reading.workbook import Workbook, open_table_file
from sanphalang.intake.sentences import refusal_sentence
from sanphalang.places.queries import place_by_code
from sanphalang.portal.resolving import (
    ANSWER_COLUMNS,
    ColumnMissing,
    Layout,
    Resolver,
    answer_cells,
    layout_of,
    own_text,
)


class _UnreadableError(Exception):
    """The file that is read gives out."""


class Command(PlatformCommand):
    """Resolve the places of a table."""

    help = "Add the official place code to every row of a CSV file or spreadsheet."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments of contract.md."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--column", action="append", required=True, metavar="NAME", help="a column that says where; may be repeated"
        )
        parser.add_argument("--within", default="", metavar="CODE", help="the place that the whole list lies in")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.csv")

    def handle(self, *, file: Path, column: list[str], within: str, output: Path, **options: Any) -> None:
        """Read, resolve, write; the output appears when it is complete."""
        started = time.monotonic()
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file})
        if output.exists() and output.samefile(file):
            raise CommandError(_("The output would replace the file that is read; please choose another name."))
        around = place_by_code(within) if within else None
        if within and around is None:
            raise CommandError(_("No place has the code %(code)s.") % {"code": within})
        try:
            with open_table_file(file, original_name=file.name) as workbook:
                sheet, layout = _find_table(workbook, column)
                levels = _write(workbook, sheet, layout, Resolver(layout, around.code if around else ""), output)
        except FileRefused as refused:
            raise CommandError(refusal_sentence({"kind": refused.kind, "details": dict(refused.details)})) from refused
        except (OSError, _UnreadableError) as error:
            raise CommandError(_("%(file)s cannot be read.") % {"file": file}) from error
        self._answer(levels, layout, time.monotonic() - started)

    def _answer(self, levels: Counter[str], layout: Layout, seconds: float) -> None:
        rows, unanswered = levels.total(), levels.pop("", 0)
        roles = {own_text(layout.header.cells[position]): role for position, role in layout.roles.items()}
        result = {
            "rows": rows,
            "answered": rows - unanswered,
            "levels": dict(levels),
            "columns": roles,
            "seconds": round(seconds, 3),
        }
        self.result(
            result,
            _("%(answered)d of %(rows)d rows have a place now.") % {"answered": rows - unanswered, "rows": rows},
        )


def _find_table(workbook: Workbook, wanted: list[str]) -> tuple[int, Layout]:
    """Return the first sheet that has the columns, with its layout."""
    headings = ""
    for sheet in workbook.sheets:
        try:
            return sheet.index, layout_of(workbook.rows(sheet.index), wanted)
        except ColumnMissing as missing:
            headings = headings or str(missing)
    raise CommandError(
        _("The file has no columns named %(wanted)s. Its headings are: %(headings)s")
        % {"wanted": ", ".join(wanted), "headings": headings or "–"}
    )


def _write(workbook: Workbook, sheet: int, layout: Layout, resolver: Resolver, output: Path) -> Counter[str]:
    """Write the heading and every row below it with its answer; return how many rows have which level."""
    width = max(len(row.cells) for row in _table_rows(workbook, sheet, layout))
    levels: Counter[str] = Counter()
    partial = output.with_name(f"{output.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*_padded(layout.header, width), *ANSWER_COLUMNS])
            for row in _table_rows(workbook, sheet, layout):
                if row.number != layout.header.number:
                    answer = resolver.answer(row.cells)
                    levels[answer.level or ""] += 1
                    writer.writerow([*_padded(row, width), *answer_cells(answer)])
        partial.replace(output)
    except OSError as error:
        raise CommandError(_("%(file)s cannot be written.") % {"file": output}) from error
    finally:
        partial.unlink(missing_ok=True)
    return levels


def _table_rows(workbook: Workbook, sheet: int, layout: Layout) -> Iterator[Row]:
    """Yield the heading and the rows below it; who writes meanwhile is told apart which of the two files it was."""
    try:
        yield from (row for row in workbook.rows(sheet) if row.number >= layout.header.number)
    except OSError as error:
        raise _UnreadableError from error


def _padded(row: Row, width: int) -> list[str]:
    texts = [own_text(cell) for cell in row.cells]
    return texts + [""] * (width - len(texts))
