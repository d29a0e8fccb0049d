"""What was understood of a file, in a form that a page can show and a person can change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from sanphalang.intake.cleaning import PLACE_FIELDS, DataRow
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.person_cells import role_said
from sanphalang.intake.queries import remembered_columns
from sanphalang.intake.registers import names_people
from sanphalang.intake.sentences import LEFT_OUT
from sanphalang.intake.taken_home import AsItCame
from sanphalang.intake.understanding.columns import ColumnGuess, remembered_keys
from sanphalang.intake.understanding.naming import NameRule, choose_name
from sanphalang.intake.understanding.places import PlaceNames
from sanphalang.intake.understanding.rows import classify_row
from sanphalang.intake.understanding.sheets import SaidHeader, Table, Understanding, understand
from sanphalang.intake.understanding.surroundings import sheet_places
from sanphalang.places.gazetteer import current as current_gazetteer
from sanphalang.places.rules import Level
from sanphalang.thai.places.resolve import resolve_text

ROWS_OF_A_SHEET = 10_000_000
"""Rows of the first sheet keep their numbers; those of sheets that continue it are counted on from here."""

Columns = Mapping[int, str]


def understand_file(workbook: AsItCame, batch: ImportBatch) -> Understanding:
    """Return what the file holds, given what a person chose for this batch or for this source before."""
    samples = workbook.samples()
    wanted = batch.layout.get("chosen_sheet")
    samples = [sample for sample in samples if wanted is None or sample.sheet.index == wanted] or samples
    chosen = batch.layout.get("chosen") or remembered_columns(batch)
    header = batch.layout.get("chosen_header")
    said = SaidHeader(**header) if header else None
    return understand(samples, IMPORT_KINDS[batch.kind].fields, place_names(), chosen, said)


def place_names() -> PlaceNames:
    """Return the names of all places as match keys, for recognising columns by their contents."""
    gazetteer = current_gazetteer()
    levels: tuple[Any, ...] = (Level.PROVINCE, Level.DISTRICT, Level.SUBDISTRICT)
    provinces, districts, subdistricts = (frozenset(gazetteer.names[level]) for level in levels)
    return PlaceNames(provinces, districts, subdistricts, frozenset(gazetteer.places))


def columns_of(table: Table) -> dict[int, str]:
    """Return the field of each column that has one."""
    return {guess.index: guess.field for guess in table.columns if guess.field}


def shown(workbook: AsItCame, understanding: Understanding, batch: ImportBatch) -> dict[str, Any]:
    """Return what the pages show of the understanding, as JSON."""
    table = understanding.tables[0]
    return {
        "sheet": table.sheet.index,
        "sheet_name": table.sheet.name,
        "sheets": [{"index": sheet.index, "name": sheet.name, "hidden": sheet.hidden} for sheet in workbook.sheets],
        "more_sheets": [each.sheet.name for each in understanding.tables[1:]],
        "skipped": [{"name": each.sheet.name, "reason": each.reason} for each in understanding.skipped],
        "header_rows": list(table.header.rows),
        "columns": [
            {
                "index": guess.index,
                "header": guess.header,
                "key": key,
                "field": guess.field,
                "confidence": round(guess.confidence, 2),
                "reasons": [asdict(reason) for reason in guess.reasons],
            }
            for guess, key in zip(table.columns, remembered_keys(table.header.texts), strict=True)
        ],
        "findings": [
            *({"kind": finding.kind, "details": dict(finding.details)} for finding in workbook.findings),
            *_left_out(batch, table),
        ],
        "role": _role_said(batch, table),
        "rows_about": sum(each.rows_about for each in understanding.tables),
    }


def _left_out(batch: ImportBatch, table: Table) -> list[dict[str, Any]]:
    """Return which columns were left out because another one under such a heading is brought in."""
    cleaners = IMPORT_KINDS[batch.kind].cleaners
    brought_in = {*cleaners(), *PLACE_FIELDS} if cleaners else {guess.field for guess in table.columns}
    by_field = {guess.field: guess for guess in table.columns if guess.field in brought_in}
    return [
        {"kind": LEFT_OUT, "details": {"left": _heading(guess), "taken": _heading(by_field[reason.detail])}}
        for guess in table.columns
        for reason in guess.reasons
        if reason.kind == "other_column" and reason.detail in by_field
    ]


def _heading(guess: ColumnGuess) -> str:
    """Return a heading with the letter of its column: two columns may have the same."""
    return f"{guess.header or '–'} ({xl_col_to_name(guess.index)})"


def role_of_list(batch: ImportBatch) -> str:
    """Return the role of everybody on a list of people: the chosen one, else the one that its titles say."""
    return str(batch.layout.get("chosen_role") or batch.layout.get("role") or "")


def _role_said(batch: ImportBatch, table: Table) -> str:
    """Return the role that titles, sheet, file or source say; nothing in other lists."""
    texts = (*table.header.titles, table.sheet.name, batch.file_name.rpartition(".")[0], batch.source.name)
    return role_said(texts) if names_people(batch) else ""


def within_of(batch: ImportBatch, table: Table) -> str:
    """Return the code inside which the list lies: its centre's province, else the province that its titles name."""
    if batch.centre is not None:
        return batch.centre.code[:2]
    gazetteer = current_gazetteer()
    for text in (*table.header.titles, batch.file_name.rpartition(".")[0], batch.source.name):
        answer = resolve_text(gazetteer, text)
        if len(answer.code) == 2 and answer.confidence >= 0.9:
            return answer.code
    return ""


def data_rows(workbook: AsItCame, tables: Sequence[Table], within: str = "") -> Iterator[DataRow]:
    """Yield every row that is data, over all sheets of the table; ``within`` is where the whole list lies."""
    places = sheet_places(current_gazetteer(), [table.sheet.name for table in tables], within)
    for position, (table, sheet) in enumerate(zip(tables, places, strict=True)):
        offset, section = position * ROWS_OF_A_SHEET, ""
        for number, cells in workbook.rows(table.sheet.index):
            reading = classify_row(number, cells, table.rules)
            if reading.kind == "data":
                yield DataRow(offset + number, cells, section, sheet)
            elif reading.kind == "section":
                section = reading.text


def name_reader(rule: NameRule | None) -> Callable[[Sequence[Any]], tuple[str, str]] | None:
    """Return how a row's name and the reason for it are found where two columns may hold it, or None for one column."""
    if rule is None or rule.other is None:
        return None

    def read(cells: Sequence[Any]) -> tuple[str, str]:
        choice = choose_name(cells, rule)
        return choice.text, choice.reason

    return read
