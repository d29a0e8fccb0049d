"""Answers a report as a file; also for reports that rooms above make."""

from __future__ import annotations

from collections.abc import Hashable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sanphalang.access.answering import asker_of
from sanphalang.reports.document import Make
from sanphalang.reports.documents import FORMATS, file_for_a_visitor
from sanphalang.reports.sheets import DOCX
from sanphalang.web.paper import NoPangoError
from sanphalang.web.paper_turns import TooManyAtOnceError


def answer_document(
    request: HttpRequest, make: Make, *, name: str, file_format: str, page: str, asked: Hashable | None = None
) -> HttpResponse:
    """Answer a report as a file that is called ``name``; ``page`` is the way back to its page.

    ``asked`` says what everybody gets alike, so that it is made once.
    """
    if file_format not in FORMATS:
        raise Http404
    try:
        made = file_for_a_visitor(
            make,
            file_format=file_format,
            thai_digits=request.GET.get("digits") == "thai",
            asked=asked,
            asker=asker_of(request),
        )
    except NoPangoError as missing:
        asked_for = urlencode(request.GET)
        other = request.path.removesuffix(file_format) + DOCX + (f"?{asked_for}" if asked_for else "")
        return no_pango(request, missing, other=other, page=page, label=name)
    except TooManyAtOnceError:
        return too_many(request)
    response = HttpResponse(made, content_type=FORMATS[file_format])
    response.headers["Content-Disposition"] = f'inline; filename="sanphalang-{name}.{file_format}"'
    return response


def no_pango(request: HttpRequest, why: NoPangoError, *, other: str, page: str, label: str) -> HttpResponse:
    """Say what to install, and where the same is as a Word document."""
    context = {"why": why, "docx": other, "crumbs": [{"label": label, "url": page}]}
    return render(request, "reports/no_pango.html", context, status=503)


def too_many(request: HttpRequest) -> HttpResponse:
    """Ask to come back when others have what they wait for."""
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = "30"
    return response
