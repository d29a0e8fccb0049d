"""Papers that people hand in: PDF, pictures and office documents, known by what they hold, not by what they are called.

A document that holds programs is none of them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from typing import IO, NamedTuple


class PaperType(NamedTuple):
    """A type of paper: the end of its name, and what browsers are told."""

    ending: str
    content_type: str


TYPES: dict[str, PaperType] = {
    "pdf": PaperType("pdf", "application/pdf"),
    "png": PaperType("png", "image/png"),
    "jpg": PaperType("jpg", "image/jpeg"),
    "docx": PaperType("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": PaperType("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pptx": PaperType("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
PAPERS = frozenset({"pdf", "png", "jpg", "docx"})
"""What is handed in as an order, minutes or a scan."""
DOCUMENTS = frozenset({"pdf", "docx", "xlsx", "pptx"})
"""What is handed in to be read beside a text."""
ACCEPTED = ".pdf,.png,.jpg,.jpeg,.docx"
MOST_BYTES = 20_000_000

_BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_PROGRAM = "vbaproject.bin"


def paper_type(file: IO[bytes], allowed: Collection[str] = PAPERS) -> str:
    """Return the key in ``TYPES`` of what a file holds; nothing when it is another type, or a document with programs.

    The file is left at its beginning.
    """
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    found = next((kind for beginning, kind in _BEGINNINGS.items() if head.startswith(beginning)), "")
    if not found and head.startswith(b"PK\x03\x04"):
        found = _office_type(file)
        file.seek(0)
    return found if found in allowed else ""


def _office_type(file: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    if any(name.lower().endswith(_PROGRAM) for name in names):
        return ""
    kinds = {kind for name, kind in _OFFICE.items() if name in names}
    return kinds.pop() if len(kinds) == 1 else ""
