"""Files that must not be read, or not as they say, made when a test asks for them. Nothing here is large on disk."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def text_cell(address: str, text: str) -> str:
    """Return a cell of sheet XML that holds text."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def number_cell(address: str, value: str = "1") -> str:
    """Return a cell of sheet XML that holds a number."""
    return f'<c r="{address}"><v>{value}</v></c>'


TABLE = (
    f'<row r="1">{text_cell("A1", "ชื่อกลุ่ม")}{text_cell("B1", "จังหวัด")}</row>'
    f'<row r="2">{text_cell("A2", "กลุ่มทอผ้า")}{text_cell("B2", "เลย")}</row>'
)
"""Two rows of a sheet."""


def workbook_parts(rows: str = TABLE, *, prologue: str = "") -> dict[str, str | bytes]:
    """Return the parts of an xlsx workbook whose one sheet has these rows; ``prologue`` goes before the sheet's XML."""
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="รายชื่อ" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{_XML}{prologue}<worksheet xmlns="{_MAIN}">'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook(rows: str = TABLE, *, prologue: str = "", **more: str | bytes) -> bytes:
    """Return an xlsx workbook of these rows; ``more`` adds parts, ``__`` in a name standing for a slash or a dot."""
    return zipped({**workbook_parts(rows, prologue=prologue), **more})


def _far_cell() -> bytes:
    return workbook(TABLE + f'<row r="1048576">{number_cell("XFD1048576")}</row>')


def _far_column() -> bytes:
    rows = "".join(f'<row r="{row}">{number_cell(f"A{row}")}</row>' for row in range(3, 4000))
    return workbook(TABLE + rows + f'<row r="4000">{number_cell("XFD4000")}</row>')


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _all_columns() -> bytes:
    cells = "".join(number_cell(f"{_letters(column)}1") for column in range(1, 16_385))
    return workbook(f'<row r="1">{cells}</row>')


def _entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    return workbook(prologue=f'<!DOCTYPE w [<!ENTITY e0 "ฮา">{levels}]>')


def _zip_of_spaces() -> bytes:
    """600 MB of spaces in a sheet, as its directory says: written piece by piece, a few megabytes packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in workbook_parts().items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            piece = b" " * (1 << 20)
            for _ in range(600):
                part.write(piece)
    return file.getvalue()


def _zip_that_lies() -> bytes:
    """A directory that says 1,000 bytes of a part that unpacks to many more."""
    true_size = 50_000_000
    packed = bytearray(workbook(TABLE + " " * true_size))
    size = len(workbook_parts(TABLE + " " * true_size)["xl/worksheets/sheet1.xml"].encode())  # type: ignore[union-attr]
    return bytes(packed.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little")))


def _overlapping_parts() -> bytes:
    """Many entries of the directory that point to the same packed bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in workbook_parts().items():
            archive.writestr(name, content)
        archive.writestr("xl/media/image1.bin", b"\0" * 3_000_000)
        last = archive.infolist()[-1]
        archive.filelist.extend([last] * 100)
    return file.getvalue()


def _encrypted_part() -> bytes:
    packed = bytearray(workbook())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(signature)
        while at >= 0:
            packed[at + offset] |= 1
            at = packed.find(signature, at + 4)
    return bytes(packed)


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024 + stream.encode("utf-16-le") + b"\0" * 2048


def _wide_sheet_ods() -> bytes:
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    names += 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    names += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
    cell += "<text:p>x</text:p></table:table-cell>"
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    table = f'<table:table table:name="a">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"{_XML}<manifest/>",
            "content.xml": f"{_XML}<office:document-content {names}>{body}</office:document-content>",
        }
    )


_TEXT_DOCUMENT = ("[Content_Types].xml", "word/document.xml")

REFUSED: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "empty": ("list.xlsx", "empty_file", bytes),
    "only spaces": ("list.csv", "empty_file", lambda: b" \r\n\r\n"),
    "picture": ("list.xlsx", "other_document", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "pdf": ("list.xls", "other_document", lambda: b"%PDF-1.7\n" + b"x" * 5000),
    "random bytes": ("list.csv", "not_a_table", lambda: bytes(value for value in range(128, 256)) * 400),
    "packed": ("list.xlsx", "packed_files", lambda: zipped({"รายชื่อ.csv": "ชื่อ\nกลุ่ม"})),
    "gzip": ("list.csv", "packed_files", lambda: b"\x1f\x8b\x08\x00" + b"x" * 100),
    "text document": ("list.xlsx", "other_document", lambda: zipped(dict.fromkeys(_TEXT_DOCUMENT, "<a/>"))),
    "encrypted": ("list.xlsx", "encrypted", lambda: _ole("EncryptedPackage")),
    "old text document": ("list.xls", "other_document", lambda: _ole("WordDocument")),
    "not quite an old workbook": ("list.xls", "damaged", lambda: _ole("Workbook")),
    "encrypted part": ("list.xlsx", "encrypted", _encrypted_part),
    "truncated": ("list.xlsx", "damaged", lambda: workbook()[:-300]),
    "broken stream": ("list.xlsx", "damaged", lambda: workbook()[:60] + b"\xff" * 40 + workbook()[100:]),
    "entity bomb": ("list.xlsx", "dangerous_xml", _entity_bomb),
    "late declaration": ("list.xlsx", "dangerous_xml", lambda: workbook(TABLE + "<!DOCTYPE x>")),
    "much more unpacked": ("list.xlsx", "unpacks_too_large", _zip_of_spaces),
    "overlapping parts": ("list.xlsx", "unpacks_too_large", _overlapping_parts),
    "lying directory": ("list.xlsx", "damaged", _zip_that_lies),
    "cell at the end of the sheet": ("list.xlsx", "cell_far_away", _far_cell),
    "cell in the last column": ("list.xlsx", "cell_far_away", _far_column),
    "16,384 columns": ("list.xlsx", "too_many_columns", _all_columns),
    "repeated cells": ("list.ods", "needs_too_much_memory", _wide_sheet_ods),
    "endless cell": (
        "list.xlsx",
        "cell_too_long",
        lambda: workbook(f'<row r="1">{text_cell("A1", "ก" * 40_000)}</row>'),
    ),
    "blank workbook": ("list.xlsx", "no_rows", lambda: workbook("")),
    "old XML workbook": (
        "list.xls",
        "old_xml_workbook",
        lambda: f'{_XML}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'.encode(),
    ),
    "web page": ("list.xls", "web_page_without_table", lambda: b"<html><body><p>Please sign in</p></body></html>"),
    "NUL in text": ("list.csv", "nul_bytes", lambda: "ชื่อ,จังหวัด\nกลุ่ม\0ทอผ้า,เลย\n".encode()),
    "all NUL": ("list.csv", "nul_bytes", lambda: b"\0" * 5000),
    "one endless line": ("list.csv", "line_too_long", lambda: b"a," * 50_000_000),
    "endless line in UTF-16": ("list.csv", "line_too_long", lambda: ("ก," * 2_000_000).encode("utf-16")),
    "300 columns of text": ("list.csv", "too_many_columns", lambda: (",".join("abc" * 100) + "\n").encode() * 3),
    "endless quotation": ("list.csv", "unclosed_quote", lambda: b'name,place\n"a,b\n' + b"c,d\n" * 400 + b'e"\n'),
    "endless text cell": ("list.csv", "cell_too_long", lambda: b'name,place\n"' + b"x" * 200_000 + b'",b\n'),
}
"""What it is -> the name it comes with, the kind of its refusal, and how to make it."""


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path
