"""Organisations, people and centres for tests, here and in the rooms above."""

from __future__ import annotations

from itertools import count
from typing import Any

from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.rules import derived_from_name
from sanphalang.places.rules import PlaceCode

_numbers = count(1)


def make_organisation(name: str = "", *, place: str = "", kind: str = "", **fields: Any) -> Organisation:
    """Make an organisation at a place given by its official code; its kind is the one that its name tells."""
    name = name or f"กลุ่มทดลองที่ {next(_numbers)}"
    derived = derived_from_name(name)
    if place:
        code = PlaceCode.parse(place)
        fields |= {"place": code.padded, "place_level": code.level}
    return Organisation.objects.create(
        name=name,
        name_key=derived.name_key,
        name_sort=derived.name_sort,
        identity=derived.identity,
        kind_id=kind or derived.kind,
        **fields,
    )


def make_account(role: Role | None = None, *, centre: str = "", name: str = "") -> User:
    """Make an account, with a role at the centre of this code or, without one, over the nation."""
    number = next(_numbers)
    user = User.objects.create_user(f"person{number}@private.example", "a long password", name=name or f"คนที่ {number}")
    if role is not None:
        Grant.objects.create(user=user, role=role, centre=Centre.objects.get(code=centre) if centre else None)
    return user


def make_viewer(role: Role | None = None, *, centre: str = "", name: str = "") -> Viewer:
    """Make an account and return the viewer that it is."""
    return viewer_of(make_account(role, centre=centre, name=name), has_second_factor=True)
