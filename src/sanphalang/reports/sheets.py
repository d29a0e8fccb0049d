"""The sheet of a place as a file: what the buttons of its page, the command and print runs make."""

from __future__ import annotations

from django.urls import reverse

from sanphalang.access.viewer import Viewer
from sanphalang.ledger.kept import kept
from sanphalang.places.models import Place
from sanphalang.reports.sheet import sheet_of
from sanphalang.reports.sheet_docx import sheet_as_docx
from sanphalang.reports.sheet_pdf import sheet_as_pdf
from sanphalang.web.days import language
from sanphalang.web.file_turns import in_turn

PDF, DOCX = "pdf", "docx"
CONTENT_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MAKE = {PDF: sheet_as_pdf, DOCX: sheet_as_docx}


def sheet_file(viewer: Viewer, place: Place, *, file_format: str, thai_digits: bool, site: str) -> bytes:
    """Return the sheet of a place, to which its QR code leads at ``site``.

    Raises :class:`sanphalang.web.paper.NoPangoError` where no PDF can be made.
    """
    sheet = sheet_of(viewer, place, address=site + reverse("place", args=[place.code]))
    return _MAKE[file_format](sheet, thai_digits=thai_digits)


def kept_sheet_file(
    viewer: Viewer, place: Place, *, file_format: str, thai_digits: bool, site: str, asker: str = ""
) -> bytes:
    """Return the same, made once for all who ask before anything changes.

    Raises also :class:`sanphalang.web.file_turns.TooManyAtOnceError`.
    """
    asked = ("sheet", place.code, file_format, thai_digits, site, language())

    def make() -> bytes:
        return sheet_file(viewer, place, file_format=file_format, thai_digits=thai_digits, site=site)

    return kept(asked, lambda: in_turn(make, asker=asker), among="papers")
