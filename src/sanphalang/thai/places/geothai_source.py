"""The entries of the pinned ``geothai`` package (data of the Department of Provincial Administration)."""

from collections.abc import Iterator

import geothai
from geothai.abolished import abolished_areas

from sanphalang.thai.places.gazetteer import AbolishedEntry, PlaceEntry


def read_places() -> Iterator[PlaceEntry]:
    """Yield every province, district and subdistrict of today."""
    for province in geothai.provinces():
        yield PlaceEntry(province.code, "province", province.name_th, province.name_en)
        for district in geothai.districts(province.code):
            yield PlaceEntry(district.code, "district", district.name_th, district.name_en)
            for sub in geothai.subdistricts(district.code):
                yield PlaceEntry(sub.code, "subdistrict", sub.name_th, sub.name_en, tuple(sub.postal_codes))


def read_abolished() -> Iterator[AbolishedEntry]:
    """Yield every abolished district and subdistrict, once for each successor, with how the successor is known."""
    for area in abolished_areas():
        for successor in area.successors or ("",):
            yield AbolishedEntry(area.code, area.name_th, successor, area.successors_basis or "")
