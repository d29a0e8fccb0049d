"""People as a register into which lists are brought."""

from __future__ import annotations

from sanphalang.access.roles import Act
from sanphalang.files.registers import Register, Values, defaults_of
from sanphalang.people.models import Person, PersonClaim
from sanphalang.people.name_parts import inserting
from sanphalang.people.rules import (
    PRIVATE_FIELDS,
    SUBJECT,
    VALUE_FIELDS,
    Derived,
    derived_from_name,
    roles_of,
    roles_text,
)


def _derive(values: Values) -> Derived:
    return derived_from_name(values["given_name"], values.get("surname", ""))


def joined_roles(known: str, said: str) -> str:
    """Return the roles of both; a role that one list does not name is not lost by it."""
    return roles_text(roles_of(known) | roles_of(said))


REGISTER = Register(
    subject=SUBJECT,
    model=Person,
    claims=PersonClaim,
    names="person",
    value_fields=VALUE_FIELDS,
    private_fields=PRIVATE_FIELDS,
    named_by=("given_name", "surname"),
    derive=_derive,
    edits=Act.PEOPLE_EDIT,
    sees_private=Act.PEOPLE_SEE_PRIVATE,
    defaults=defaults_of(Person, VALUE_FIELDS, place=None, status=Person.Status.UNKNOWN.value),
    dates=("confirmed_on", "birth_date"),
    joined={"roles": joined_roles},
    inserting=inserting,
)
