"""Which sheets hold the table, and everything that is understood of it: the way into this package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from sanphalang.intake.reading.cells import Row
from sanphalang.intake.reading.workbook import SheetInfo, SheetSample
from sanphalang.intake.understanding.columns import ColumnGuess, guess_columns
from sanphalang.intake.understanding.facts import ColumnFacts, facts_of
from sanphalang.intake.understanding.fields import FieldSet
from sanphalang.intake.understanding.header import Header, find_header, header_at
from sanphalang.intake.understanding.naming import NameRule
from sanphalang.intake.understanding.places import NO_PLACE_NAMES, PlaceNames
from sanphalang.intake.understanding.rows import RowRules, classify_row

SkipReason = Literal["no_name_column", "hidden", "other_table"]

_BLANK_NAMES = 0.02
"""Share of rows without a name from which the other column is asked as well."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's table as understood. ``name_rule`` is None when nothing seems to name its records."""

    sheet: SheetInfo
    header: Header
    columns: tuple[ColumnGuess, ...]
    rules: RowRules
    name_rule: NameRule | None
    rows_about: int

    def column_of(self, field: str) -> int | None:
        """Return the column (0-based) of a field."""
        return next((guess.index for guess in self.columns if guess.field == field), None)

    @property
    def confidence(self) -> float:
        """How sure the columns are in all: the sum of their confidences, so that more recognised columns are more."""
        return sum(guess.confidence for guess in self.columns if guess.field)


class SaidHeader(NamedTuple):
    """Where a person said that the header is: the sheet's index, and the number of the row, 0 for no header."""

    sheet: int
    row: int


@dataclass(frozen=True, slots=True)
class SkippedSheet:
    """A sheet that is left out, and why."""

    sheet: SheetInfo
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Understanding:
    """``tables``: the best sheet first, then visible sheets that continue it under the same header."""

    tables: tuple[Table, ...]
    skipped: tuple[SkippedSheet, ...]


def understand(
    samples: Sequence[SheetSample],
    fields: FieldSet,
    names: PlaceNames = NO_PLACE_NAMES,
    chosen: Mapping[str, str | None] | None = None,
    said: SaidHeader | None = None,
) -> Understanding:
    """Return what the sheets of a file hold. ``samples`` are not empty; at least one table is always returned.

    ``chosen`` are a person's choices for this source (:func:`~.columns.remembered_keys` -> field, None to leave out).
    The sheet of a header that a person pointed at is the best.
    """
    rows = {said.sheet: said.row} if said else {}
    tables = [understand_sheet(each, fields, names, chosen, rows.get(each.sheet.index)) for each in samples]
    pointed_at = [table for table in tables if table.sheet.index in rows]
    best = max(pointed_at or tables, key=lambda table: _worth(table, fields))
    continuing, skipped = [best], []
    for table in tables:
        if table is best:
            continue
        if table.column_of(fields.needed) is None:
            skipped.append(SkippedSheet(table.sheet, "no_name_column"))
        elif table.sheet.hidden:
            skipped.append(SkippedSheet(table.sheet, "hidden"))
        elif any(table.header.keys) and table.header.keys == best.header.keys:
            continuing.append(table)
        else:
            skipped.append(SkippedSheet(table.sheet, "other_table"))
    return Understanding(tuple(continuing), tuple(skipped))


def understand_sheet(
    sample: SheetSample,
    fields: FieldSet,
    names: PlaceNames = NO_PLACE_NAMES,
    chosen: Mapping[str, str | None] | None = None,
    header_row: int | None = None,
) -> Table:
    """Return what one sheet holds; ``header_row`` is where a person says that the header is, 0 that there is none."""
    width = max((_used_width(row) for row in sample.rows), default=0)
    if header_row is None:
        header = find_header(sample.rows, width, fields, names)
    else:
        header = header_at(sample.rows, width, header_row, fields)
    rules = RowRules(header.keys, header.rows, None, width, names)
    body = [row for row in sample.rows if classify_row(row.number, row.cells, rules).kind == "data"]
    facts = [facts_of(column, body, names) for column in range(width)]
    columns = guess_columns(header.texts, facts, fields, chosen)
    name = next((guess.index for guess in columns if guess.field == fields.needed), None)
    used = sum(1 for column in facts if column.filled)
    rules = replace(rules, name_column=name, columns=used)
    return Table(sample.sheet, header, columns, rules, _name_rule(columns, facts, fields), sample.rows_about)


def _used_width(row: Row) -> int:
    return max((column for column, cell in enumerate(row.cells, 1) if cell is not None), default=0)


def _name_rule(columns: Sequence[ColumnGuess], facts: Sequence[ColumnFacts], fields: FieldSet) -> NameRule | None:
    by_field = {guess.field: guess.index for guess in columns if guess.field}
    name = by_field.get(fields.needed)
    if name is None:
        return None
    blank = 1 - facts[name].filled / facts[name].rows if facts[name].rows else 0.0
    other = by_field.get(fields.fallback) if fields.fallback and blank > _BLANK_NAMES else None
    return NameRule(
        name,
        other,
        groups=_percent(facts[name].share("group")),
        other_groups=_percent(facts[other].share("group")) if other is not None else 0,
        blank=_percent(blank),
    )


def _percent(share: float) -> int:
    return round(100 * share)


def _worth(table: Table, fields: FieldSet) -> tuple[bool, bool, float, int]:
    named = table.column_of(fields.needed) is not None
    return named, not table.sheet.hidden, round(table.confidence, 1), table.rows_about
