"""A zipped workbook (xlsx, xlsm, xlsb, ods) is looked over before any reader touches it."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from sanphalang.intake.reading import limits
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.reading.sniff import Format

_PROLOGUE_BYTES = 65_536
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_ENCRYPTED_FLAG = 0x1
# How Python's zipfile reports a damaged archive: its own error, a broken stream, an unknown method, bad offsets.
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def open_archive(path: Path) -> zipfile.ZipFile:
    """Return the workbook's archive, its directory checked. Raises :class:`FileRefused`."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise FileRefused("damaged") from error
    try:
        _check_directory(archive, path.stat().st_size)
        _check_prologues(archive)
    except BaseException:
        archive.close()
        raise
    return archive


def format_of(archive: zipfile.ZipFile) -> Format:
    """Return which kind of workbook the archive holds. Raises ``packed_files`` or ``other_document``."""
    names = {name.lower().lstrip("/").replace("\\", "/") for name in archive.namelist()}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and _is_spreadsheet(archive):
        _refuse_encrypted_parts(archive)
        return "ods"
    if "[content_types].xml" in names or "mimetype" in names or "index/document.iwa" in names:
        raise FileRefused("other_document")
    raise FileRefused("packed_files" if names else "empty_file")


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Return whether the workbook carries program code. It is never run."""
    return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def sheet_parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the parts that hold the sheets of an xlsx workbook."""
    return [part for part in archive.infolist() if part.filename.lower().lstrip("/").startswith("xl/worksheets/sheet")]


def open_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> BinaryIO:
    """Open one part for reading. Raises ``damaged``."""
    try:
        return archive.open(part)  # type: ignore[return-value]  # typeshed: IO[bytes]
    except _BROKEN as error:
        raise FileRefused("damaged") from error


def read_piece(stream: BinaryIO, size: int) -> bytes:
    """Return the next piece of a part. Raises ``damaged`` where it does not unpack."""
    try:
        return stream.read(size)
    except Exception as error:  # zlib.error, EOFError, BadZipFile: zipfile promises no common parent
        raise FileRefused("damaged") from error


def _check_directory(archive: zipfile.ZipFile, file_size: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.ARCHIVE_PARTS or unpacked > limits.UNPACKED_BYTES:
        raise FileRefused("unpacks_too_large", megabytes=unpacked // 1_000_000)
    # Parts that lie over one another unpack the same bytes many times.
    if sum(part.compress_size for part in parts) > file_size:
        raise FileRefused("unpacks_too_large", megabytes=unpacked // 1_000_000)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise FileRefused("encrypted")


def _check_prologues(archive: zipfile.ZipFile) -> None:
    """Refuse document type declarations: no spreadsheet program writes one, and entities grow without end."""
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels")):
            with open_part(archive, part) as stream:
                refuse_declarations(read_piece(stream, _PROLOGUE_BYTES))


def refuse_declarations(xml: bytes) -> None:
    """Raise ``dangerous_xml`` when the piece declares a document type or an entity."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        xml = xml.replace(b"\x00", b"")
    if any(declaration in xml for declaration in _DECLARATIONS):
        raise FileRefused("dangerous_xml")


def _is_spreadsheet(archive: zipfile.ZipFile) -> bool:
    try:
        kind = archive.read("mimetype")[:200]
    except (KeyError, *_BROKEN):
        return True
    return b"spreadsheet" in kind


def _refuse_encrypted_parts(archive: zipfile.ZipFile) -> None:
    try:
        manifest = archive.read("META-INF/manifest.xml")
    except (KeyError, *_BROKEN):
        return
    if b"encryption-data" in manifest:
        raise FileRefused("encrypted")
