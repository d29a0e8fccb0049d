"""Whether a list that was taken for one of organisations names people: their values would become public."""

from __future__ import annotations

from sanphalang.intake.understanding.columns import header_likeness
from sanphalang.intake.understanding.fields import Field, FieldSet
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.intake.understanding.people import PEOPLE
from sanphalang.intake.understanding.sheets import Table

_WHOLE, _MOSTLY = 1.0, 0.7  # of a heading: all of it is a word for the field, or nearly all


def _fields(fields: FieldSet, *names: str) -> tuple[Field, ...]:
    return tuple(field for field in fields.fields if field.name in names)


_A_GROUP, _A_PERSON = _fields(ORGANISATIONS, "name"), _fields(PEOPLE, "name")
_OF_NO_GROUP = _fields(PEOPLE, "citizen_id", "birth_date", "birth_year", "nickname")
_OF_A_LEADER_TOO = _fields(PEOPLE, "surname", "title")


def heading_of_people(table: Table) -> str:
    """Return the heading by which a list names people, "" when it does not.

    A list of groups may hold the title and surname of each group's leader. There the names that would be brought in
    stand under a heading of groups (ชื่อกลุ่ม), not under one that people may have too (ชื่อ).
    """
    if table.name_rule is None:
        return ""
    headers = [column.header for column in table.columns]
    naming = headers[table.name_rule.column]
    names_groups = _says(naming, _A_GROUP, _MOSTLY) and not _says(naming, _A_PERSON, _WHOLE)
    telling = _OF_NO_GROUP if names_groups else (*_OF_NO_GROUP, *_OF_A_LEADER_TOO)
    return next((header for header in headers if _says(header, telling, _WHOLE)), "")


def _says(header: str, fields: tuple[Field, ...], least: float) -> bool:
    return any(header_likeness(header, field) >= least for field in fields)
