"""Removing a person from the register for good; the room that calls (``privacy``) decides and records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from sanphalang.ledger.actions import mark
from sanphalang.people.models import Person, PersonClaim
from sanphalang.people.rules import SUBJECT


@dataclass(frozen=True, slots=True)
class Known:
    """What tells one person from all others."""

    number: int
    created_at: datetime
    citizen_id_digest: str
    identity: str
    birth_date: date | None
    birth_year: int | None
    telephone: str
    place: int | None

    def is_told_by(self, values: Any) -> bool:
        """Say whether a row of a list that bears the same name means this person."""
        citizen = values.get("citizen_id_digest") or ""
        if citizen and self.citizen_id_digest:
            return bool(citizen == self.citizen_id_digest)
        same_place = self.place is None or values.get("place") in (None, self.place)
        telephone, year = values.get("telephone") or "", values.get("birth_year")
        shares = bool(self.telephone and telephone == self.telephone) or (year is not None and year == self.birth_year)
        return shares or same_place


def known(person_id: int) -> Known | None:
    """Return what tells a person from others, held until the transaction ends; None when there is nobody."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    return None if person is None else _known(person)


def all_known() -> Iterator[Known]:
    """Yield everybody who is in the register, for comparing with a list of who was erased."""
    yield from map(_known, Person.objects.order_by("id").iterator(chunk_size=2_000))


def claimed_rows(person_id: int) -> dict[int, set[int]]:
    """Return the rows of each batch that told of the person."""
    rows: dict[int, set[int]] = {}
    for batch, row in PersonClaim.objects.filter(person=person_id).values_list("batch", "row"):
        rows.setdefault(batch, set()).add(row)
    return rows


def remove_person(person_id: int) -> None:
    """Delete the person with everything that hangs on the record; seats in committees stay, with nobody in them."""
    Person.objects.filter(pk=person_id).delete()
    mark([(SUBJECT, str(person_id))])


def delete_for_good() -> None:
    """Have SQLite overwrite what it deletes from now on; before the first delete of a transaction."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def clear_traces() -> None:
    """Remove what the database still holds of deleted rows: pieces of names in the index, pages of the log.

    Belongs after the transaction. PostgreSQL's own cleaning removes dead rows; here it is asked to do so at once.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO people_name_parts(people_name_parts) VALUES ('optimize')")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA secure_delete = OFF")
        elif not connection.in_atomic_block:
            for table in _TABLES:
                cursor.execute(f"VACUUM {table}")


_TABLES = (
    "people_person",
    "files_original",
    "intake_importrow",
    "intake_importbatch",
    "organisations_organisation",
    "committees_order",
    "committees_meeting",
)
"""Tables in which an erasure leaves dead rows."""


def _known(person: Person) -> Known:
    return Known(
        person.pk,
        person.created_at,
        person.citizen_id_digest,
        person.identity,
        person.birth_date,
        person.birth_year,
        person.telephone,
        person.place,
    )
