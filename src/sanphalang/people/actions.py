"""All writes of single people, and the looks at their private fields: check, change, record, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.queries import centre_looking_after
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.people.models import Person, PersonSkill, Skill, Training
from sanphalang.people.queries import private_values
from sanphalang.people.rules import (
    PRIVATE_FIELDS,
    RECORDED_IN_CLEAR,
    SUBJECT,
    VALUE_FIELDS,
    PersonRole,
    derived_from_name,
    roles_text,
)

Values = Mapping[str, Any]
"""Values by column of ``rules.VALUE_FIELDS``: dates, texts, roles as their column holds them, the padded code."""

_DERIVED = ("name_key", "name_sort", "identity")
_KEPT_WITH_EVERY_CHANGE = ("revision", "updated_at")


class ChangedMeanwhileError(Exception):
    """Somebody changed the person after it was read; nothing was written."""


class NoSuchPersonError(Exception):
    """There is nobody with this id whom the viewer may know of."""


def create_person(viewer: Viewer, *, values: Values, skills: Iterable[str] = ()) -> int:
    """Keep somebody new and return the id. Raises :class:`Refused` outside the viewer's territory."""
    _check_columns(values)
    _require(viewer, values.get("place"))
    person = Person(**values)
    _require_private(viewer, person.place, [name for name in PRIVATE_FIELDS if getattr(person, name) not in ("", None)])
    _derive(person)
    with transaction.atomic():
        person.save(force_insert=True)
        said = {name: ("", value) for name, value in values.items() if value not in ("", None)}
        _record(viewer, "people.create", person, said | _write_skills(person, skills))
    return person.pk


def edit_person(
    viewer: Viewer, person_id: int, *, expected_revision: int, values: Values, skills: Iterable[str] | None = None
) -> None:
    """Change what differs. Raises :class:`ChangedMeanwhileError` if the person is no longer as it was read.

    The viewer must be allowed at the old place and at the new one, and may only write private fields that it may see.
    """
    _check_columns(values)
    _change(viewer, person_id, "people.edit", values, expected_revision=expected_revision, skills=skills)


def confirm_person(viewer: Viewer, person_id: int, *, today: date) -> None:
    """Say that everything known of the person is still correct (ข้อมูลยังถูกต้อง)."""
    _change(viewer, person_id, "people.confirm", {"confirmed_on": today})


def mark_active(viewer: Viewer, person_id: int) -> None:
    """Say that the person is active (again)."""
    _change(viewer, person_id, "people.mark_active", {"status": Person.Status.ACTIVE})


def mark_inactive(viewer: Viewer, person_id: int) -> None:
    """Say that the person is no longer active. Nothing is deleted: the history stays."""
    _change(viewer, person_id, "people.mark_inactive", {"status": Person.Status.INACTIVE})


def mark_deceased(viewer: Viewer, person_id: int) -> None:
    """Say that the person has died."""
    _change(viewer, person_id, "people.mark_deceased", {"status": Person.Status.DECEASED})


def add_role(viewer: Viewer, person_id: int, *, role: PersonRole) -> None:
    """Give the person one role more."""
    with transaction.atomic():
        roles = _locked(viewer, person_id).role_set | {role}
        _change(viewer, person_id, "people.add_role", {"roles": roles_text(roles)})


def remove_role(viewer: Viewer, person_id: int, *, role: PersonRole) -> None:
    """Take one role from the person."""
    with transaction.atomic():
        roles = _locked(viewer, person_id).role_set - {role}
        _change(viewer, person_id, "people.remove_role", {"roles": roles_text(roles)})


def set_skills(viewer: Viewer, person_id: int, *, skills: Iterable[str]) -> None:
    """Say which skills the person has, by their codes."""
    _change(viewer, person_id, "people.set_skills", {}, skills=skills)


def add_training(viewer: Viewer, person_id: int, *, name: str, organiser: str = "", year: int | None = None) -> int:
    """Add a training that the person attended; return its id. ``year`` is of the Common Era."""
    with transaction.atomic():
        person = _locked(viewer, person_id)
        training = Training.objects.create(person=person, name=name, organiser=organiser, year=year)
        _touch(person)
        _record(viewer, "people.add_training", person, {"trainings": ("", name)})
    return training.pk


def remove_training(viewer: Viewer, person_id: int, *, training_id: int) -> None:
    """Take a training away that the person did not attend."""
    with transaction.atomic():
        person = _locked(viewer, person_id)
        training = Training.objects.filter(pk=training_id, person=person).first()
        if training is None:
            return
        name = training.name
        training.delete()
        _touch(person)
        _record(viewer, "people.remove_training", person, {"trainings": (name, "")})


def see_private(viewer: Viewer, person_id: int) -> dict[str, Any]:
    """Return the private fields of a person, and record that the viewer looked at them.

    Raises :class:`Refused` for who may not see them, :class:`NoSuchPersonError` for who may not know of the person.
    """
    with transaction.atomic():
        person = Person.objects.filter(pk=person_id).only("id", "place").first()
        if person is None or not policy.may(viewer, Act.PEOPLE_SEE, person.place):
            raise NoSuchPersonError(person_id)
        if not policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, person.place):
            raise Refused(_("Private details are shown to the person's own centre only."))
        values = private_values(viewer, person_id)
        shown = " ".join(name for name, value in values.items() if value not in ("", None))
        if shown:
            record(
                viewer.actor,
                "people.see_private",
                (SUBJECT, str(person_id)),
                place=person.place,
                changes={"fields": ["", shown]},
                wakes=(),
            )
    return values


def who_looks_after(place: int | None) -> str:
    """Return the sentence that tells whom to ask about people of a place."""
    centre = None if place is None else centre_looking_after(place)
    if centre is None:
        return _("This person is looked after by several centres together; please contact the national team.")
    return _("This place is looked after by %(centre)s; please contact them.") % {"centre": centre}


def _change(
    viewer: Viewer,
    person_id: int,
    verb: str,
    values: Values,
    *,
    expected_revision: int | None = None,
    skills: Iterable[str] | None = None,
) -> None:
    """Write the values that differ; a change that changes nothing leaves no trace."""
    with transaction.atomic():
        person = _locked(viewer, person_id)
        if expected_revision not in (None, person.revision):
            raise ChangedMeanwhileError(person_id)
        before = {name: getattr(person, name) for name in values}
        changes = {name: (before[name], value) for name, value in values.items() if before[name] != value}
        _require_private(viewer, person.place, changes)
        for name, (_before, after) in changes.items():
            setattr(person, name, after)
        _require(viewer, person.place)
        if skills is not None:
            changes |= _write_skills(person, skills)
        if not changes:
            return
        if changes.keys() & {"given_name", "surname"}:
            _derive(person)
        _touch(person, *(changes.keys() & values.keys()), *_DERIVED)
        _record(viewer, verb, person, changes)


def _locked(viewer: Viewer, person_id: int) -> Person:
    """Return the person to be changed, held until the transaction ends."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or not policy.may(viewer, Act.PEOPLE_SEE, person.place):
        raise NoSuchPersonError(person_id)
    _require(viewer, person.place)
    return person


def _touch(person: Person, *columns: str) -> None:
    person.revision += 1
    person.updated_at = timezone.now()
    person.save(update_fields=[*columns, *_KEPT_WITH_EVERY_CHANGE])


def _write_skills(person: Person, skills: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Give the person these skills and no others; return the change, nothing when there is none."""
    wanted = set(Skill.objects.filter(code__in=list(skills)).values_list("code", flat=True))
    known = set(PersonSkill.objects.filter(person=person).values_list("skill", flat=True))
    if wanted == known:
        return {}
    PersonSkill.objects.filter(person=person, skill__in=known - wanted).delete()
    PersonSkill.objects.bulk_create(PersonSkill(person=person, skill_id=code) for code in sorted(wanted - known))
    return {"skills": (" ".join(sorted(known)), " ".join(sorted(wanted)))}


def _check_columns(values: Values) -> None:
    unknown = values.keys() - set(VALUE_FIELDS)
    if unknown:
        raise TypeError(f"A person has no value called {', '.join(sorted(unknown))}.")


def _require(viewer: Viewer, place: int | None) -> None:
    """Refuse, with who looks after the place, a viewer who may not edit there."""
    if not policy.may(viewer, Act.PEOPLE_EDIT, place):
        raise Refused(who_looks_after(place))


def _require_private(viewer: Viewer, place: int | None, touched: Iterable[str]) -> None:
    """Refuse a viewer who would write private fields without seeing them."""
    if set(touched) & set(PRIVATE_FIELDS) and not policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, place):
        raise Refused(_("Private details are kept by the person's own centre; only who may see them may change them."))


def _derive(person: Person) -> None:
    derived = derived_from_name(person.given_name, person.surname)
    person.name_key, person.name_sort, person.identity = derived


def _record(viewer: Viewer, verb: str, person: Person, changes: Mapping[str, tuple[Any, Any]]) -> None:
    record(
        viewer.actor,
        verb,
        (SUBJECT, str(person.pk)),
        place=person.place,
        changes={name: [_as_recorded(name, value) for value in pair] for name, pair in changes.items()},
    )


def _as_recorded(name: str, value: Any) -> Any:
    """Return a value as the ledger may hold it: a keyed digest, but for what tells nothing of who it is."""
    if name not in RECORDED_IN_CLEAR:
        return private_digest(value)
    return value.isoformat() if isinstance(value, date) else value
