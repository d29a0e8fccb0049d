"""Values of records in words, for pages that show two of them side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.rules import activities_shown
from sanphalang.organisations.words import STATUSES as STATUSES_OF_ORGANISATIONS
from sanphalang.people.queries import skill_names
from sanphalang.people.rules import roles_of
from sanphalang.people.words import STATUSES as STATUSES_OF_PEOPLE
from sanphalang.people.words import roles_in_words
from sanphalang.places.queries import lines
from sanphalang.stewardship.registers import Kept
from sanphalang.stewardship.rules import Side, Values
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Words

_NAMES = {"organisations": ("name",), "people": ("title", "given_name", "monastic_name", "surname")}
_TOLD_BY = {"citizen_id_digest": "citizen_id_tail"}
"""Groups that are told by another column than their first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One group of columns of two records: what each says in words, and whose value stands where nobody chooses.

    ``is_joined``: the values of both are put together.
    """

    name: str
    label: Words
    kept: str
    other: str
    side: Side
    is_joined: bool

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.kept != self.other

    @property
    def takes_other(self) -> bool:
        """Whether the other's value stands where nobody chooses."""
        return self.side == Side.OTHER and not self.is_joined


def name_of(kept: Kept, values: Values) -> str:
    """Return the name of a record."""
    parts = [values[name] for name in _NAMES[kept.code]]
    if kept.code == "people":
        parts = [f"{parts[0]}{parts[1]}", *parts[2:]]
    return " ".join(part for part in parts if part)


def lines_of(kept: Kept, one: Values, other: Values, *, with_private: bool) -> list[Line]:
    """Return what either record says, group by group; private ones only where they may be shown."""
    read = Reader(kept, (one, other))
    shape = kept.shape
    found = [
        Line(
            name=group[0],
            label=kept.fields[group[0]],
            kept=read.text(group, one),
            other=read.text(group, other),
            side=shape.side_of(group, one, other),
            is_joined=group[0] in shape.joined and not any(shape.is_unknown(group, each) for each in (one, other)),
        )
        for group in shape.groups
        if with_private or group[0] not in kept.register.private_fields
    ]
    return [line for line in found if line.kept or line.other]


class Reader:
    """Reads values of some records; names of places, kinds and skills are looked up once for all."""

    def __init__(self, kept: Kept, several: tuple[Values, ...]) -> None:
        self._kept = kept
        places = {values["place"] for values in several if values["place"] is not None}
        is_people = kept.code == "people"
        statuses = STATUSES_OF_PEOPLE if is_people else STATUSES_OF_ORGANISATIONS
        self._readers: Mapping[str, Callable[[Any], object]] = {
            "place": (lines(places) if places else {}).get,
            "status": statuses.get,
            "kind_id": ({} if is_people else kind_names()).get,
            "skills": _several(skill_names() if is_people else {}),
            "roles": lambda text: roles_in_words(roles_of(text)),
            "founded_year": year_shown,
            "birth_year": year_shown,
            "members": show_figure,
            "activity": activities_shown,
            "birth_date": _day,
            "confirmed_on": _day,
        }

    def text(self, group: tuple[str, ...], values: Values) -> str:
        """Return what a record says of a group; nothing where it knows nothing."""
        name = group[0]
        if self._kept.shape.is_unknown(group, values):
            return ""
        if name == "latitude":
            return ", ".join(str(values[each]) for each in group)
        if name == "birth_date" and not values[name]:
            name = "birth_year"
        if name in _TOLD_BY:
            return _("ends in %(digits)s") % {"digits": values[_TOLD_BY[name]] or "–"}
        value = values[name]
        return str(self._readers.get(name, str)(value) or value)


def _several(names: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda codes: ", ".join(names.get(code, code) for code in codes)


def _day(text: str) -> str:
    return day_shown(date.fromisoformat(text))
