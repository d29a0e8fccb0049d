"""The workbook to fill in: recognised without a question, and nothing but what was filled in."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.utils import translation

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import start_import
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.template_workbook import HEADINGS, template_workbook
from sanphalang.intake.tests.lists import brought_in
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import kind_names

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["th", "en"])


def _template(language: str) -> bytes:
    with translation.override(language), template_workbook() as file:
        return file.read()


def _checked(content: bytes) -> ImportBatch:
    batch = start_import(OPERATOR, kind="organisations", file=keep_file([content]), file_name="filled.xlsx")
    read_and_check(batch)
    return batch


@LANGUAGES
def test_every_heading_is_recognised(language: str) -> None:
    batch = _checked(_template(language))
    assert [column["field"] for column in batch.layout["columns"]] == [heading.field for heading in HEADINGS]


@LANGUAGES
def test_an_unfilled_workbook_holds_no_row(language: str) -> None:
    batch = _checked(_template(language))
    assert (batch.stage, sum(batch.counts.values())) == ("review", 0)


@LANGUAGES
def test_a_filled_row_comes_in_whole(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_template(language)))
    sheet = book.worksheets[0]
    kind = next(iter(kind_names()))
    with translation.override(language):
        filled = {heading.field: heading.example for heading in HEADINGS} | {"kind": kind_names()[kind]}
    sheet.append([filled[heading.field] for heading in HEADINGS])
    content = io.BytesIO()
    book.save(content)
    batch = brought_in(_checked(content.getvalue()))
    assert batch.found == {}
    record = Organisation.objects.get()
    assert (record.name, record.kind_id) == (filled["name"], kind)
    assert (record.place, record.village_no, record.founded_year) == (30210500, "4", 2015)
    assert (record.telephone, record.members) == ("081-234-5678", 25)


@LANGUAGES
def test_kinds_are_offered_and_telephones_are_text(language: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(_template(language))).worksheets[0]
    fields = [heading.field for heading in HEADINGS]
    offered = {str(rule.sqref).split(":")[0][:1]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    column = openpyxl.utils.get_column_letter(fields.index("kind") + 1)
    assert offered[column].endswith(f"$E${len(kind_names()) + 1}")
    telephone = openpyxl.utils.get_column_letter(fields.index("telephone") + 1)
    assert sheet.column_dimensions[telephone].number_format == "@"
