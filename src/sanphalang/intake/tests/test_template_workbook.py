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
from sanphalang.intake.template_headings import TEMPLATES
from sanphalang.intake.template_workbook import template_workbook
from sanphalang.intake.tests.lists import brought_in
from sanphalang.intake.tests.people_lists import citizen_id
from sanphalang.knowledge.models import Version
from sanphalang.knowledge.words import KINDS as CASE_KINDS
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import kind_names
from sanphalang.people.citizen_ids import kept
from sanphalang.people.models import Person
from sanphalang.people.words import ROLES, STATUSES

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["th", "en"])


KINDS = pytest.mark.parametrize("kind", list(TEMPLATES))


def _template(language: str, kind: str) -> bytes:
    with translation.override(language), template_workbook(kind) as file:
        return file.read()


def _checked(content: bytes, kind: str) -> ImportBatch:
    batch = start_import(OPERATOR, kind=kind, file=keep_file([content]), file_name="filled.xlsx")
    read_and_check(batch)
    return batch


def _filled(language: str, kind: str, *rows: dict[str, str]) -> bytes:
    """Return the workbook with the examples in a row, for each of ``rows`` with other words where it has them."""
    headings = TEMPLATES[kind].headings
    book = openpyxl.load_workbook(io.BytesIO(_template(language, kind)))
    for row in rows:
        book.worksheets[0].append([row.get(heading.field, heading.example) for heading in headings])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@KINDS
def test_the_example_telephone_is_nobody_s(kind: str) -> None:
    examples = {heading.field: heading.example for heading in TEMPLATES[kind].headings}
    assert examples.get("telephone", "0000").startswith("0000")


@LANGUAGES
@KINDS
def test_every_heading_is_recognised(language: str, kind: str) -> None:
    batch = _checked(_template(language, kind), kind)
    assert [column["field"] for column in batch.layout["columns"]] == [each.field for each in TEMPLATES[kind].headings]


@LANGUAGES
@KINDS
def test_an_unfilled_workbook_holds_no_row(language: str, kind: str) -> None:
    batch = _checked(_template(language, kind), kind)
    assert (batch.stage, sum(batch.counts.values())) == ("review", 0)


@LANGUAGES
def test_a_filled_row_comes_in_whole(language: str) -> None:
    kind = next(iter(kind_names()))
    with translation.override(language):
        row = {"kind": kind_names()[kind]}
    batch = brought_in(_checked(_filled(language, "organisations", row), "organisations"))
    assert batch.found == {}
    record = Organisation.objects.get()
    assert (record.name, record.kind_id) == ("กลุ่มทอผ้าบ้านตัวอย่าง", kind)
    assert (record.place, record.village_no, record.founded_year) == (30210500, "4", 2015)
    assert (record.telephone, record.members) == ("0000-123-456", 25)


@LANGUAGES
def test_a_filled_row_of_people_comes_in_whole(language: str) -> None:
    with translation.override(language):
        row = {"role": f"{ROLES['leader']}, {ROLES['facilitator']}", "status": str(STATUSES["active"])}
    batch = brought_in(_checked(_filled(language, "people", {**row, "citizen_id": citizen_id(7)}), "people"))
    assert batch.found == {}
    assert [column["field"] for column in batch.layout["columns"]] == [
        each.field for each in TEMPLATES["people"].headings
    ]
    person = Person.objects.get()
    assert (person.title, person.given_name, person.surname, person.nickname) == ("นาง", "สมศรี", "ตัวอย่าง", "ศรี")
    assert (person.roles, person.status, person.occupation) == (" facilitator leader ", "active", "ผู้ใหญ่บ้าน")
    assert (person.place, person.home_address) == (30210500, "99 หมู่ที่ 4")
    assert (person.telephone, person.email, person.line_id) == ("0000-123-456", "name@example.com", "somsri.example")
    assert str(person.birth_date) == "1967-02-14"
    assert (person.citizen_id_digest, person.citizen_id_tail) == kept(citizen_id(7))


@LANGUAGES
def test_a_filled_row_of_cases_becomes_a_draft(language: str) -> None:
    with translation.override(language):
        row = {"case_kind": str(CASE_KINDS["grassroots_economy"]), "action": "ขุดบ่อ"}
    batch = brought_in(_checked(_filled(language, "knowledge", row), "knowledge"))
    assert batch.found == {}
    draft = Version.objects.get()
    assert (draft.title, draft.kind, draft.state) == ("ธนาคารน้ำใต้ดินบ้านตัวอย่าง", "grassroots_economy", "draft")
    assert (draft.place, draft.year) == (30210500, 2015)
    assert draft.parts.get(name="action").text == "ขุดบ่อ"
    assert sorted(draft.tied_goals.values_list("code", flat=True)) == ["13.1", "6"]


@LANGUAGES
def test_every_role_and_status_that_is_offered_is_understood(language: str) -> None:
    with translation.override(language):
        statuses = [str(word) for word in STATUSES.values()]
        rows = [
            {"name": f"สมศรี{number}", "role": str(word), "status": statuses[number % len(statuses)], "telephone": ""}
            for number, word in enumerate(ROLES.values())
        ]
    batch = brought_in(_checked(_filled(language, "people", *rows), "people"))
    assert batch.found == {}
    assert {role for person in Person.objects.all() for role in person.role_set} == set(ROLES)
    assert set(Person.objects.values_list("status", flat=True)) == set(STATUSES)


@LANGUAGES
@pytest.mark.parametrize(
    ("kind", "column", "number", "text"),
    [("organisations", "kind", None, "telephone"), ("people", "role", len(ROLES), "citizen_id")],
)
def test_words_are_offered_and_numbers_are_text(
    language: str, kind: str, column: str, number: int | None, text: str
) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(_template(language, kind))).worksheets[0]
    fields = [heading.field for heading in TEMPLATES[kind].headings]
    offered = {str(rule.sqref).split(":")[0][:1]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    letter = openpyxl.utils.get_column_letter
    assert offered[letter(fields.index(column) + 1)].endswith(f"$E${(number or len(kind_names())) + 1}")
    at = fields.index(text) + 1
    (formatted,) = (each for each in sheet.column_dimensions.values() if each.min <= at <= each.max)
    assert formatted.number_format == "@"
