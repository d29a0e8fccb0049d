"""Small made-up lists of the network for tests, and the local authorities that they tell of."""

from __future__ import annotations

from collections.abc import Sequence

from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.sources import source_named
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import checked
from sanphalang.organisations.local_authorities import put_authorities
from sanphalang.organisations.models import LocalAuthority, NetworkMembership, NetworkTraining
from sanphalang.places.rules import PlaceCode

HEADER = ("ที่", "ชื่อ อปท.", "อำเภอ", "จังหวัด", "ปีที่เข้าร่วม", "ปีที่ออก", "การอบรม", "ปีที่อบรม", "จำนวนผู้อบรม (คน)")
PHO = ("1", "อบต.โพธิ์กลาง", "เมืองนครราชสีมา", "นครราชสีมา", "2557", "", "ค่ายผู้นำ", "๒๕๖๒", "๑๒ คน")
CITY = ("2", "เทศบาลนครนครราชสีมา", "", "นครราชสีมา", "พ.ศ. 2557–2560", "", "", "", "")
TABLE = (PHO, CITY)
_KNOWN = (
    ("6300101", "โพธิ์กลาง", "sao", "300107"),
    ("6300102", "โคกสูง", "sao", "300121"),
    ("4300101", "เทศบาลนครนครราชสีมา", "city", "3001"),
    ("2300001", "นครราชสีมา", "pao", "30"),
    ("5302101", "หมูสี", "subdistrict_municipality", "3021"),
    ("6302101", "หมูสี", "sao", "302110"),
    ("6400101", "โคกสูง", "sao", "4001"),
)


def make_authorities() -> None:
    """Make a few local authorities, some of which share a name."""
    rows = {}
    for code, name, kind, place in _KNOWN:
        where = PlaceCode.parse(place)
        rows[code] = {"name": name, "kind": kind, "place": where.padded, "place_level": where.level.value}
    put_authorities(rows, source=source_named("สถ.").pk)


def changed(row: Sequence[str], **cells: str) -> tuple[str, ...]:
    """Return a row with other cells, by their place from ``c0`` on."""
    return tuple(cells.get(f"c{at}", cell) for at, cell in enumerate(row))


def number_of(code: str) -> int:
    """Return the number of an authority."""
    return LocalAuthority.objects.get(code=code).pk


def listed(
    *rows: Sequence[str],
    header: Sequence[str] = HEADER,
    source: str = "สำนักเครือข่าย",
    centre: str = "",
    viewer: Viewer = OPERATOR,
) -> ImportBatch:
    """Have a list checked."""
    return checked(rows, header=header, kind="memberships", source=source, centre=centre, viewer=viewer)


def again(batch: ImportBatch) -> ImportBatch:
    """Check a list once more, after somebody's answer."""
    read_and_check(ImportBatch.objects.get(pk=batch.pk))
    batch.refresh_from_db()
    return batch


def members() -> dict[str, tuple[int | None, int, int | None]]:
    """Return since when who belongs: first and last year of joining, and the year of leaving."""
    rows = NetworkMembership.objects.values_list("authority__code", "joined_from", "joined_year", "left_year")
    return {code: (since, year, left) for code, since, year, left in rows}


def trained() -> set[tuple[str, str, int, int | None]]:
    """Return who had how many trained, in what and when."""
    return set(NetworkTraining.objects.values_list("authority__code", "kind", "year", "people"))


def why(batch: ImportBatch) -> dict[int, list[str]]:
    """Return why rows wait, by their numbers."""
    return dict(batch.rows.exclude(why=[]).values_list("number", "why"))
