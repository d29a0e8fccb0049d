"""Answers a report as a file; also for reports that rooms above make."""

from __future__ import annotations

from collections.abc import Hashable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from sanphalang.access.answering import asker_of
from sanphalang.reports.document import Make
from sanphalang.reports.documents import FORMATS, file_for_a_visitor
from sanphalang.reports.sheets import DOCX
from sanphalang.web.file_turns import TooManyAtOnceError
from sanphalang.web.paper import NoPangoError
from sanphalang.web.paper_answers import file_to_read, no_pdf, too_many


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
        return no_pdf(request, missing.sentence, docx=other, page=page, label=name)
    except TooManyAtOnceError:
        return too_many(request)
    return file_to_read(made, name=f"{name}.{file_format}", content_type=FORMATS[file_format])
