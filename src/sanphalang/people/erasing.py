"""Removing a person from the register for good; the room that calls (``privacy``) decides and records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from sanphalang.files.merged import absorbed_by
from sanphalang.ledger.actions import mark
from sanphalang.people.models import Person, PersonClaim
from sanphalang.people.rules import SUBJECT

_A_PROVINCE = 1_000_000  # how far the codes of a province reach


class Likeness(StrEnum):
    """Whether a row of a list that bears a person's full name means that person."""

    THE_PERSON = "the person"
    NAME_ALONE = "name alone"
    SOMEBODY_ELSE = "somebody else"


@dataclass(frozen=True, slots=True)
class Known:
    """What tells one person from all others; ``is_full`` where the name has a surname."""

    number: int
    created_at: datetime
    citizen_id_digest: str
    identity: str
    birth_date: date | None
    birth_year: int | None
    telephone: str
    place: int | None
    is_full: bool
    name: str

    def likeness(self, values: Mapping[str, Any], *, place: int | None, is_shared: bool) -> Likeness:
        """Say whom a row means that bears the same name; ``is_shared`` where somebody else is called so too.

        A name that nobody else has means the person, in the own province and where no birth year speaks against it.
        """
        citizen = values.get("citizen_id_digest") or ""
        if citizen and self.citizen_id_digest:
            return Likeness.THE_PERSON if citizen == self.citizen_id_digest else Likeness.SOMEBODY_ELSE
        telephone, year = values.get("telephone") or "", values.get("birth_year")
        if (self.telephone and telephone == self.telephone) or (year is not None and year == self.birth_year):
            return Likeness.THE_PERSON
        is_of_another_year = year is not None and self.birth_year is not None
        if is_shared or is_of_another_year or not self.is_full or not self._is_near(place):
            return Likeness.NAME_ALONE
        return Likeness.THE_PERSON

    def _is_near(self, place: int | None) -> bool:
        return None in (self.place, place) or _province(self.place) == _province(place)


def known(person_id: int) -> Known | None:
    """Return what tells a person from others, held until the transaction ends; None when there is nobody."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    return None if person is None else _known(person)


def described(person_id: int) -> Known | None:
    """Return the same without holding it; None when there is nobody."""
    person = Person.objects.filter(pk=person_id).first()
    return None if person is None else _known(person)


def absorbed(person_id: int) -> list[Known]:
    """Return the records that were merged into a person's, which are the person's too."""
    return [_known(each) for each in absorbed_by(Person, person_id)]


def is_name_shared(person: Known, names: Collection[str]) -> bool:
    """Say whether somebody else in the register who lives bears one of the person's names, as name keys."""
    called_so = Person.objects.filter(identity__in={person.identity, *names} - {""}).exclude(pk=person.number)
    return called_so.exclude(status=Person.Status.DECEASED).exists()


def rows_of_others(person_id: int, batches: Collection[int]) -> set[tuple[int, int]]:
    """Return the rows of these batches, as batch and row, that told of other people than this one."""
    claims = PersonClaim.objects.filter(batch__in=batches).exclude(person=person_id)
    return set(claims.values_list("batch", "row"))


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
    """Delete the person with everything that hangs on the record; seats in committees stay, with nobody in them.

    Records that were merged into it go with it.
    """
    gone = [person_id, *(each.pk for each in absorbed_by(Person, person_id))]
    Person.objects.filter(pk=person_id).delete()
    mark((SUBJECT, str(number)) for number in gone)


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
    "committees_post",
    "knowledge_version",
    "knowledge_part",
    "knowledge_unsaved",
    "people_training",
    "privacy_consent",
    "privacy_request",
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
        bool(person.surname),
        str(person),
    )


def _province(place: int | None) -> int:
    return 0 if place is None else place // _A_PROVINCE
