"""The sheet of a place as a PDF of two pages."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sanphalang.reports.sheet import Sheet, in_columns
from sanphalang.thai.digits import to_thai
from sanphalang.web.days import language
from sanphalang.web.paper import in_thai_digits, pdf_of, unbroken
from sanphalang.web.qr import qr_code

STYLE = Path(__file__).with_name("sheet.css")
PAGES = 2
_LINES = (72, 56, 44, 34, 26, 18, 10, 0)  # so many lines are listed, as many as fit


def sheet_as_pdf(sheet: Sheet, *, thai_digits: bool = False) -> bytes:
    """Return the PDF. Raises :class:`sanphalang.web.paper.NoPangoError` where none can be made."""
    made = b""
    for lines in _LINES:
        if made or (lines > len(sheet.listed) and lines != _LINES[0]):
            continue
        html = _html(sheet.shortened(lines), thai_digits=thai_digits)
        made, _pages = pdf_of(html, style=STYLE, pages=PAGES if lines else None)
    return made


def _html(sheet: Sheet, *, thai_digits: bool) -> str:
    name = f"{sheet.title} · {sheet.as_of}"
    context = {
        "sheet": sheet,
        "name": to_thai(name) if thai_digits else name,
        "kinds": list(zip(sheet.kinds.rows, sheet.shares, strict=True)),
        "columns": in_columns(sheet.listed, 2),
        "qr": qr_code(sheet.address, _("The page of this place")),
        "language": language(),
        "thai_digits": thai_digits,
    }
    html = unbroken(render_to_string("reports/sheet.html", context), sheet.names)
    return in_thai_digits(html) if thai_digits else html
