"""The tables of the pages, declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sanphalang.access.queries import names_of_actors
from sanphalang.files import originals
from sanphalang.files.told import KeptRecord
from sanphalang.intake import queries
from sanphalang.intake.broken_off import standing_of
from sanphalang.intake.brought import records_in
from sanphalang.intake.finding_sentences import FINDINGS
from sanphalang.intake.models import ImportBatch, ImportRow
from sanphalang.intake.records import page_of
from sanphalang.intake.sentences import outcome_of
from sanphalang.intake.told_of_rows import decision_of, why_of
from sanphalang.intake.words import KEPT
from sanphalang.places.names import own_name
from sanphalang.places.queries import lines
from sanphalang.thai.dates import show_date
from sanphalang.web.table import Cell, Column, Table

BATCHES = (
    Column(gettext_lazy("List")),
    Column(gettext_lazy("Centre")),
    Column(gettext_lazy("Rows"), kind="figure"),
    Column(gettext_lazy("To decide"), kind="figure"),
    Column(gettext_lazy("Begun")),
    Column(gettext_lazy("Where it stands")),
)
ROWS = (
    Column(gettext_lazy("Name")),
    Column(gettext_lazy("Place")),
    Column(gettext_lazy("Outcome")),
    Column(gettext_lazy("What was found")),
)
RECORD = Column(gettext_lazy("In the registry"))
PLACES = (Column(gettext_lazy("Place")), Column(gettext_lazy("Rows"), kind="figure"))
KEPT_RECORDS = (
    Column(gettext_lazy("Organisation")),
    Column(gettext_lazy("Row"), kind="figure"),
    Column(gettext_lazy("Why it stays")),
)


def batches_table(batches: Sequence[ImportBatch]) -> Table:
    """Return the imports of one page of the list."""
    names = names_of_actors({batch.actor for batch in batches})
    waits = queries.to_decide(batches)
    cells = [_batch_cells(batch, names, waits.get(batch.pk, 0)) for batch in batches]
    return Table(BATCHES, cells, caption=_("Imports"))


def _batch_cells(batch: ImportBatch, names: Mapping[str, str], waits: int) -> list[Cell]:
    rows = sum(batch.counts.values()) if batch.counts else None
    standing = standing_of(batch)
    begun = show_date(timezone.localdate(batch.created_at), lang=get_language() or "th")
    return [
        Cell(
            batch.file_name,
            url=reverse("intake:batch", args=(batch.pk,)),
            note=batch.source.name,
        ),
        Cell(own_name(batch.centre) if batch.centre else _("The whole country")),
        Cell("–" if rows is None else rows),
        Cell(waits if batch.counts else "–"),
        Cell(begun, note=names.get(batch.actor, "")),
        Cell(standing.word, tone=standing.tone, note=standing.todo),
    ]


def rows_table(batch: ImportBatch, rows: Sequence[ImportRow]) -> Table:
    """Return some rows of a batch with their outcomes and reasons; a fixed number of queries."""
    numbers = [row.number for row in rows]
    values = originals.read_some(originals.Kind.VALUES, batch.pk, numbers)
    found = queries.findings_in(batch, numbers)
    records = records_in(batch, numbers)
    places = lines({row.place for row in rows if row.place})
    cells = [_row_cells(batch, row, values.get(row.number, {}), places, found.get(row.number, ())) for row in rows]
    if not records:
        return Table(ROWS, cells, caption=_("Rows of the list"))
    linked = [
        [*row_cells, _record_cell(batch, records.get(row.number))] for row_cells, row in zip(cells, rows, strict=True)
    ]
    return Table([*ROWS, RECORD], linked, caption=_("Rows of the list"))


def _record_cell(batch: ImportBatch, record: int | None) -> Cell:
    if record is None:
        return Cell("–")
    return Cell(_("The record"), url=page_of(batch, record))


def _row_cells(
    batch: ImportBatch,
    row: ImportRow,
    values: Mapping[str, Any],
    places: Mapping[int, str],
    found: Sequence[Any],
) -> list[Cell]:
    outcome = outcome_of(row)
    name = values.get("name") or _("No name")
    kinds = dict.fromkeys(finding.kind for finding in found if finding.kind in FINDINGS)
    reasons = [said.text for kind, said in why_of(batch, row).items() if kind not in kinds]
    said = [*reasons, *(FINDINGS[kind].text for kind in kinds)]
    return [
        Cell(
            name,
            url=reverse("intake:row", args=(batch.pk, row.number)),
            note=_("Row %(number)s") % {"number": row.number},
        ),
        Cell(places.get(row.place or 0)),
        Cell(outcome.text, tone=outcome.tone, note=decision_of(batch, row)),
        Cell(" ".join(map(str, said)) or "–"),
    ]


def places_table(counted: Sequence[tuple[int, int]]) -> Table:
    """Return where the rows are, with links to the pages of the places."""
    names = lines(padded for padded, _count in counted)
    rows = [
        [Cell(names.get(padded), url=reverse("place", args=(_code_of(padded),))), Cell(count)]
        for padded, count in counted
    ]
    return Table(PLACES, rows, caption=_("Where the rows are"), phone="keep")


def _code_of(padded: int) -> str:
    """Return the official code of a province or a district."""
    text = str(padded)
    return text[:2] if text.endswith("000000") else text[:4]


def kept_table(batch: ImportBatch, records: Sequence[KeptRecord], names: Mapping[int, str]) -> Table:
    """Return the records that a withdrawal could not restore, by their names."""
    rows = [
        [Cell(names.get(each.id, "–"), url=page_of(batch, each.id)), Cell(each.row), Cell(KEPT[each.reason])]
        for each in records
    ]
    return Table(KEPT_RECORDS, rows, caption=_("Records that stay as they are"))
