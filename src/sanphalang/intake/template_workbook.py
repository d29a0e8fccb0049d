"""A workbook to fill in: headings that are recognised, words to choose from, and a second sheet that explains."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from sanphalang.intake.registers import ORGANISATIONS_KIND
from sanphalang.intake.template_headings import TEMPLATES, Heading, Template

_IN_MEMORY = 2_000_000
_LAST_ROW = 10_000  # down to which a cell offers its choices
_TEXT = "@"


def template_workbook(kind: str = ORGANISATIONS_KIND) -> IO[bytes]:
    """Return the workbook for a kind of list, in the reader's language, from its start."""
    template = TEMPLATES[kind]
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller sends it and closes it)
    choices = [str(word) for word in template.choices().values()]
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("List"))
        _write_list(book, sheet, template)
        help_name = _("Explanation")
        _write_help(book, book.add_worksheet(help_name), template, choices)
        source = f"='{help_name}'!$E$2:$E${len(choices) + 1}"
        _offer(sheet, template, template.chosen, source, only_these=not template.may_choose_several)
        if template.statuses is not None:
            words = [str(word) for word in template.statuses.values()]
            _offer(sheet, template, "status", words, only_these=True)
    file.seek(0)
    return file


def _offer(sheet: Worksheet, template: Template, field: str, source: str | list[str], *, only_these: bool) -> None:
    """Let the cells of a column offer words to choose from."""
    at = [heading.field for heading in template.headings].index(field)
    rule = {"validate": "list", "source": source, "ignore_blank": True, "show_error": only_these}
    sheet.data_validation(1, at, _LAST_ROW, at, rule)


def _write_list(book: xlsxwriter.Workbook, sheet: Worksheet, template: Template) -> None:
    bold, text = book.add_format({"bold": True, "bg_color": "#e6f0f1"}), book.add_format({"num_format": _TEXT})
    name = [heading.field for heading in template.headings].index("name")
    for column, heading in enumerate(template.headings):
        width = 30 if column == name == 0 else 16
        sheet.set_column(column, column, width, text if heading.field in template.as_text else None)
        sheet.write_string(0, column, _title(heading), bold)
    sheet.freeze_panes(1, name + 1)


def _write_help(book: xlsxwriter.Workbook, sheet: Worksheet, template: Template, choices: list[str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#e6f0f1"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    titles = (
        (_("Column of the list"), 24),
        (_("What to write"), 60),
        (_("For example"), 28),
        ("", 4),
        (str(template.choices_title), 36),
    )
    for column, (title, width) in enumerate(titles):
        sheet.set_column(column, column, width)
        if title:
            sheet.write_string(0, column, title, bold)
    for row, heading in enumerate(template.headings, start=1):
        sheet.write_string(row, 0, _title(heading), wrapped)
        sheet.write_string(row, 1, str(heading.explanation), wrapped)
        sheet.write_string(row, 2, heading.example, wrapped)
    for row, word in enumerate(choices, start=1):
        sheet.write_string(row, 4, word, wrapped)


def _title(heading: Heading) -> str:
    return heading.english if (get_language() or "th").startswith("en") else heading.thai
