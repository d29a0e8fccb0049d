"""A report as a Word document. Its charts and maps are the figures in their tables."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sanphalang.reports.document import Document, Section
from sanphalang.reports.word import SIZE, SMALL, TITLE, Word
from sanphalang.web.table import Table

_MANY_COLUMNS = 5  # more are written in small letters


def document_as_docx(document: Document, *, thai_digits: bool = False) -> bytes:
    """Return the document."""
    word = Word(thai_digits=thai_digits)
    lines = ((document.kicker, SIZE), (document.title, TITLE), (document.lead, SIZE), (document.as_of, SMALL))
    word.head([line for line in lines if line[0]], document.address, _("Scan to see it as it is today"))
    if document.facts:
        figures = [f"{fact.figure} ({fact.note})" if fact.note else fact.figure for fact in document.facts]
        word.grid([fact.label for fact in document.facts], [figures], figures=[False] * len(figures), size=SIZE)
    for sentence in document.said:
        word.words(sentence)
    for section in document.sections:
        _section(word, section)
    if document.kept_by:
        word.words(document.kept_by)
    word.words(document.address, size=SMALL, as_typed=True)
    return word.written()


def _section(word: Word, section: Section) -> None:
    word.heading(section.title)
    for sentence in section.said:
        word.words(sentence)
    if section.table is not None and section.table.rows:
        _table(word, section.table)
    for note in section.notes:
        word.words(note, size=SMALL, quiet=True)


def _table(word: Word, table: Table) -> None:
    rows = [[cell.text for _column, cell in row] for row in table.body]
    heads, figures = [str(each.label) for each in table.columns], [each.is_figure for each in table.columns]
    word.grid(heads, rows, figures=figures, size=SMALL if len(heads) > _MANY_COLUMNS else SIZE)
