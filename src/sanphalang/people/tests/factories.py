"""People for tests, here and in the rooms above; their private values carry the marks of the demo."""

from __future__ import annotations

from itertools import count
from typing import Any

from sanphalang.people.models import Person
from sanphalang.people.rules import PersonRole, derived_from_name, roles_text
from sanphalang.places.rules import PlaceCode

TELEPHONE = "0000-123-456"
EMAIL = "somebody@private.example"
ADDRESS = "99 หมู่ 1 ลับเฉพาะ"
CITIZEN_ID = "9000000000012"

_numbers = count(1)


def make_person(given_name: str = "", surname: str = "สมมติวงศ์", *, place: str = "", **fields: Any) -> Person:
    """Make somebody at a place given by its official code; ``roles`` are given as values."""
    given_name = given_name or f"คนที่{next(_numbers)}"
    derived = derived_from_name(given_name, surname)
    if place:
        code = PlaceCode.parse(place)
        fields |= {"place": code.padded, "place_level": str(code.level)}
    fields["roles"] = roles_text(set(fields.get("roles", {PersonRole.VOLUNTEER})))
    return Person.objects.create(
        given_name=given_name,
        surname=surname,
        name_key=derived.name_key,
        name_sort=derived.name_sort,
        identity=derived.identity,
        **fields,
    )


def with_private_details(given_name: str = "", surname: str = "สมมติวงศ์", *, place: str = "", **fields: Any) -> Person:
    """Make somebody of whom everything private is known."""
    private: dict[str, Any] = {
        "telephone": TELEPHONE,
        "email": EMAIL,
        "line_id": "line-private-example",
        "home_address": ADDRESS,
        "birth_year": 1967,
        "citizen_id_digest": "d" * 32,
        "citizen_id_tail": CITIZEN_ID[-4:],
    }
    return make_person(given_name, surname, place=place, **(private | fields))
