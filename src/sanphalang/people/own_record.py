"""A person's own record, for the person: read and corrected without an account.

Nothing here asks a policy: the room that calls (``privacy``) has made sure that the caller is the person. Whoever
comes this way is written into the ledger as ``person:<number>``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.policy import Refused
from sanphalang.files.merged import absorbed_by, without_own
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.people.actions import ChangedMeanwhileError, NoSuchPersonError
from sanphalang.people.models import Person, PersonClaim, PersonSkill, Skill, Training
from sanphalang.people.rules import PRIVATE_FIELDS, SUBJECT
from sanphalang.people.seen import hold

CORRECTABLE = ("nickname", "occupation", "telephone", "email", "line_id", "home_address")
"""What a person changes at once; a change of name, roles or birth date is asked for."""


def actor_of(person_id: int) -> str:
    """Return how the ledger calls a person who acts without an account."""
    return f"person:{person_id}"


def own_record(person_id: int) -> Person:
    """Return everything that the record holds. Raises :class:`NoSuchPersonError` when there is none any more."""
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NoSuchPersonError(person_id)
    return found


def own_skills(person_id: int) -> list[Skill]:
    """Return the person's skills in their usual order."""
    codes = PersonSkill.objects.filter(person=person_id).values("skill")
    return list(Skill.objects.filter(code__in=codes))


def own_trainings(person_id: int) -> list[Training]:
    """Return the trainings that the person attended, the latest first."""
    return list(Training.objects.filter(person=person_id))


def own_origins(person_id: int) -> list[PersonClaim]:
    """Return what sources told of the person, the latest first."""
    return list(PersonClaim.objects.filter(person=person_id).select_related("source").order_by("-at", "-id"))


def correct_own_record(person_id: int, *, expected_revision: int, values: Mapping[str, Any]) -> bool:
    """Change what differs; say whether anything did. Raises ``ChangedMeanwhileError`` for a record changed since."""
    if values.keys() - set(CORRECTABLE):
        raise TypeError("A person corrects these directly: " + ", ".join(CORRECTABLE))
    with transaction.atomic():
        person = _locked(person_id)
        if person.revision != expected_revision:
            raise ChangedMeanwhileError(person_id)
        changes = {name: value for name, value in values.items() if getattr(person, name) != value}
        if changes:
            _write(actor_of(person_id), "people.correct_own", person, changes)
    return bool(changes)


def forget_private(actor: str, person_id: int) -> None:
    """Empty the private fields of a person whose time of keeping is over, of records merged into it too."""
    with transaction.atomic():
        person = _locked(person_id)
        empty = {name: getattr(Person(), name) for name in PRIVATE_FIELDS}
        changes = {name: value for name, value in empty.items() if getattr(person, name) not in ("", None)}
        if changes:
            _write(actor, "people.forget_private", person, changes)
        for each in (person, *absorbed_by(Person, person_id)):
            said = {"before_merge": without_own(each, PRIVATE_FIELDS)}
            Person.with_merged.filter(pk=each.pk).update(**said if each is person else {**empty, **said})


def holding(person_id: int) -> None:
    """Let nobody else write about this person until the transaction ends.

    Raises :class:`Refused` where the record was merged with another, or erased, while somebody else held it: what is
    written about it now would be seen by nobody.
    """
    if not hold(person_id):
        raise Refused(
            _(
                "Meanwhile this record was merged with another one, or erased. Nothing was changed. "
                "Please open the page again."
            )
        )


def holders_of_private(*, statuses: Collection[str], untouched_since: datetime) -> QuerySet[Person]:
    """Return the people with one of these statuses of whom private details are kept, unchanged since a moment."""
    known = Q()
    for name in PRIVATE_FIELDS:
        field = Person._meta.get_field(name)
        known |= Q(**{f"{name}__isnull": False}) if field.null else ~Q(**{name: ""})
    return Person.objects.filter(known, status__in=statuses, updated_at__lt=untouched_since)


def _locked(person_id: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NoSuchPersonError(person_id)
    return person


def _write(actor: str, verb: str, person: Person, changes: Mapping[str, Any]) -> None:
    recorded = {name: [private_digest(getattr(person, name)), private_digest(value)] for name, value in changes.items()}
    for name, value in changes.items():
        setattr(person, name, value)
    person.revision += 1
    person.updated_at = timezone.now()
    person.save(update_fields=[*changes, "revision", "updated_at"])
    record(actor, verb, (SUBJECT, str(person.pk)), place=person.place, changes=recorded)
