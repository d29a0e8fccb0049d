"""Villages (หมู่บ้าน) and communities of towns (ชุมชน): the level of the tree that no package carries, by import.

A code is an interval, so a village can only lie inside what its code begins with. Communities of towns whose code names
no subdistrict hang on their district.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.apps import apps
from django.db import models

from sanphalang.bulk import insert_rows, update_rows
from sanphalang.places.models import AbolishedPlace, Place
from sanphalang.places.rules import Level, NotAPlaceCode, PlaceCode
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import clean_text, match_key
from sanphalang.thai.places import VillageEntry

_COLUMNS = ("padded", "code", "level", "name_th", "name_en", "name_key", "postal_codes", "parent")


class VillageReading(NamedTuple):
    """A row of a list of villages as read: ``problem`` is why it cannot be taken in, as a kind with its detail.

    ``under_district``: its code names no subdistrict, as those of towns' communities do.
    """

    code: str
    name: str
    problem: tuple[str, str] | None = None
    under_district: bool = False


@dataclass(frozen=True, slots=True)
class VillageReader:
    """Reads codes and names of villages against the tree as it is."""

    parents: Mapping[str, int]
    successors: Mapping[str, str]

    @classmethod
    def current(cls) -> Self:
        """Return a reader of the tree as it stands in the database."""
        return cls(
            dict(Place.objects.exclude(level=Level.VILLAGE).values_list("code", "padded")),
            dict(AbolishedPlace.objects.values_list("code", "successor_codes")),
        )

    def read(self, code: str, name: str) -> VillageReading:
        """Read one row. Lists of the registration offices mark moved villages with an asterisk, no part of the name."""
        code, name = to_arabic(code.strip()), clean_text(name).rstrip("* ")
        problem = self._problem(code)
        return VillageReading(code, name, problem, problem is None and code[:6] not in self.parents)

    def _problem(self, code: str) -> tuple[str, str] | None:
        if len(code) == 8 and code.isdecimal() and code.endswith("00"):
            return "code_ends_in_00", code  # could not be told from its subdistrict
        try:
            level = PlaceCode.parse(code).level
        except NotAPlaceCode:
            return "code_malformed", code[:20]
        if level != Level.VILLAGE:
            return "code_malformed", code
        if code[:6] in self.parents:
            return None
        if code[:6] in self.successors:
            return "subdistrict_abolished", self.successors[code[:6]]
        return None if code[:4] in self.parents else ("district_unknown", code[:4])


def known_villages(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the names of the villages of the tree with these codes."""
    wanted = set(codes)
    rows = Place.objects.filter(level=Level.VILLAGE).values_list("code", "name_th")
    if len(wanted) < 5_000:
        rows = rows.filter(code__in=wanted)
    return {code: {"name": name} for code, name in rows if code in wanted}


def village_entries() -> Iterator[VillageEntry]:
    """Yield the villages of the tree for the gazetteer: their codes, since no address is read by a village's name."""
    for code in Place.objects.filter(level=Level.VILLAGE).values_list("code", flat=True).iterator(chunk_size=5_000):
        yield VillageEntry(code, "")


def put_villages(names: Mapping[str, str]) -> None:
    """Add villages, given as names by code, and rename those that are in the tree; part of an import."""
    known = known_villages(names)
    parents = dict(Place.objects.exclude(level=Level.VILLAGE).values_list("code", "padded"))
    insert_rows(
        Place,
        _COLUMNS,
        (
            (
                int(code),
                code,
                str(Level.VILLAGE),
                name,
                "",
                match_key(name),
                "",
                parents.get(code[:6]) or parents[code[:4]],
            )
            for code, name in names.items()
            if code not in known
        ),
    )
    update_rows(
        Place,
        ("name_th", "name_key"),
        [(name, match_key(name), int(code)) for code, name in names.items() if code in known],
    )


def remove_villages(codes: Iterable[str]) -> set[str]:
    """Take villages out of the tree by code; return those that have to stay, because a record lies in them."""
    places = Place.objects.filter(level=Level.VILLAGE, code__in=list(codes))
    by_number = dict(places.values_list("padded", "code"))
    used: set[int] = set()
    for model, column in _naming_places():
        rows = model._base_manager.filter(**{f"{column}__in": list(by_number)})
        used.update(rows.values_list(column, flat=True).distinct().order_by())
    places.exclude(padded__in=used).delete()
    return {by_number[each] for each in used}


def _naming_places() -> Iterator[tuple[type[models.Model], str]]:
    """Yield every table of records that lie in a place, or refer to one, with the column; whatever room's they are."""
    for model in apps.get_models():
        if {"place", "place_level"} <= {field.name for field in model._meta.concrete_fields}:
            yield model, "place"
    for relation in Place._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel):
            yield relation.field.model, relation.field.name
