"""A workbook to fill in: headings that are recognised, kinds to choose from, and a second sheet that explains."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

import xlsxwriter
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.words import STATUSES
from sanphalang.web.table import Words

_IN_MEMORY = 2_000_000
_LAST_ROW = 10_000  # down to which a cell offers its choices
_TEXT = "@"


class Heading(NamedTuple):
    """A column to fill in: its field, its heading in Thai and English, what to write, and an example."""

    field: str
    thai: str
    english: str
    explanation: Words
    example: str


HEADINGS = (
    Heading("name", "ชื่อองค์กรชุมชน", "Name", gettext_lazy("The full name. Needed in every row."), "กลุ่มทอผ้าบ้านตัวอย่าง"),
    Heading("kind", "ประเภทองค์กร", "Kind", gettext_lazy("One of the kinds on the right; may be left empty."), ""),
    Heading(
        "registration_no", "เลขทะเบียน", "Registration no", gettext_lazy("If the group is registered."), "0-00-00/0000"
    ),
    Heading("address", "ที่อยู่", "Address", gettext_lazy("House number and road."), "99"),
    Heading("village_no", "หมู่ที่", "Village no", gettext_lazy("The number only."), "4"),
    Heading(
        "subdistrict", "ตำบล", "Subdistrict", gettext_lazy("Without a prefix, or with it: both are understood."), "หมูสี"
    ),
    Heading("district", "อำเภอ", "District", gettext_lazy("The same."), "ปากช่อง"),
    Heading("province", "จังหวัด", "Province", gettext_lazy("The same."), "นครราชสีมา"),
    Heading("postal_code", "รหัสไปรษณีย์", "Postal code", gettext_lazy("Five digits."), "30130"),
    Heading(
        "contact_name", "ผู้ประสานงาน", "Contact person", gettext_lazy("Shown to your own centre only."), "นางตัวอย่าง ใจดี"
    ),
    Heading(
        "telephone", "โทรศัพท์", "Telephone", gettext_lazy("With the leading zero; several with a comma."), "0812345678"
    ),
    Heading("email", "อีเมล", "E-mail", gettext_lazy("Shown to your own centre only."), "name@example.com"),
    Heading("website", "เว็บไซต์", "Website", gettext_lazy("A page on the web or on Facebook."), ""),
    Heading("activity", "กิจกรรมหลัก", "Activity", gettext_lazy("What the group does or makes."), "ทอผ้าไหมมัดหมี่"),
    Heading("members", "จำนวนสมาชิก", "Members", gettext_lazy("How many people, as a number."), "25"),
    Heading("founded", "ปีที่ก่อตั้ง", "Founded", gettext_lazy("A year of four digits: 2558, or 2015."), "2558"),
    Heading("status", "สถานะ", "Status", gettext_lazy("Active, paused or closed."), ""),
)
_AS_TEXT = frozenset({"registration_no", "postal_code", "telephone", "village_no"})
"""Cells of these columns keep their zeros and slashes."""


def template_workbook() -> IO[bytes]:
    """Return the workbook in the reader's language, from its start."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller sends it and closes it)
    kinds = [*kind_names().values()]
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("List"))
        _write_list(book, sheet)
        help_name = _("Explanation")
        _write_help(book, book.add_worksheet(help_name), kinds)
        at = [heading.field for heading in HEADINGS].index("kind")
        source = f"='{help_name}'!$E$2:$E${len(kinds) + 1}"
        sheet.data_validation(1, at, _LAST_ROW, at, {"validate": "list", "source": source, "ignore_blank": True})
        at = [heading.field for heading in HEADINGS].index("status")
        words = [str(word) for word in STATUSES.values()]
        sheet.data_validation(1, at, _LAST_ROW, at, {"validate": "list", "source": words, "ignore_blank": True})
    file.seek(0)
    return file


def _write_list(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    bold, text = book.add_format({"bold": True, "bg_color": "#e6f0f1"}), book.add_format({"num_format": _TEXT})
    for column, heading in enumerate(HEADINGS):
        sheet.set_column(
            column, column, 30 if heading.field == "name" else 16, text if heading.field in _AS_TEXT else None
        )
        sheet.write_string(0, column, _title(heading), bold)
    sheet.freeze_panes(1, 1)


def _write_help(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, kinds: list[str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#e6f0f1"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(
        (
            (_("Column of the list"), 24),
            (_("What to write"), 60),
            (_("For example"), 28),
            ("", 4),
            (_("Kinds to choose"), 36),
        )
    ):
        sheet.set_column(column, column, width)
        if title:
            sheet.write_string(0, column, title, bold)
    for row, heading in enumerate(HEADINGS, start=1):
        sheet.write_string(row, 0, _title(heading), wrapped)
        sheet.write_string(row, 1, str(heading.explanation), wrapped)
        sheet.write_string(row, 2, heading.example, wrapped)
    for row, kind in enumerate(kinds, start=1):
        sheet.write_string(row, 4, kind, wrapped)


def _title(heading: Heading) -> str:
    return heading.english if (get_language() or "th").startswith("en") else heading.thai
