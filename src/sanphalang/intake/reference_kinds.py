"""How villages and local authorities are read from the rows of a list."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from sanphalang.intake.reference_lists import ReadRow, ReferenceList
from sanphalang.organisations.local_authorities import (
    Kind,
    kind_said,
    known_authorities,
    put_authorities,
    remove_authorities,
)
from sanphalang.places.gazetteer import current as current_gazetteer
from sanphalang.places.rules import Level, PlaceCode
from sanphalang.places.villages import VillageReader, known_villages, put_villages, remove_villages
from sanphalang.thai.key import clean_text, match_key
from sanphalang.thai.places import Context, PlaceColumns, resolve_columns

_SURE_ENOUGH = 0.75
_OF_A_PROVINCE = (Kind.PAO, Kind.SPECIAL)
"""Kinds of which a province has one, or one of a name; any other name occurs in several districts."""


def villages_reference() -> ReferenceList:
    """Return how villages are read, known, put and removed."""
    reader = VillageReader.current()

    def read(cells: Mapping[str, str]) -> ReadRow:
        village = reader.read(cells.get("code", ""), cells.get("name", ""))
        notes = [("village_under_district", village.code)] if village.under_district else []
        return ReadRow(village.code, {"name": village.name}, [village.problem] if village.problem else [], notes)

    def put(rows: Mapping[str, Mapping[str, Any]], _source: int) -> None:
        put_villages({code: columns["name"] for code, columns in rows.items()})

    return ReferenceList(read=read, known=known_villages, put=put, remove=remove_villages)


def local_authorities_reference() -> ReferenceList:
    """Return how local authorities are read, known, put and removed."""

    def put(rows: Mapping[str, Mapping[str, Any]], source: int) -> None:
        put_authorities(rows, source=source)

    return ReferenceList(read=_read_authority, known=known_authorities, put=put, remove=remove_authorities)


def _read_authority(cells: Mapping[str, str]) -> ReadRow:
    name = clean_text(cells.get("name", ""))
    kind = kind_said(cells.get("kind", ""), name)
    place, notes = _place_of(cells, name, kind)
    doubts = [] if kind else [("authority_kind_unknown", cells.get("kind", ""))]
    code = cells.get("code", "")
    if place is None:
        return ReadRow(code, {"name": name}, [*doubts, ("place_unknown", "")])
    if not code:
        code = _made_up_code(name, kind, place)
        if place.level == Level.PROVINCE and kind not in _OF_A_PROVINCE:
            doubts.append(("authority_without_code", place.text))
    columns = {"name": name, "kind": str(kind or ""), "place": place.padded, "place_level": place.level.value}
    return ReadRow(code, columns, doubts, notes)


def _made_up_code(name: str, kind: Kind | None, place: PlaceCode) -> str:
    """Return the code of an authority whose list has none: the same for the same kind, name and place in every list.

    It begins with a sign that no official code has.
    """
    words = f"{kind or ''} {match_key(name)} {place.text}"
    return f"~{blake2b(words.encode(), digest_size=6).hexdigest()[:11]}"


def _place_of(cells: Mapping[str, str], name: str, kind: Kind | None) -> tuple[PlaceCode | None, list[tuple[str, str]]]:
    """Return where an authority lies, as exactly as its code and name tell.

    The ministry's own codes end in numbers that are no subdistrict's (60 and on for อบต.); their first four digits are
    the district. An อบต. bears the name of its subdistrict; the larger ones reach over several and stay at their
    district, an อบจ. at its province.
    """
    gazetteer = current_gazetteer()
    geocode = cells.get("geocode", "")
    province = cells.get("province_code", "")[:2] or geocode[:2]
    if geocode in gazetteer.places and len(geocode) == 6:
        return PlaceCode.parse(geocode), []
    within = next((code for code in (geocode[:4], province) if code in gazetteer.places), "")
    if kind == Kind.PAO:
        within = within[:2]
    if kind == Kind.PAO and within:
        return PlaceCode.parse(within), []
    around = {len(code): gazetteer.places[code].name_th for code in (within[:2], within[:4]) if code}
    written = PlaceColumns(
        subdistrict=cells.get("subdistrict") or (name if kind == Kind.SAO else ""),
        district=cells.get("district") or around.get(4, ""),
        province=cells.get("province") or around.get(2, ""),
        address=cells.get("address", ""),
    )
    answer = resolve_columns(gazetteer, written, context=Context(within=within))
    if answer.code.startswith(within) and answer.confidence >= _SURE_ENOUGH:
        return PlaceCode.parse(answer.code), []
    if within:
        return PlaceCode.parse(within), [("place_less_exact", answer.code)]
    return None, []
