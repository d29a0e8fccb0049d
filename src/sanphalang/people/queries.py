"""Reads of people. Every read starts from a viewer; a private field leaves this room only to who may see it.

Whoever has ``PEOPLE_SEE`` over a person's place sees that there is such a person; to everybody else there is none. A
person whose place nobody knows is seen by who sees the whole nation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.people.models import Person, PersonSkill, Skill, Training
from sanphalang.people.rules import PRIVATE_FIELDS, PersonRole
from sanphalang.places.queries import within
from sanphalang.places.rules import PlaceCode, contains
from sanphalang.web.days import in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A person as one viewer may see it. Private values are not in it; :func:`private_values` tells them.

    ``private_known`` names the private fields of which something is known, to who may see them;
    ``is_private_hidden`` says that there are such, to who may not; ``needs_second_step`` that nothing but a second step
    at the sign-in is missing.
    """

    id: int
    revision: int
    title: str
    given_name: str
    surname: str
    monastic_name: str
    nickname: str
    roles: frozenset[PersonRole]
    place: PlaceCode | None
    occupation: str
    status: str
    confirmed_on: date | None
    created_at: datetime
    updated_at: datetime
    private_known: tuple[str, ...]
    is_private_hidden: bool
    needs_second_step: bool
    may_edit: bool
    may_see_private: bool

    @property
    def name(self) -> str:
        """The name as it is written: title and given name together, then the rest."""
        parts = (f"{self.title}{self.given_name}", self.monastic_name, self.surname)
        return " ".join(part for part in parts if part)

    @property
    def padded(self) -> int | None:
        """The place as the policy takes it."""
        return None if self.place is None else self.place.padded


def may_see_people(viewer: Viewer) -> bool:
    """Say whether there is any place whose people the viewer may see."""
    return policy.may_anywhere(viewer, Act.PEOPLE_SEE)


def visible(viewer: Viewer) -> QuerySet[Person]:
    """Return the people that a viewer may know of, without their private fields."""
    return Person.objects.filter(within("place", policy.intervals(viewer, Act.PEOPLE_SEE))).defer(*PRIVATE_FIELDS)


def person(viewer: Viewer, person_id: int) -> Shown | None:
    """Return one person as the viewer may see it, or None when there is none that this viewer may know of."""
    found = Person.objects.filter(pk=person_id).first()
    if found is None or not policy.may(viewer, Act.PEOPLE_SEE, found.place):
        return None
    return _shown(viewer, found)


def private_values(viewer: Viewer, person_id: int) -> dict[str, Any]:
    """Return the private fields of a person. Raises ``PermissionError`` for who may not see them.

    Only for ``actions``, which record every look, and for what has recorded it already.
    """
    values: dict[str, Any] | None = Person.objects.filter(pk=person_id).values("place", *PRIVATE_FIELDS).first()
    if values is None or not policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, values.pop("place")):
        raise PermissionError(person_id)
    return values


def values_shown(viewer: Viewer, ids: list[int], columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the columns of these people in their order, private fields emptied where the viewer may not see them.

    People whom the viewer may not see at all are left out.
    """
    sees, private = policy.intervals(viewer, Act.PEOPLE_SEE), policy.intervals(viewer, Act.PEOPLE_SEE_PRIVATE)
    needed = tuple(dict.fromkeys(("id", *columns, "place")))
    found = {values["id"]: values for values in Person.objects.filter(pk__in=ids).values(*needed)}
    for values in filter(None, map(found.get, ids)):
        if not contains(sees, values["place"]):
            continue
        if not contains(private, values["place"]):
            values.update(dict.fromkeys(PRIVATE_FIELDS, ""))
        yield values


def skill_names() -> dict[str, str]:
    """Return the names of the skills by code, in their usual order and in the reader's language."""
    name = "name_en" if in_english() else "name_th"
    return dict(Skill.objects.values_list("code", name))


def skills_of(shown: Shown) -> list[str]:
    """Return the codes of the skills of a person whom the viewer was shown."""
    return list(
        PersonSkill.objects.filter(person=shown.id).order_by("skill__order", "skill").values_list("skill", flat=True)
    )


def skills_by_person(ids: list[int]) -> dict[int, list[str]]:
    """Return the codes of the skills of people whom the viewer was shown; one query."""
    found: dict[int, list[str]] = {}
    rows = PersonSkill.objects.filter(person__in=ids).order_by("skill__order", "skill")
    for person_id, skill in rows.values_list("person", "skill"):
        found.setdefault(person_id, []).append(skill)
    return found


def trainings_of(shown: Shown) -> list[Training]:
    """Return the trainings of a person whom the viewer was shown, the latest first."""
    return list(Training.objects.filter(person=shown.id).select_related("source"))


def _shown(viewer: Viewer, person: Person) -> Shown:
    known = tuple(name for name in PRIVATE_FIELDS if getattr(person, name) not in ("", None))
    sees_private = policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, person.place)
    may_edit = policy.may(viewer, Act.PEOPLE_EDIT, person.place)
    return Shown(
        id=person.pk,
        revision=person.revision,
        title=person.title,
        given_name=person.given_name,
        surname=person.surname,
        monastic_name=person.monastic_name,
        nickname=person.nickname,
        roles=person.role_set,
        place=person.place_code,
        occupation=person.occupation,
        status=person.status,
        confirmed_on=person.confirmed_on,
        created_at=person.created_at,
        updated_at=person.updated_at,
        private_known=known if sees_private else (),
        is_private_hidden=bool(known) and not sees_private,
        needs_second_step=may_edit and policy.lacks_only_second_factor(viewer, Act.PEOPLE_SEE_PRIVATE),
        may_edit=may_edit,
        may_see_private=sees_private,
    )
