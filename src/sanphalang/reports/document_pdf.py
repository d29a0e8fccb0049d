"""A report as a PDF on as many pages as it takes."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from sanphalang.reports.document import Document
from sanphalang.web.map_drawing import drawn_for_paper
from sanphalang.web.paper import pdf_of
from sanphalang.web.paper_frame import Frame, in_frame

STYLE = Path(__file__).with_name("document.css")


def document_as_pdf(document: Document, *, thai_digits: bool = False) -> bytes:
    """Return the PDF. Raises :class:`sanphalang.web.paper.NoPangoError` where none can be made."""
    frame = Frame(
        kicker=document.kicker,
        title=document.title,
        foot=f"{document.title} · {document.as_of}",
        address=document.address,
        leads_to=_("The page of this report"),
        kept_by=document.kept_by,
        names=document.names,
        thai_digits=thai_digits,
    )
    context = {
        "document": document,
        "sections": [(each, each.map and drawn_for_paper(each.map)) for each in document.sections],
    }
    made, _pages = pdf_of(in_frame("reports/document.html", frame, context), style=STYLE)
    return made
