"""The sheet of a place as a Word document, in which a centre can go on writing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sanphalang.reports.sheet import Grid, Sheet, in_columns
from sanphalang.reports.word import SIZE, SMALL, TITLE, Word


def sheet_as_docx(sheet: Sheet, *, thai_digits: bool = False) -> bytes:
    """Return the document."""
    word = Word(thai_digits=thai_digits)
    lines = [(_("Social capital of our place"), SIZE), (sheet.title, TITLE), (sheet.lead, SIZE), (sheet.as_of, SMALL)]
    word.head(lines, sheet.address, _("Scan to see it as it is today"))
    facts = [f"{fact.figure} ({fact.note})" if fact.note else fact.figure for fact in sheet.facts]
    word.grid([fact.label for fact in sheet.facts], [facts], figures=[False] * len(facts), size=SIZE)
    for sentence in sheet.said:
        word.words(sentence)
    _grid(word, sheet.kinds)
    _grid(word, sheet.people)
    if sheet.people_note:
        word.words(sheet.people_note, size=SMALL, quiet=True)
    word.points(_("What is missing"), sheet.missing)
    if sheet.neighbours is not None:
        _grid(word, sheet.neighbours)
    word.points(_("Committees and working groups"), sheet.committees)
    word.columns(sheet.listed_title, list(in_columns(sheet.listed, 2)))
    if sheet.more:
        more = _("and %(n)s more, on the page behind the QR code") % {"n": sheet.more}
        word.words(more, size=SMALL, quiet=True)
    word.words(sheet.kept_by)
    word.words(sheet.address, size=SMALL, as_typed=True)
    return word.written()


def _grid(word: Word, grid: Grid) -> None:
    """Write a table under its title, where it has rows; figures stand to the right."""
    if grid.rows:
        word.heading(grid.title)
        word.grid(grid.heads, grid.rows, figures=[number > 0 for number in range(len(grid.heads))], size=SIZE)
