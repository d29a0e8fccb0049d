"""Writes to the administrative tree from outside: villages and communities, which no package carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction

from sanphalang.bulk import insert_rows, update_rows
from sanphalang.ledger.actions import record
from sanphalang.places.models import AbolishedPlace, Place
from sanphalang.places.rules import Level, NotAPlaceCode, PlaceCode
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import clean_text, match_key

_FIELDS = ("padded", "code", "level", "name_th", "name_en", "name_key", "postal_codes", "parent")


class VillageRow(NamedTuple):
    """A row of a list of villages as it came: its number in the file, the official code of eight digits, the name."""

    number: int
    code: str
    name: str


class VillageProblem(StrEnum):
    """Why a row was left out of the tree, or what is noteworthy about one that was taken in."""

    CODE_MALFORMED = "code_malformed"  # not eight digits
    CODE_ENDS_IN_00 = "code_ends_in_00"  # could not be told from its subdistrict
    NAME_MISSING = "name_missing"
    SAME_CODE_TWICE = "same_code_twice"  # the first row with the code counts
    SUBDISTRICT_ABOLISHED = "subdistrict_abolished"  # detail: the successor's code, if any
    DISTRICT_UNKNOWN = "district_unknown"
    UNDER_DISTRICT = "under_district"  # taken in: a community whose code names a municipality, not a subdistrict


class VillageFinding(NamedTuple):
    """What was noticed about one row."""

    row: VillageRow
    problem: VillageProblem
    detail: str = ""


@dataclass(frozen=True, slots=True)
class VillagesPut:
    """What became of a list; ``rows`` is the sum of the four outcomes, findings name each row that was left out."""

    rows: int
    created: int
    renamed: int
    unchanged: int
    left_out: int
    findings: tuple[VillageFinding, ...]


def put_villages(actor: str, *, rows: Iterable[VillageRow]) -> VillagesPut:
    """Add the villages (หมู่บ้าน, ชุมชน) of a list to the tree and correct the names of those that are in it.

    A code is an interval, so a village can only lie inside what its code begins with. Communities of towns whose code
    names no subdistrict hang on their district; a village of an abolished subdistrict is left out and reported, because
    its code lies outside the successor. Nothing is removed: a list may be of one district only.
    """
    listed = list(rows)
    with transaction.atomic():
        parents = dict(Place.objects.exclude(level=Level.VILLAGE).values_list("code", "padded"))
        successors = dict(AbolishedPlace.objects.values_list("code", "successor_codes"))
        findings: list[VillageFinding] = []
        accepted: dict[str, tuple[str, int]] = {}
        for row, code, problem, detail in _judged(listed, parents, successors):
            if problem:
                findings.append(VillageFinding(row, problem, detail))
            if problem in {None, VillageProblem.UNDER_DISTRICT}:
                accepted[code] = (_clean_name(row.name), parents.get(code[:6]) or parents[code[:4]])
        created, renamed = _write(accepted)
        if created or renamed:
            changes = {"created": [0, created], **{code: list(names) for code, names in renamed.items()}}
            record(actor, "places.put_villages", ("reference", "villages"), place=None, changes=changes, wakes=())
    return VillagesPut(
        rows=len(listed),
        created=created,
        renamed=len(renamed),
        unchanged=len(accepted) - created - len(renamed),
        left_out=len(listed) - len(accepted),
        findings=tuple(findings),
    )


_Judged = tuple[VillageRow, str, VillageProblem | None, str]


def _judged(rows: Iterable[VillageRow], parents: dict[str, int], successors: dict[str, str]) -> Iterator[_Judged]:
    seen: set[str] = set()
    for row in rows:
        code = to_arabic(row.code.strip())
        problem, detail = _judge(code, row.name, parents, successors)
        if problem in {None, VillageProblem.UNDER_DISTRICT}:
            if code in seen:
                problem = VillageProblem.SAME_CODE_TWICE
            seen.add(code)
        yield row, code, problem, detail


def _judge(
    code: str, name: str, parents: dict[str, int], successors: dict[str, str]
) -> tuple[VillageProblem | None, str]:
    if not _is_village_code(code):
        ends_in_00 = len(code) == 8 and code.isdecimal() and code.endswith("00")
        return (VillageProblem.CODE_ENDS_IN_00 if ends_in_00 else VillageProblem.CODE_MALFORMED), ""
    if not match_key(name):
        return VillageProblem.NAME_MISSING, ""
    if code[:6] in parents:
        return None, ""
    if code[:6] in successors:
        return VillageProblem.SUBDISTRICT_ABOLISHED, successors[code[:6]]
    return (VillageProblem.UNDER_DISTRICT if code[:4] in parents else VillageProblem.DISTRICT_UNKNOWN), ""


def _is_village_code(code: str) -> bool:
    try:
        return PlaceCode.parse(code).level == Level.VILLAGE
    except NotAPlaceCode:
        return False


def _clean_name(name: str) -> str:
    """Lists of the registration offices mark moved villages with an asterisk, which is not part of the name."""
    return clean_text(name).rstrip("* ")


def _write(accepted: dict[str, tuple[str, int]]) -> tuple[int, dict[str, tuple[str, str]]]:
    """Insert what is missing and rename what differs; return how many were made, and old and new names by code."""
    known = dict(Place.objects.filter(level=Level.VILLAGE).values_list("code", "name_th"))
    renamed = {
        code: (known[code], name) for code, (name, _parent) in accepted.items() if code in known and known[code] != name
    }
    missing = [
        (int(code), code, str(Level.VILLAGE), name, "", match_key(name), "", parent)
        for code, (name, parent) in accepted.items()
        if code not in known
    ]
    insert_rows(Place, _FIELDS, missing)
    update_rows(
        Place, ("name_th", "name_key"), ((name, match_key(name), int(code)) for code, (_old, name) in renamed.items())
    )
    return len(missing), renamed
