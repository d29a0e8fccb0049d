"""A Word document in the letters of official papers, in which whoever gets it can go on writing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import qrcode
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sanphalang.thai.digits import to_thai
from sanphalang.web.exports import writable

LETTERS = "TH Sarabun New"
"""The letters of official papers, which Thai machines have; others show their own instead."""

SIZE, SMALL, HEAD, TITLE = 16, 14, 18, 28  # points, as official papers have them
_INDIGO, _QUIET = RGBColor(0x17, 0x50, 0x5F), RGBColor(0x5B, 0x6B, 0x73)
_BAND = (("C9822B", 12), ("E7B566", 4), ("17505F", 4), ("7FB0B6", 4))


class Word:
    """A document under way; everything that it is given is written in the letters of official papers."""

    def __init__(self, *, thai_digits: bool) -> None:
        self._document: Any = Document()
        self._thai_digits = thai_digits
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.5), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = LETTERS, Pt(SIZE)
        style.paragraph_format.space_after = Pt(2)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), LETTERS)

    def head(self, lines: Iterable[tuple[str, int]], address: str, below: str) -> None:
        """Write lines in their sizes with the QR code of an address beside them, under the woven band."""
        self._band()
        table = self._document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        table.autofit = False
        for column, width in zip(table.columns, (Cm(12.5), Cm(4)), strict=True):
            column.width = width  # Word asks the cells, others the columns
        left.width, right.width = Cm(12.5), Cm(4)
        for number, (words, size) in enumerate(lines):
            paragraph = left.paragraphs[0] if number == 0 else left.add_paragraph()
            self._run(paragraph, words, size=size, bold=size == TITLE)
        picture = right.paragraphs[0]
        picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
        picture.add_run().add_picture(_qr(address), width=Cm(3))
        self._run(right.add_paragraph(), below, size=SMALL)

    def heading(self, title: str) -> None:
        """Write a heading that stays with what follows it."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(10), True
        self._run(paragraph, title, size=HEAD, bold=True, colour=_INDIGO)

    def words(self, words: str, *, size: int = SIZE, quiet: bool = False, as_typed: bool = False) -> None:
        """Write a paragraph."""
        self._run(self._document.add_paragraph(), words, size=size, colour=_QUIET if quiet else None, as_typed=as_typed)

    def points(self, title: str, points: Sequence[str]) -> None:
        """Write points under a heading, where there are any."""
        if points:
            self.heading(title)
            for point in points:
                self._run(self._document.add_paragraph(style="List Bullet"), point)

    def columns(self, title: str, columns: Sequence[Sequence[str]]) -> None:
        """Write short lines in two columns under a heading, where there are any."""
        if not columns:
            return
        self.heading(title)
        cells = self._document.add_table(rows=1, cols=2).rows[0].cells
        for cell, column in zip(cells, columns, strict=False):
            for number, line in enumerate(column):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                self._run(paragraph, line, size=SMALL)

    def grid(self, heads: Sequence[str], rows: Iterable[Sequence[str]], *, figures: Sequence[bool], size: int) -> None:
        """Write a table whose heads stand again on every page; ``figures`` says which columns stand to the right."""
        table = self._document.add_table(rows=0, cols=len(heads), style="Table Grid")
        self._row(table, heads, figures, size=SMALL, bold=True)
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        for row in rows:
            self._row(table, row, figures, size=size)

    def written(self) -> bytes:
        """Return the file."""
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _row(self, table: Any, texts: Iterable[str], figures: Sequence[bool], *, size: int, bold: bool = False) -> None:
        for cell, text, is_figure in zip(table.add_row().cells, texts, figures, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            if is_figure:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._run(paragraph, text, size=size, bold=bold)

    def _run(
        self,
        paragraph: Any,
        words: str,
        *,
        size: int = SIZE,
        bold: bool = False,
        colour: RGBColor | None = None,
        as_typed: bool = False,
    ) -> None:
        words = writable(words)
        run = paragraph.add_run(to_thai(words) if self._thai_digits and not as_typed else words)
        run.font.name, run.font.size, run.font.bold = LETTERS, Pt(size), bold
        if colour is not None:
            run.font.color.rgb = colour
        properties = run._r.rPr
        properties.rFonts.set(qn("w:cs"), LETTERS)
        # Thai is a complex script, which has a size and a weight of its own; the order is that of the schema.
        properties.find(qn("w:b")).addnext(_element("w:bCs", "1" if bold else "0"))
        properties.find(qn("w:sz")).addnext(_element("w:szCs", str(2 * size)))
        language = _element("w:lang", "th-TH")
        language.set(qn("w:bidi"), "th-TH")
        properties.append(language)

    def _band(self) -> None:
        """Draw the woven band as a line of letters without height: shaded runs."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(6)
        for colour, width in _BAND * 6:
            run = paragraph.add_run("\u2003" * (width // 4))
            run.font.size = Pt(6)
            shading = _element("w:shd", "clear")
            shading.set(qn("w:fill"), colour)
            run._r.get_or_add_rPr().append(shading)


def _element(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _qr(address: str) -> BytesIO:
    file = BytesIO()
    qrcode.make(address, border=2).save(file)
    file.seek(0)
    return file
