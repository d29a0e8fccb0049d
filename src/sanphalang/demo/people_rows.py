"""Writes invented people as an import would have: the record, its skills and trainings, the claim of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django.utils import timezone

from sanphalang.bulk import insert_rows, next_ids
from sanphalang.demo.people_invention import InventedPerson
from sanphalang.demo.rows import DEMO_BATCH
from sanphalang.people.models import Person, PersonClaim, PersonSkill, Training
from sanphalang.people.name_parts import inserting
from sanphalang.people.register import REGISTER
from sanphalang.people.rules import VALUE_FIELDS

_CHUNK = 10_000
_TRAINING_COLUMNS = ("person", "name", "organiser", "year", "source")
_ALL_FIELDS = '["*"]'


def write_people(invented: Iterable[InventedPerson], source: int) -> Iterator[range | list[int]]:
    """Write all of it in the caller's transaction; yield the ids of each chunk as it is written."""
    waiting = iter(invented)
    row = 0
    while chunk := list(islice(waiting, _CHUNK)):
        ids = next_ids(Person, len(chunk))
        numbered = list(zip(range(row + 1, row + 1 + len(chunk)), ids, chunk, strict=True))
        with inserting(ids[0], ids[-1]):
            insert_rows(Person, REGISTER.columns, (_record(new_id, each) for _row, new_id, each in numbered))
        claims = (_claim(number, new_id, each, source) for number, new_id, each in numbered)
        insert_rows(PersonClaim, REGISTER.claim_columns, claims)
        skills = ((new_id, skill) for _row, new_id, each in numbered for skill in each.skills)
        insert_rows(PersonSkill, ("person", "skill"), skills)
        trainings = ((new_id, *training, source) for _row, new_id, each in numbered for training in each.trainings)
        insert_rows(Training, _TRAINING_COLUMNS, trainings)
        row += len(chunk)
        yield ids


def _record(new_id: int, invented: InventedPerson) -> tuple[Any, ...]:
    values = {**REGISTER.defaults, **invented.values}
    derived, added_at = invented.derived, _morning(invented.added_on)
    return (
        new_id,
        *(values[name] for name in VALUE_FIELDS),
        *(derived.name_key, derived.name_sort, derived.identity),
        added_at,
        _morning(values["confirmed_on"]) if values["confirmed_on"] else added_at,
        1,
    )


def _claim(row: int, person: int, invented: InventedPerson, source: int) -> tuple[Any, ...]:
    return person, source, DEMO_BATCH, row, _morning(invented.added_on), True, 1, _ALL_FIELDS, ""


def _morning(day: date) -> datetime:
    """The same moment on every run, so that the same seed gives the same rows."""
    return timezone.make_aware(datetime.combine(day, time(9)))
