"""What an import asks of the people that its rows may tell of: candidates by key, and what the pages show of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from sanphalang.access.policy import intervals
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.people.models import Person
from sanphalang.people.rules import SUBJECT
from sanphalang.places.queries import within
from sanphalang.places.rules import NATION, Intervals, contains

_KNOWN = (
    "id",
    "identity",
    "surname",
    "monastic_name",
    "place",
    "place_level",
    "telephone",
    "birth_year",
    "citizen_id_digest",
)
SHOWN_PRIVATE = ("telephone", "birth_year", "citizen_id_tail")
"""Private fields by which a row and a person are compared."""
LOOK = "people.see_private"
_HAS_CITIZEN_ID = ~Q(citizen_id_digest="")  # said as the index says it, else SQLite does not take it
_CHUNK = 10_000
KnownRow = tuple[int, str, str, str, int | None, str, str, int | None, str]


class ShownPerson(NamedTuple):
    """A person beside a row; private fields are empty for who may not see them."""

    id: int
    name: str
    padded: int | None
    roles: str
    occupation: str
    telephone: str
    birth_year: int | None
    citizen_id_tail: str
    confirmed_on: date | None
    sees_private: bool


def any_person() -> bool:
    """Say whether the registry holds anybody to be recognised."""
    return Person.objects.exists()


def with_identities(identities: Iterable[str]) -> list[KnownRow]:
    """Return the people whose names share one of these identities."""
    return _known(identity__in=list(identities))


def with_citizen_ids(digests: Iterable[str]) -> list[KnownRow]:
    """Return the people of whom one of these digests of citizen IDs is kept."""
    wanted = [digest for digest in digests if digest]
    return _known(_HAS_CITIZEN_ID, citizen_id_digest__in=wanted) if wanted else []


def with_ids(ids: Iterable[int]) -> list[KnownRow]:
    """Return the people with these ids."""
    return _known(id__in=list(ids))


def compared(columns: tuple[str, ...], inside: Intervals) -> Iterator[tuple[Any, ...]]:
    """Yield columns of the people inside intervals, those of one province behind each other."""
    found = Person.objects.filter(within("place", inside)) if inside != NATION else Person.objects.all()
    yield from found.order_by("place", "id").values_list(*columns).iterator(_CHUNK)


def compared_with_ids(columns: tuple[str, ...], ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Yield columns of the people with these ids."""
    for at in range(0, len(ids), _CHUNK):
        yield from Person.objects.filter(pk__in=ids[at : at + _CHUNK]).values_list(*columns)


def _known(*conditions: Q, **wanted: Any) -> list[KnownRow]:
    rows: list[KnownRow] = list(Person.objects.filter(*conditions, **wanted).values_list(*_KNOWN))
    return rows


def shown_with_ids(viewer: Viewer, ids: Iterable[int]) -> dict[int, ShownPerson]:
    """Return the people with these ids as far as the viewer may see them; one query."""
    seen, private = intervals(viewer, Act.PEOPLE_SEE), intervals(viewer, Act.PEOPLE_SEE_PRIVATE)
    people = [person for person in Person.objects.filter(pk__in=list(ids)) if contains(seen, person.place)]
    return {person.pk: _shown(person, contains(private, person.place)) for person in people}


def note_looks(viewer: Viewer, ids: Iterable[int]) -> None:
    """Have the ledger keep that private details of these people are shown, of whom the viewer may see them."""
    seen = [person for person in shown_with_ids(viewer, ids).values() if person.sees_private]
    if not seen:
        return
    with transaction.atomic():
        for person in seen:
            shown = " ".join(name for name in SHOWN_PRIVATE if getattr(person, name))
            if shown:
                subject = (SUBJECT, str(person.id))
                record(viewer.actor, LOOK, subject, place=person.padded, changes={"fields": ["", shown]}, wakes=())


def names_of(viewer: Viewer, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of the people with these ids whom the viewer may see."""
    return {key: person.name for key, person in shown_with_ids(viewer, ids).items()}


def _shown(person: Person, sees_private: bool) -> ShownPerson:
    return ShownPerson(
        person.pk,
        str(person),
        person.place,
        person.roles,
        person.occupation,
        person.telephone if sees_private else "",
        person.birth_year if sees_private else None,
        person.citizen_id_tail if sees_private else "",
        person.confirmed_on,
        sees_private,
    )
