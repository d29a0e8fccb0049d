"""Loads the reference data of the country: the tree, the abolished codes, regions, clusters and zones of Bangkok.

The tree comes from the pinned ``geothai`` package (Department of Provincial Administration; CC BY 4.0); areas come from
the CSV files beside this module (``reference/README.md``). Loading again changes only what differs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import geothai
from django.db import models, transaction
from geothai.abolished import abolished_areas

from sanphalang.bulk import insert_rows, update_rows
from sanphalang.places.models import AbolishedPlace, Area, Place
from sanphalang.places.rules import Level, PlaceCode
from sanphalang.thai.key import match_key
from sanphalang.thai.places.former_places import successors_by_name

_PLACE_FIELDS = ("padded", "code", "level", "name_th", "name_en", "name_key", "postal_codes", "parent_id")
_ABOLISHED_FIELDS = (
    "code", "name_th", "name_en", "abolished_on", "successor_id", "successor_codes", "reason", "in_force_on", "notice",
)  # fmt: skip
_AREA_FILES = {
    Area.Scheme.REGION: "regions.csv",
    Area.Scheme.CLUSTER: "clusters.csv",
    Area.Scheme.BANGKOK_ZONE: "bangkok_zones.csv",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows of reference data the database holds, and how many of them this loading wrote."""

    provinces: int
    districts: int
    subdistricts: int
    abolished: int
    areas: int
    written: int


def load() -> Loaded:
    """Bring the tree, the abolished codes and the areas in line with the reference data. Villages are left alone."""
    places = [*_provinces(), *_districts(), *_subdistricts()]
    abolished = list(_abolished({row[1]: row for row in places}))
    with transaction.atomic():
        written = _bring_in_line(Place, _PLACE_FIELDS, places)
        written += _bring_in_line(AbolishedPlace, _ABOLISHED_FIELDS, abolished)
        areas = list(_areas())
        written += sum(_put_area(*area) for area in areas)
    levels = [row[2] for row in places]
    return Loaded(
        provinces=levels.count(Level.PROVINCE),
        districts=levels.count(Level.DISTRICT),
        subdistricts=levels.count(Level.SUBDISTRICT),
        abolished=len(abolished),
        areas=len(areas),
        written=written,
    )


_Row = tuple[Any, ...]


def _provinces() -> Iterator[_Row]:
    for province in geothai.provinces():
        yield _place_row(province.code, province.name_th, province.name_en)


def _districts() -> Iterator[_Row]:
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            yield _place_row(district.code, _without_khet(district.code, district.name_th), district.name_en)


def _subdistricts() -> Iterator[_Row]:
    for _padded, district, *_rest in _districts():
        for place in geothai.subdistricts(district):
            yield _place_row(place.code, place.name_th, place.name_en, " ".join(place.postal_codes))


def _place_row(code: str, name_th: str, name_en: str, postal_codes: str = "") -> _Row:
    place = PlaceCode.parse(code)
    parent = place.ancestors[-1].padded if place.ancestors else None
    return place.padded, code, str(place.level), name_th, name_en, match_key(name_th), postal_codes, parent


def _without_khet(code: str, name_th: str) -> str:
    """Districts of Bangkok carry their prefix at the source, all others do not; here no name does."""
    return name_th.removeprefix("เขต") if code.startswith("10") else name_th


def _abolished(current: dict[str, _Row]) -> Iterator[_Row]:
    """Yield the abolished codes; those without a stated successor get the one that their name proves, if any."""
    areas = abolished_areas()
    unanswered = {area.code: area.name_th.removeprefix("กิ่งอำเภอ") for area in areas if not area.successors}
    names = {code: (row[2], row[3]) for code, row in current.items()}
    proven = successors_by_name(names, unanswered)
    for area in areas:
        successors = area.successors or proven.get(area.code, ())
        yield (
            area.code,
            area.name_th,
            area.name_en or "",
            _date(area.abolished_on),
            _place_around(successors),
            " ".join(successors),
            area.successors_basis or ("same_name" if successors else ""),
            _date(area.successors_in_force),
            area.successors_source or "",
        )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _place_around(codes: tuple[str, ...]) -> int | None:
    """Return the padded code of the one successor, or of the smallest place around all of them."""
    if not codes:
        return None
    around = next(codes[0][:digits] for digits in (6, 4, 2) if len({code[:digits] for code in codes}) == 1)
    return PlaceCode.parse(around).padded


def _areas() -> Iterator[tuple[str, str, str, str, frozenset[int]]]:
    folder = files("sanphalang.places").joinpath("reference")
    for scheme, name in _AREA_FILES.items():
        with folder.joinpath(name).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                places = frozenset(PlaceCode.parse(code).padded for code in row["place_codes"].split())
                yield scheme, row["code"], row["name_th"], row["name_en"], places


def _put_area(scheme: str, code: str, name_th: str, name_en: str, places: frozenset[int]) -> int:
    """Write an area and its places where they differ; return 1 if they did."""
    area, created = Area.objects.get_or_create(
        scheme=scheme, code=code, defaults={"name_th": name_th, "name_en": name_en}
    )
    renamed = (area.name_th, area.name_en) != (name_th, name_en)
    if renamed:
        Area.objects.filter(pk=area.pk).update(name_th=name_th, name_en=name_en)
    moved = set(area.places.values_list("padded", flat=True)) != places
    if moved:
        area.places.set(places)
    return int(created or renamed or moved)


def _bring_in_line(model: type[models.Model], fields: tuple[str, ...], rows: Iterable[_Row]) -> int:
    """Insert the rows that are missing and update those that differ; the first field is the key. Return how many."""
    columns = [field.removesuffix("_id") for field in fields]
    known = {row[0]: row for row in model._default_manager.values_list(*fields)}
    missing = []
    differing = []
    for row in rows:
        if row[0] not in known:
            missing.append(row)
        elif known[row[0]] != row:
            differing.append((*row[1:], row[0]))
    insert_rows(model, columns, missing)
    update_rows(model, columns[1:], differing)
    return len(missing) + len(differing)
