"""Workbooks to take home: an empty one to fill in, and a batch's own with what was found."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from threading import Lock

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanphalang.access.viewer import Viewer
from sanphalang.intake import queries
from sanphalang.intake.annotated import TO_FIX, annotated_workbook
from sanphalang.intake.looks import note_taken, note_whole_list
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.registers import ORGANISATIONS_KIND
from sanphalang.intake.sight import sight_of
from sanphalang.intake.template_headings import TEMPLATES
from sanphalang.intake.template_workbook import template_workbook
from sanphalang.intake.views import for_importers

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAKING = Lock()
"""Held while a workbook is made: a long list takes seconds, and the process must have a thread left for other pages."""
_SECONDS_TO_WAIT = 10


@require_safe
def template(request: HttpRequest, kind: str = ORGANISATIONS_KIND) -> FileResponse:
    """Return an empty workbook whose columns are recognised; it holds nothing that anybody may not see."""
    name = TEMPLATES[kind].file_name
    return FileResponse(template_workbook(kind), as_attachment=True, filename=name, content_type=_XLSX)


@require_safe
@for_importers
def annotated(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponseBase:
    """Return the list with what was found beside its rows."""
    batch = _to_take_home(viewer, batch_id)
    note_whole_list(viewer, batch)
    return _workbook(request, batch, _("%(name)s with notes.xlsx"), ())


@require_safe
@for_importers
def to_fix(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponseBase:
    """Return the rows that wait or cannot be used, under their heading."""
    batch = _to_take_home(viewer, batch_id)
    note_taken(viewer, batch, batch.rows.filter(outcome__in=TO_FIX).values_list("number", flat=True))
    return _workbook(request, batch, _("%(name)s to fix.xlsx"), TO_FIX)


def _to_take_home(viewer: Viewer, batch_id: int) -> ImportBatch:
    """Return the batch for a viewer who may see every cell of its file."""
    batch = queries.batch(viewer, batch_id)
    if not sight_of(viewer, batch).of_file:
        raise PermissionDenied(_("This list holds contacts. Only the centre that it is for can take it home."))
    return batch


def _workbook(request: HttpRequest, batch: ImportBatch, name: str, only: Collection[str]) -> HttpResponseBase:
    if batch.stage not in queries.CHECKED:
        raise Http404
    if not _MAKING.acquire(blocking=False):
        later = render(request, "intake/workbook_later.html", {"batch": batch}, status=503)
        later.headers["Retry-After"] = str(_SECONDS_TO_WAIT)
        return later
    try:
        file = annotated_workbook(batch, only=only)
    except FileRefused:
        messages.error(request, _("The kept file can no longer be read, so the workbook could not be made."))
        return redirect("intake:batch", batch.pk)
    finally:
        _MAKING.release()
    filename = name % {"name": Path(batch.file_name).stem}
    return FileResponse(file, as_attachment=True, filename=filename, content_type=_XLSX)
