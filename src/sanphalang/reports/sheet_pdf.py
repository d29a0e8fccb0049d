"""The sheet of a place as a PDF of two pages."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from sanphalang.reports.sheet import Sheet, in_columns
from sanphalang.web.paper import pdf_of
from sanphalang.web.paper_frame import Frame, in_frame

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
    frame = Frame(
        kicker=_("Social capital of our place"),
        title=sheet.title,
        foot=f"{sheet.title} · {sheet.as_of}",
        address=sheet.address,
        leads_to=_("The page of this place"),
        kept_by=sheet.kept_by,
        names=sheet.names,
        thai_digits=thai_digits,
    )
    context = {
        "sheet": sheet,
        "kinds": list(zip(sheet.kinds.rows, sheet.shares, strict=True)),
        "columns": in_columns(sheet.listed, 2),
    }
    return in_frame("reports/sheet.html", frame, context)
