"""An address read as columns means what the full reading of it means."""

import itertools

import pytest

from sanphalang.thai.places import resolve
from sanphalang.thai.places.answer import NO_CONTEXT, PlaceColumns
from sanphalang.thai.places.plain_address import with_plain_address
from sanphalang.thai.tests.places_data import gazetteer

_HOUSES = ("", "12 ", "เลขที่ 99/1 ")
_FACILITIES = ("", "ศาลาประชาคม ", "วัดหนองบัว ", "ที่ทำการชุมชนสวนร่มไทร2 ", "ถนนเพชรบุรี ", "บ้านโนนสูง ")
_VILLAGES = ("", "หมู่ที่ 7 ", "ม.11 ")
_HAMLETS = ("", "บ้านคลองเงิน", "บ้านขอนแก่น")
_PLACES = (("ในเมือง", "เมืองขอนแก่น", "ขอนแก่น"), ("หมูสี", "ปากช่อง", "นครราชสีมา"), ("บ้านทุ่ม", "เมือง", "ขอนแก่น"))
_REPEATED = ("", "ต.{}", "ตำบล{}")


def test_where_inside_the_subdistrict_changes_nothing_but_the_village() -> None:
    read_as_columns = 0
    parts = (_HOUSES, _FACILITIES, _VILLAGES, _HAMLETS, _PLACES, _REPEATED)
    for house, facility, village, hamlet, place, repeated in itertools.product(*parts):
        address = f"{house}{facility}{village}{hamlet} {repeated.format(place[0])}".strip()
        columns = PlaceColumns(*place, address=address)
        if not address or with_plain_address(columns) is None:
            continue
        read_as_columns += 1
        quick = resolve.resolve_columns(gazetteer(), columns)
        full = resolve._resolve_columns(gazetteer(), columns, NO_CONTEXT)
        assert (quick.code, quick.level, quick.village_no) == (full.code, full.level, full.village_no), address
        assert quick.confidence == full.confidence, address
    assert read_as_columns > 1_000


@pytest.mark.parametrize(
    ("address", "village_no"),
    [
        ("ศาลาประชาคม หมู่ที่ 7 อ.สีคิ้ว", ""),
        ("ที่ทำการ อบต.บ้านเป็ด", ""),
        ("หมู่ที่ 7 ต.บ้านเป็ด", ""),
        ("หมู่ที่ 7 บ้านโนน", "8"),
        ("โรงเรียนเทศบาลวัดกลาง", ""),
        ("ใกล้ตลาด ขอนแก่น", ""),
    ],
)
def test_an_address_that_names_another_place_is_read_in_full(address: str, village_no: str) -> None:
    columns = PlaceColumns("ในเมือง", "เมืองขอนแก่น", "ขอนแก่น", address=address, village_no=village_no)
    assert with_plain_address(columns) is None


def test_without_its_columns_it_is_read_in_full() -> None:
    assert with_plain_address(PlaceColumns("", "ปากช่อง", "นครราชสีมา", address="หมู่ที่ 7 บ้านคลอง")) is None
