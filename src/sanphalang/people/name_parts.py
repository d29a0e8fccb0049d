"""Finding people by a part of the name, however it is spelled: ``bulk.name_parts`` on their table."""

from __future__ import annotations

from django.db.models import QuerySet

from sanphalang.bulk import name_parts
from sanphalang.bulk.name_parts import NameParts
from sanphalang.people.models import Person
from sanphalang.thai.key import match_key

_INDEX = NameParts("people_person", "people_name_parts", "person_by_name_part")

ensure_index = _INDEX.ensure
inserting = _INDEX.inserting


def with_name_part(rows: QuerySet[Person], part: str, *, column: str = "id") -> QuerySet[Person]:
    """Keep the people whose name contains the part; a part without letters finds none."""
    return _INDEX.containing(rows, match_key(part), column=column)


def spelling_out(rows: QuerySet[Person], part: str) -> QuerySet[Person]:
    """Keep the same people by reading the names one after the other, which is faster where most fit."""
    return name_parts.spelling_out(rows, match_key(part))


def count_with_name_part(part: str) -> int | None:
    """Count the people whose name contains the part from the index alone; None where only the rows can tell."""
    return _INDEX.count(match_key(part))


def is_frequent(part: str, many: int) -> bool:
    """Say whether so many people have the part in their name that SQLite reads all names as fast."""
    return _INDEX.is_frequent(match_key(part), many)
