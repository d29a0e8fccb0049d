"""Organisations as a register into which lists are brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sanphalang.access.roles import Act
from sanphalang.files.registers import Register, Values, defaults_of
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.name_parts import inserting
from sanphalang.organisations.rules import (
    PRIVATE_FIELDS,
    SUBJECT,
    VALUE_FIELDS,
    Derived,
    derived_from_name,
    joined_activities,
)

_KIND = Derived._fields.index("kind")


def _derive(values: Values) -> Derived:
    return derived_from_name(values["name"])


def _complete(values: dict[str, Any], derived: Sequence[Any]) -> None:
    """Give a new organisation of which no kind was said the kind that its name tells."""
    if not values["kind_id"]:
        values["kind_id"] = derived[_KIND]


REGISTER = Register(
    subject=SUBJECT,
    model=Organisation,
    claims=Claim,
    names="organisation",
    value_fields=VALUE_FIELDS,
    private_fields=PRIVATE_FIELDS,
    named_by=("name",),
    derive=_derive,
    edits=Act.ORGANISATIONS_EDIT,
    sees_private=Act.ORGANISATIONS_SEE_CONTACT,
    defaults=defaults_of(Organisation, VALUE_FIELDS, kind_id="", place=None, status=Organisation.Status.UNKNOWN.value),
    joined={"activity": joined_activities},
    complete=_complete,
    fixed={"contact_published": False},
    published="contact_published",
    inserting=inserting,
)
