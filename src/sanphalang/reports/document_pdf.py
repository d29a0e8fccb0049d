"""A report as a PDF on as many pages as it takes."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sanphalang.reports.document import Document
from sanphalang.thai.digits import to_thai
from sanphalang.web.days import language
from sanphalang.web.map_drawing import drawn_for_paper
from sanphalang.web.paper import in_thai_digits, pdf_of, unbroken
from sanphalang.web.qr import qr_code

STYLE = Path(__file__).with_name("document.css")


def document_as_pdf(document: Document, *, thai_digits: bool = False) -> bytes:
    """Return the PDF. Raises :class:`sanphalang.web.paper.NoPangoError` where none can be made."""
    name = f"{document.title} · {document.as_of}"
    context = {
        "document": document,
        "name": to_thai(name) if thai_digits else name,
        "sections": [(each, each.map and drawn_for_paper(each.map)) for each in document.sections],
        "qr": qr_code(document.address, _("The page of this report")),
        "language": language(),
        "thai_digits": thai_digits,
    }
    html = unbroken(render_to_string("reports/document.html", context), document.names)
    made, _pages = pdf_of(in_thai_digits(html) if thai_digits else html, style=STYLE)
    return made
