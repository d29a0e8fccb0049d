"""Sheets of places over HTTP: one at once, all of a territory as work under way."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, asker_of, viewer_of
from sanphalang.access.answers import centre_behind
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.places.names import full_name, own_name
from sanphalang.places.queries import exact_place
from sanphalang.reports.jobs import ask_for_work
from sanphalang.reports.models import PrintRun
from sanphalang.reports.print_runs import (
    KEPT_DAYS,
    NoSuchRunError,
    archive_of,
    ask_for_sheets,
    run_of,
    runs_of,
    stop_run,
)
from sanphalang.reports.sheets import CONTENT_TYPES, kept_sheet_file
from sanphalang.web.file_turns import TooManyAtOnceError
from sanphalang.web.paper import NoPangoError, can_print
from sanphalang.web.paper_answers import file_to_read, no_pdf, too_many

LEVELS = {
    PrintRun.Level.SUBDISTRICT: gettext_lazy("All subdistricts"),
    PrintRun.Level.DISTRICT: gettext_lazy("All districts"),
}
_RUNS_SHOWN = 20


@require_safe
def sheet(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """The sheet of a place as a PDF or a Word document."""
    place = exact_place(code)
    if place is None or place.code != code:
        raise Http404
    try:
        made = kept_sheet_file(
            viewer_of(request),
            place,
            file_format=file_format,
            thai_digits=request.GET.get("digits") == "thai",
            site=_site(request),
            asker=asker_of(request),
        )
    except NoPangoError as missing:
        other = reverse("sheets:docx", args=[code])
        page = reverse("place", args=[code])
        return no_pdf(request, missing.sentence, docx=other, page=page, label=full_name(place))
    except TooManyAtOnceError:
        return too_many(request)
    return file_to_read(made, name=f"{code}.{file_format}", content_type=CONTENT_TYPES[file_format])


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def sheets(request: HttpRequest, code: str) -> HttpResponse:
    """All sheets of a territory: what was printed, and the form that begins it."""
    viewer, centre = viewer_of(request), centre_behind(code)
    runs = runs_of(viewer, centre)
    if request.method == "POST":
        level = request.POST.get("level", "")
        if level not in LEVELS:
            messages.error(request, _("Please choose which sheets are to be printed."))
            return redirect("sheets:all", code)
        thai_digits = request.POST.get("digits") == "thai"
        run = ask_for_sheets(viewer, centre, level=level, thai_digits=thai_digits, site=_site(request))
        ask_for_work(run.pk)
        return redirect("sheets:run", code, run.pk)
    context = {
        "runs": [_shown(run) for run in runs[:_RUNS_SHOWN]],
        "levels": LEVELS.items(),
        "can_print": can_print(),
        "why": NoPangoError(),
        "days": KEPT_DAYS,
        **_around(centre, code),
    }
    return render(request, "reports/sheets.html", context)


@require_safe
@answering_refusals
def run(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """One print run: how far it is, or its archive."""
    found, centre = _run(request, code, run_id)
    context = {**_shown(found), **_around(centre, code)}
    return render(request, "reports/run_part.html" if _is_part(request) else "reports/run.html", context)


@require_POST
@answering_refusals
def stop(request: HttpRequest, code: str, run_id: int) -> HttpResponse:
    """Stop a print run."""
    found, centre = _run(request, code, run_id)
    stop_run(viewer_of(request), centre, found.pk)
    return redirect("sheets:run", code, run_id)


@require_safe
def archive(request: HttpRequest, code: str, run_id: int) -> HttpResponseBase:
    """The archive of a print run that is done."""
    try:
        found, _centre = _run(request, code, run_id)
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    path = archive_of(found.pk)
    if found.stage != PrintRun.Stage.DONE or not path.exists():
        return redirect("sheets:run", code, run_id)  # where it says what became of it
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"sanphalang-{code}-{found.level}s.zip")


def _run(request: HttpRequest, code: str, run_id: int) -> tuple[PrintRun, Centre | None]:
    centre = centre_behind(code)
    try:
        return run_of(viewer_of(request), centre, run_id), centre
    except NoSuchRunError as missing:
        raise Http404 from missing


def _shown(found: PrintRun) -> dict[str, Any]:
    return {
        "run": found,
        "label": LEVELS[PrintRun.Level(found.level)],
        "is_there": found.stage == PrintRun.Stage.DONE and archive_of(found.pk).exists(),
        "waits_long": found.waits_long,
        "can_print": can_print(),
    }


def _around(centre: Centre | None, code: str) -> dict[str, Any]:
    name = own_name(centre) if centre else _("National team")
    return {
        "code": code,
        "centre_name": name,
        "crumbs": [{"label": name, "url": reverse("centres:page", args=[code])}],
    }


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _is_part(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))
