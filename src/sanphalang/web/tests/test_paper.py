"""Paper: the house's own letters, in both scripts and both weights."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

import pytest
from pypdf import PdfReader

from sanphalang.web.paper import can_print, pdf_of

pytestmark = pytest.mark.skipif(not can_print(), reason="there is no Pango")


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_heading_is_bold_in_both_scripts(language: str) -> None:
    letters = _letters(f'<html lang="{language}"><body><h1>Province of นครราชสีมา 30</h1></body></html>')
    assert letters == {"Sarabun-Semi-Bold", "Sarabun-Latin-Semi-Bold"}


def test_words_that_ask_for_bolder_letters_get_the_boldest() -> None:
    """The browser's own ``<strong>`` asks for 700, which the house does not have."""
    letters = _letters("<html><body><p><strong>ที่ Subject</strong></p></body></html>")
    assert letters == {"Sarabun-Semi-Bold", "Sarabun-Latin-Semi-Bold"}


def _letters(html: str) -> set[str]:
    """Return the names of the letters of a page, without those of the line at its foot."""
    made, _pages = pdf_of(html.replace("<body", '<body data-name="" data-page=""'))
    fonts: list[Any] = [page["/Resources"]["/Font"].get_object() for page in cast(Any, PdfReader(BytesIO(made))).pages]
    names = {font.get_object()["/BaseFont"].split("+")[1] for each in fonts for font in each.values()}
    return names - {"Sarabun-Latin"}
