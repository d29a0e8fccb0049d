"""The columns and the rows of a batch over HTTP."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.intake import actions, queries, summary
from sanphalang.intake.brought import records_in
from sanphalang.intake.columns_page import columns_shown
from sanphalang.intake.deciding import pairs
from sanphalang.intake.forms import ColumnsForm, RowForm, RowsForm
from sanphalang.intake.jobs import ask_for_work
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.looks import note_rows
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.reading.workbook import SAMPLE_HEAD
from sanphalang.intake.records import page_of
from sanphalang.intake.row_page import RowPage
from sanphalang.intake.sentences import outcome_of
from sanphalang.intake.sight import sight_of
from sanphalang.intake.tables import rows_table
from sanphalang.intake.told_of_rows import decision_of, why_of
from sanphalang.intake.views import for_importers, frame, note_look
from sanphalang.web.figures import show_figure

Stage = ImportBatch.Stage
_ROWS_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def columns(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """What every column was understood as, with examples; a person may say otherwise."""
    batch = queries.batch(viewer, batch_id)
    if batch.stage in (*queries.RUNNING, Stage.REFUSED):
        return redirect("intake:batch", batch.pk)
    sight = sight_of(viewer, batch)
    form = ColumnsForm(batch, sight, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = batch.layout.get("chosen_sheet")
            ask_for_work(actions.settle_columns(viewer, batch.pk, chosen=form.chosen, sheet=sheet), viewer.actor)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        return redirect("intake:batch", batch.pk)
    shown = columns_shown(batch, form, sight)
    note_rows(viewer, batch, {row for column in shown for row in column.private_rows})
    context = frame(batch, below=_("Columns")) | {
        "now": 2,
        "form": form,
        "understood": summary.understood(batch),
        "columns": shown,
        "sheets": batch.layout.get("sheets", ()),
        "may_point_at_heading": sight.of_file,
        "heading_row": next(iter(batch.layout.get("header_rows", ())), ""),
        "last_heading_row": SAMPLE_HEAD,
        "is_needed": batch.stage == Stage.COLUMNS,
    }
    return render(request, "intake/columns.html", context)


@require_safe
@for_importers
def rows(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """The rows with their outcomes, narrowed to an outcome or to what was found."""
    batch = queries.batch(viewer, batch_id)
    form = RowsForm(batch, request.GET)
    # A question that makes no sense finds nothing, never everything.
    found = queries.rows(batch, **form.cleaned_data) if form.is_valid() else queries.rows(batch).none()
    page = Paginator(found, _ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    count = page.paginator.count
    context = frame(batch, below=_("Rows")) | {
        "form": form,
        "page": page,
        "table": rows_table(batch, shown),
        "count": ngettext("%(n)s row", "%(n)s rows", count) % {"n": show_figure(count)},
        # What may be the same as a known record is decided beside it, one by one.
        "to_decide": [row.number for row in shown if row.record is None and _may_be_decided(batch, row)],
    }
    return render(request, "intake/rows.html", context)


def _may_be_decided(batch: ImportBatch, row: ImportRow) -> bool:
    if batch.stage not in queries.CHECKED or not IMPORT_KINDS[batch.kind].is_judged:
        return False
    return row.outcome == Outcome.DOUBTFUL and queries.UNDECIDABLE.isdisjoint(row.why)


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def row(request: HttpRequest, viewer: Viewer, batch_id: int, number: int) -> HttpResponse:
    """One row: its cells as they came, what was read, and a form to correct them."""
    batch = queries.batch(viewer, batch_id)
    found = queries.row(batch, number)
    if found is None:
        raise Http404
    sight = sight_of(viewer, batch)
    page = RowPage(batch, found, sight)
    form = RowForm(page.to_correct, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _corrected(request, viewer, batch, number, form)
    beside = pairs(viewer, batch, [found]) if found.record else []
    note_look(viewer, batch, sight, [number] if page.shows_private else [], beside)
    record = records_in(batch, [number]).get(number)
    context = frame(batch, below=_("Row %(number)s") % {"number": number}) | {
        "page": page,
        "row": found,
        "form": form,
        "cells": [(cell, form[cell.field] if cell.field in form.fields else None) for cell in page.cells],
        "outcome": outcome_of(found),
        "why": list(why_of(batch, found).values()),
        "decision": decision_of(batch, found),
        "may_decide": record is None and _may_be_decided(batch, found),
        "may_correct": batch.stage in queries.CHECKED and bool(page.to_correct),
        "pair": beside[0] if beside else None,
        "record": record,
        "record_url": page_of(batch, record) if record else "",
    }
    return render(request, "intake/row.html", context)


def _corrected(request: HttpRequest, viewer: Viewer, batch: ImportBatch, number: int, form: RowForm) -> HttpResponse:
    if not form.corrections:
        messages.info(request, _("Nothing was changed."))
        return redirect("intake:row", batch.pk, number)
    try:
        changed = actions.correct_cells(viewer, batch.pk, row=number, values=form.corrections)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        ask_for_work(changed, viewer.actor)
        messages.success(request, _("The correction is kept; the list is checked again with it."))
    return redirect("intake:batch", batch.pk)
