"""How rows and records of each register are found to be the same: what is looked up, compared, and never confused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sanphalang.files.registers import Register
from sanphalang.intake import case_sameness, person_sameness, sameness
from sanphalang.intake.case_sameness import CaseDoubles
from sanphalang.intake.cleaning import NAME_READING
from sanphalang.intake.doubles import Doubles, OrganisationDoubles, PersonDoubles
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.person_sameness import KnownPerson
from sanphalang.intake.registers import KNOWLEDGE, KNOWLEDGE_KIND, ORGANISATIONS, PEOPLE, PEOPLE_KIND
from sanphalang.intake.sameness import Known, Likeness, marks_of, told_apart
from sanphalang.knowledge import from_lists as cases
from sanphalang.organisations import lookups
from sanphalang.organisations.rules import read_name
from sanphalang.people import from_imports as people
from sanphalang.places.rules import Level

Values = Mapping[str, Any]
Place = tuple[int | None, str]


@dataclass(frozen=True)
class Recognition:
    """What recognising takes in one register.

    ``number`` is the column of the number that alone tells a record, if there is one. ``hide`` takes from a known
    record what the one who brings the list may not know. ``similar`` finds records of the same places whose names may
    be misspelled; None where a letter makes another name. ``tells_apart`` are the columns in which rows of one source
    must agree to mean the same where name and place are not enough; ``contradict`` says that they cannot. ``texts`` is
    the column that holds several texts, if there is one: of rows of one file each is given where it is missing.
    """

    register: Register
    identity_of: Callable[[Values], str]
    any_record: Callable[[], bool]
    with_identities: Callable[[Iterable[str]], list[Any]]
    with_ids: Callable[[Iterable[int]], list[Any]]
    with_numbers: Callable[[Iterable[str]], list[Any]]
    number: str
    hide: Callable[[Any], Any]
    likeness: Callable[[Values, str, Any], Likeness]
    similar: Callable[[Iterable[int]], dict[int, list[tuple[int, str]]]] | None
    tells_apart: tuple[str, ...]
    contradict: Callable[[Values, Values], bool]
    doubles: Callable[[], Doubles]
    key_of: Callable[[Values, str], Any]
    texts: str = ""


def _organisation_identity(values: Values) -> str:
    name = values.get("name", "")
    return read_name(name).identity if name else ""


def _other_organisation(one: Values, other: Values) -> bool:
    numbers = {each["registration_no"] for each in (one, other) if "registration_no" in each}
    return len(numbers) == 2 or told_apart(marks_of(one["name"]), marks_of(other.get("name", "")))


def _told_identity(values: Values) -> str:
    return str(values[NAME_READING][1]) if NAME_READING in values else ""


def _other_person(one: Values, other: Values) -> bool:
    return any(
        one[name] != other[name] for name in ("citizen_id_digest", "birth_year") if name in one and name in other
    )


OF_ORGANISATIONS = Recognition(
    register=ORGANISATIONS,
    identity_of=_organisation_identity,
    any_record=lookups.any_organisation,
    with_identities=lambda identities: [Known._make(row) for row in lookups.with_identities(identities)],
    with_ids=lambda ids: [Known._make(row) for row in lookups.with_ids(ids)],
    with_numbers=lambda numbers: [Known._make(row) for row in lookups.with_registration_numbers(numbers)],
    number="registration_no",
    hide=lambda known: known._replace(telephone=""),
    likeness=sameness.likeness,
    similar=lookups.identities_in,
    tells_apart=("name", "village_no", "address", "registration_no", "source_ref"),
    contradict=_other_organisation,
    doubles=OrganisationDoubles,
    key_of=OrganisationDoubles.key_of,
)

OF_PEOPLE = Recognition(
    register=PEOPLE,
    identity_of=_told_identity,
    any_record=people.any_person,
    with_identities=lambda identities: [KnownPerson._make(row) for row in people.with_identities(identities)],
    with_ids=lambda ids: [KnownPerson._make(row) for row in people.with_ids(ids)],
    with_numbers=lambda digests: [KnownPerson._make(row) for row in people.with_citizen_ids(digests)],
    number="citizen_id_digest",
    hide=KnownPerson.without_private,
    likeness=person_sameness.likeness,
    similar=None,
    tells_apart=("name", "telephone", "birth_year", "citizen_id_digest", "home_address", "source_ref"),
    contradict=_other_person,
    doubles=PersonDoubles,
    key_of=PersonDoubles.key_of,
)

OF_CASES = Recognition(
    register=KNOWLEDGE,
    identity_of=_told_identity,
    any_record=cases.any_item,
    with_identities=cases.with_identities,
    with_ids=cases.with_ids,
    with_numbers=lambda _numbers: [],
    number="",
    hide=lambda known: known,
    likeness=case_sameness.likeness,
    similar=cases.identities_in,
    tells_apart=("name", "year", "told", "source_ref"),
    contradict=case_sameness.other_year,
    doubles=CaseDoubles,
    key_of=CaseDoubles.key_of,
    texts="told",
)
_RECOGNITIONS = {PEOPLE_KIND: OF_PEOPLE, KNOWLEDGE_KIND: OF_CASES}


def recognition_of(batch: ImportBatch) -> Recognition:
    """Return how the rows of a batch are recognised."""
    return _RECOGNITIONS.get(batch.kind, OF_ORGANISATIONS)


def is_exact(values: Values) -> bool:
    """Say whether a row's place is exact enough to tell records of one name apart."""
    return values.get("place_level") not in {None, Level.PROVINCE} and not values.get("village_no")
