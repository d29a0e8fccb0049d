"""The two registers whose records are merged, each as the same few facts; nothing else in the room knows them apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from sanphalang.access.roles import Act
from sanphalang.files.registers import Register
from sanphalang.matching.registers import ORGANISATIONS as COMPARED_ORGANISATIONS
from sanphalang.matching.registers import PEOPLE as COMPARED_PEOPLE
from sanphalang.matching.registers import Compared
from sanphalang.organisations import rules as organisations
from sanphalang.organisations.actions import who_looks_after as who_looks_after_organisations
from sanphalang.organisations.register import REGISTER as ORGANISATIONS
from sanphalang.organisations.words import FIELDS as FIELDS_OF_ORGANISATIONS
from sanphalang.people import rules as people
from sanphalang.people.actions import who_looks_after as who_looks_after_people
from sanphalang.people.register import REGISTER as PEOPLE
from sanphalang.people.words import FIELDS as FIELDS_OF_PEOPLE
from sanphalang.stewardship.rules import Shape
from sanphalang.web.table import Words


@dataclass(frozen=True)
class Kept:
    """A register as this room takes it.

    ``together`` are groups of columns that only make sense together, ``unknown`` values that tell nothing,
    ``in_clear`` the columns that the ledger keeps as they are.
    """

    code: str
    register: Register
    compared: Compared
    sees: Act | None
    together: tuple[tuple[str, ...], ...]
    unknown: Mapping[str, str]
    in_clear: tuple[str, ...]
    fields: Mapping[str, Words]
    who_looks_after: Callable[[int | None], str]

    @cached_property
    def sets(self) -> tuple[str, ...]:
        """The columns that hold a set of others, as a person's skills."""
        return tuple(each.name for each in self.register.model._meta.local_many_to_many)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Everything that a record says, as this room puts it together."""
        published = (self.register.published,) if self.register.published else ()
        return (*self.register.value_fields, *published, *self.sets)

    @cached_property
    def shape(self) -> Shape:
        """How the values of two records are put together."""
        later = {name for group in self.together for name in group[1:]}
        groups = {group[0]: group for group in self.together}
        chosen = (*self.register.value_fields, *self.sets)
        return Shape(
            groups=tuple(groups.get(name, (name,)) for name in chosen if name not in later),
            joined={**self.register.joined, **dict.fromkeys(self.sets, _united)},
            unknown=self.unknown,
            published=self.register.published,
            private=self.register.private_fields,
        )

    def page_of(self, record: int) -> str:
        """Return the address of a record."""
        return reverse(f"{self.code}:page", args=[record])


def _united(one: list[Any], other: list[Any]) -> list[Any]:
    return sorted({*one, *other})


KEPT: Mapping[str, Kept] = {
    "organisations": Kept(
        code="organisations",
        register=ORGANISATIONS,
        compared=COMPARED_ORGANISATIONS,
        sees=None,
        together=(("place", "place_level"), ("latitude", "longitude")),
        unknown={"status": "unknown", "kind_id": "other"},
        in_clear=organisations.RECORDED_IN_CLEAR,
        fields=FIELDS_OF_ORGANISATIONS,
        who_looks_after=who_looks_after_organisations,
    ),
    "people": Kept(
        code="people",
        register=PEOPLE,
        compared=COMPARED_PEOPLE,
        sees=Act.PEOPLE_SEE,
        together=(
            ("place", "place_level"),
            ("birth_date", "birth_year"),
            ("citizen_id_digest", "citizen_id_tail"),
        ),
        unknown={"status": "unknown"},
        in_clear=people.RECORDED_IN_CLEAR,
        fields=FIELDS_OF_PEOPLE,
        who_looks_after=who_looks_after_people,
    ),
}
"""By the name of the room that keeps them."""
