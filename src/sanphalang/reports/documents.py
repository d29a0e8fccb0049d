"""Reports as files: what the buttons of their pages and the command ``report`` make."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from sanphalang.ledger.kept import kept
from sanphalang.reports.document import Document, Make
from sanphalang.reports.document_docx import document_as_docx
from sanphalang.reports.document_pdf import document_as_pdf
from sanphalang.reports.sheets import CONTENT_TYPES, DOCX, PDF
from sanphalang.web.chart_files import SPREADSHEET, table_as_csv, tables_as_xlsx
from sanphalang.web.days import language
from sanphalang.web.file_turns import in_turn

XLSX, CSV = "xlsx", "csv"
FORMATS = {**CONTENT_TYPES, XLSX: SPREADSHEET, CSV: "text/csv; charset=utf-8"}
"""What a report can be written as, with the type of the file. A CSV holds one table: the first."""

_MAKE: dict[str, Callable[[Document, bool], bytes]] = {
    PDF: lambda document, thai_digits: document_as_pdf(document, thai_digits=thai_digits),
    DOCX: lambda document, thai_digits: document_as_docx(document, thai_digits=thai_digits),
    XLSX: lambda document, _thai_digits: tables_as_xlsx(document.tables),
    CSV: lambda document, _thai_digits: table_as_csv(document.tables[0][1]),
}


def document_file(document: Document, *, file_format: str, thai_digits: bool = False) -> bytes:
    """Return a report as a file. Raises :class:`sanphalang.web.paper.NoPangoError` where no PDF can be made."""
    return _MAKE[file_format](document, thai_digits)


def file_for_a_visitor(
    make: Make, *, file_format: str, thai_digits: bool = False, asked: Hashable | None = None, asker: str = ""
) -> bytes:
    """Return the same while few others wait for theirs; once for all who ask the same, where ``asked`` says what.

    Raises also :class:`sanphalang.web.file_turns.TooManyAtOnceError`.
    """

    def made() -> bytes:
        return in_turn(lambda: document_file(make(), file_format=file_format, thai_digits=thai_digits), asker=asker)

    if asked is None:
        return made()
    return kept(("document", asked, file_format, thai_digits, language()), made, among="papers")
