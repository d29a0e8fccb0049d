"""Which format a file has, by its contents; the name only serves to notice that it says something else."""

from pathlib import PurePath
from typing import BinaryIO, Literal

from sanphalang.intake.reading.reports import FileRefused

Format = Literal["xlsx", "xlsb", "ods", "xls", "html", "text"]
Container = Literal["zip", "xls", "html", "text"]

_HEAD_BYTES = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_XLS = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00")
_PACKED = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"BZh", b"\xfd7zXZ")
_OTHER = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"RIFF", b"\x7fELF", b"MZ", b"SQLite format 3")

_EXTENSIONS: dict[Format, frozenset[str]] = {
    "xlsx": frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}),
    "xlsb": frozenset({".xlsb"}),
    "ods": frozenset({".ods"}),
    "xls": frozenset({".xls", ".xlt"}),
    "html": frozenset({".html", ".htm"}),
    "text": frozenset({".csv", ".txt", ".tsv", ".tab"}),
}


def container_of(file: BinaryIO) -> Container:
    """Return what the beginning of the file shows it to be.

    Raises :class:`FileRefused` (``empty_file``, ``packed_files``, ``other_document``, ``old_xml_workbook``,
    ``encrypted``) for what is recognised and cannot be a table.
    """
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    if not head.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise FileRefused("empty_file" if not head.strip() else "nul_bytes")
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_OLE):
        return _ole(file)
    if head.startswith(_BARE_XLS):
        return "xls"
    if head.startswith(_PACKED):
        raise FileRefused("packed_files")
    if head.startswith(_OTHER):
        raise FileRefused("other_document")
    return _marked_up(head)


def says_otherwise(original_name: str, found: Format) -> bool:
    """Return whether the name's extension belongs to another format than the one found."""
    extension = PurePath(original_name).suffix.lower()
    return bool(extension) and extension not in _EXTENSIONS[found]


def _ole(file: BinaryIO) -> Container:
    """Tell an old workbook from an encrypted new one and from a text document: all are OLE files."""
    names = file.read(2_000_000)
    file.seek(0)
    if _stream("EncryptedPackage") in names:
        raise FileRefused("encrypted")
    if _stream("Workbook") in names or _stream("Book") in names:
        return "xls"
    if _stream("WordDocument") in names or _stream("PowerPoint Document") in names:
        raise FileRefused("other_document")
    return "xls"


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"


def _marked_up(head: bytes) -> Container:
    """Tell a web page (often saved as .xls by government systems) and an XML workbook from plain text."""
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not text.startswith(b"<"):
        return "text"
    if text.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise FileRefused("old_xml_workbook")
    if any(tag in text for tag in (b"<html", b"<table", b"<!doctype html", b"<head", b"<body", b"<meta")):
        return "html"
    if text.startswith(b"<?xml"):
        raise FileRefused("other_document")
    return "text"
