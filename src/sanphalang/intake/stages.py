"""The stages of a batch that only look: read the file, understand it, check its rows. Each can be run again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from sanphalang.access.queries import viewer_of_actor
from sanphalang.files import originals
from sanphalang.files.storage import path_of
from sanphalang.intake.checking import Check
from sanphalang.intake.citizen_ids import FIELD as CITIZEN_ID
from sanphalang.intake.cleaning import Answers, Cleaner, DataRow, RowReader
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.known_places import gazetteer
from sanphalang.intake.layout import columns_of, data_rows, name_reader, role_of_list, shown, understand_file, within_of
from sanphalang.intake.membership_cells import MembershipRows, years_of_headings
from sanphalang.intake.membership_checking import MembershipCheck
from sanphalang.intake.models import Finding, ImportBatch, ImportRow
from sanphalang.intake.queries import NAMES_PEOPLE
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.reading.workbook import open_table_file
from sanphalang.intake.reference_lists import check_rows
from sanphalang.intake.registers import ORGANISATIONS_KIND, tells_memberships
from sanphalang.intake.taken_home import AsItCame
from sanphalang.intake.turns import Superseded, expect_turn, take_turn
from sanphalang.intake.understanding.sheets import Table
from sanphalang.intake.understanding.whose import heading_of_people
from sanphalang.thai.places.answer import Context

Stage = ImportBatch.Stage


def read_and_check(batch: ImportBatch) -> None:
    """Read the file, understand it, and check its rows; from the beginning, however often.

    Ends in stage ``review``; in ``columns`` when no column of names was found; in ``refused`` with the reason when the
    file cannot be read.
    """
    with suppress(Superseded):
        try:
            _read_and_check(batch)
        except FileRefused as refused:
            _begin(batch)
            batch.refusal = {"kind": refused.kind, "details": dict(refused.details)}
            _finish(batch, Stage.REFUSED)


def _read_and_check(batch: ImportBatch) -> None:
    with open_table_file(path_of(batch.file), original_name=batch.file_name) as opened:
        workbook = AsItCame(opened)
        understanding = understand_file(workbook, batch)
        table = understanding.tables[0]
        batch.layout |= shown(workbook, understanding, batch) | {"within": within_of(batch, table)}
        batch.total = batch.layout["rows_about"]
        _begin(batch)
        if table.name_rule is None:
            _finish(batch, Stage.COLUMNS)
            return
        heading = _heading_of_people(batch, table)
        if heading:
            batch.refusal = {"kind": NAMES_PEOPLE, "details": {"heading": heading}}
            _finish(batch, Stage.REFUSED)
            return
        rows = data_rows(workbook, understanding.tables, batch.layout["within"])
        _check(batch, table, rows, escaped=workbook.is_text)


def _heading_of_people(batch: ImportBatch, table: Table) -> str:
    """Return what shows that people were given as organisations; "" where somebody said that they are organisations."""
    is_open = batch.kind == ORGANISATIONS_KIND and not batch.layout.get("of_organisations")
    return heading_of_people(table) if is_open else ""


def _check(batch: ImportBatch, table: Table, rows: Iterator[DataRow], *, escaped: bool) -> None:
    kind = IMPORT_KINDS[batch.kind]
    if kind.reference is not None:
        check_rows(batch, kind.reference(), columns_of(table), rows)
    elif kind.cleaners is not None:
        _check_records(batch, table, rows, kind.cleaners(), escaped=escaped)
    _finish(batch, Stage.REVIEW)


def _check_records(
    batch: ImportBatch,
    table: Table,
    rows: Iterator[DataRow],
    cleaners: Mapping[str, Cleaner],
    *,
    escaped: bool,
) -> None:
    columns = columns_of(table)
    manner = IMPORT_KINDS[batch.kind].manner(role_of_list(batch), set(columns.values()))
    if tells_memberships(batch):
        years = years_of_headings((each.field, each.header) for each in table.columns)
        manner = manner._replace(finish=MembershipRows(years))
    choices = list(batch.choices.values_list("field", "written", "value"))
    reader = RowReader(
        columns,
        cleaners,
        gazetteer=gazetteer(),
        context=Context(within=batch.layout["within"]),
        answers=Answers(
            places={written: value for field, written, value in choices if field == "place"},
            guesses={written: value == "yes" for field, written, value in choices if field == "guess"},
        ),
        name_reader=name_reader(table.name_rule),
        escaped=escaped,
        manner=manner,
    )
    corrected = dict(originals.read(originals.Kind.CORRECTED, batch.pk))
    decisions = {int(row): word for row, word in batch.report.get("decisions", {}).items()}
    if tells_memberships(batch):
        MembershipCheck(viewer_of_actor(batch.actor), batch, reader, columns, decisions).run(rows, corrected)
        return
    covered = [index for index, field in columns.items() if field == CITIZEN_ID]
    Check(viewer_of_actor(batch.actor), batch, reader, decisions, covered).run(rows, corrected)


def _begin(batch: ImportBatch) -> None:
    """Begin a check with a clean table; people's decisions on rows are remembered over it."""
    with transaction.atomic():
        take_turn(batch)
    with transaction.atomic():  # nobody who writes to the registry waits while old rows go
        expect_turn(batch)
        ImportRow.objects.filter(batch=batch).delete()
        Finding.objects.filter(batch=batch).delete()
        originals.forget(originals.Kind.VALUES, batch.pk)
        originals.forget(originals.Kind.CELLS, batch.pk)


def _finish(batch: ImportBatch, stage: str) -> None:
    with transaction.atomic():
        expect_turn(batch)
        batch.stage, batch.finished_at, batch.beat = stage, timezone.now(), timezone.now()
        batch.save()
