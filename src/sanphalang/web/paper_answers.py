"""Answers a paper over HTTP: the file itself, that none can be made on this machine, or that others wait for theirs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sanphalang.web.table import Words

_SECONDS_TO_WAIT = 30


def file_to_read(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Give a file out to be opened in place; ``name`` is what it is called where it is kept."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="sanphalang-{name}"'
    return response


def no_pdf(request: HttpRequest, why: Words, *, page: str, label: str, docx: str = "") -> HttpResponse:
    """Say what to do instead; ``docx`` is where the same is as a Word document, ``page`` the way back."""
    context = {"why": why, "docx": docx, "crumbs": [{"label": label, "url": page}]}
    return render(request, "web/no_pdf.html", context, status=503)


def too_many(request: HttpRequest) -> HttpResponse:
    """Ask to come back when others have what they wait for."""
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = str(_SECONDS_TO_WAIT)
    return response
