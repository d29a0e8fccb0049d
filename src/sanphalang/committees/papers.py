"""Papers that people hand in: PDF, pictures and Word, recognised by what they hold and not by what they are called."""

from __future__ import annotations

import zipfile
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
}
ACCEPTED = ".pdf,.png,.jpg,.jpeg,.docx"
MOST_BYTES = 20_000_000

_BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_WORD = "word/document.xml"
_PROGRAM = "vbaproject.bin"


def paper_type(file: IO[bytes]) -> str:
    """Return the key in ``TYPES`` of what a file holds; nothing when it is another type, or a document with programs.

    The file is left at its beginning.
    """
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    for beginning, found in _BEGINNINGS.items():
        if head.startswith(beginning):
            return found
    is_word = head.startswith(b"PK\x03\x04") and _is_word(file)
    file.seek(0)
    return "docx" if is_word else ""


def _is_word(file: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return _WORD in names and not any(name.lower().endswith(_PROGRAM) for name in names)
