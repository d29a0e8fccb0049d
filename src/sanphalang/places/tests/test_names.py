"""How places are called, in Thai and in English."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from django.utils.translation import override

from sanphalang.places.names import full_name, level_name, own_name, short_name


class _Place(NamedTuple):
    code: str
    level: str
    name_th: str
    name_en: str = ""
    parent_id: int | None = None


KORAT = _Place("30", "province", "นครราชสีมา", "Nakhon Ratchasima")
MUEANG = _Place("3001", "district", "เมืองนครราชสีมา", "Mueang Nakhon Ratchasima")
NAI_MUEANG = _Place("300101", "subdistrict", "ในเมือง", "Nai Mueang")
BANGKOK = _Place("10", "province", "กรุงเทพมหานคร", "Bangkok")
PHRA_NAKHON = _Place("1001", "district", "พระนคร", "Phra Nakhon")
PALACE = _Place("100101", "subdistrict", "พระบรมมหาราชวัง", "Phra Borom Maha Ratchawang")
VILLAGE = _Place("30010204", "village", "บ้านหนองแซง", parent_id=30_010_200)
COMMUNITY = _Place("30010205", "village", "ชุมชนวัดโคก", parent_id=30_010_200)
OF_A_TOWN = _Place("11013002", "village", "ปลายบัว", parent_id=11_010_000)


@pytest.mark.parametrize(
    ("place", "full", "short"),
    [
        (KORAT, "จังหวัดนครราชสีมา", "จ.นครราชสีมา"),
        (MUEANG, "อำเภอเมืองนครราชสีมา", "อ.เมืองนครราชสีมา"),
        (NAI_MUEANG, "ตำบลในเมือง", "ต.ในเมือง"),
        (BANGKOK, "กรุงเทพมหานคร", "กรุงเทพมหานคร"),
        (PHRA_NAKHON, "เขตพระนคร", "เขตพระนคร"),
        (PALACE, "แขวงพระบรมมหาราชวัง", "แขวงพระบรมมหาราชวัง"),
        (VILLAGE, "หมู่ที่ 4 บ้านหนองแซง", "หมู่ที่ 4 บ้านหนองแซง"),
        (COMMUNITY, "ชุมชนวัดโคก", "ชุมชนวัดโคก"),
        (OF_A_TOWN, "ปลายบัว", "ปลายบัว"),
    ],
)
def test_names_in_thai(place: _Place, full: str, short: str) -> None:
    with override("th"):
        assert (full_name(place), short_name(place)) == (full, short)


@pytest.mark.parametrize(
    ("place", "full", "short"),
    [
        (KORAT, "Nakhon Ratchasima Province", "Nakhon Ratchasima"),
        (MUEANG, "Mueang Nakhon Ratchasima District", "Mueang Nakhon Ratchasima"),
        (NAI_MUEANG, "Nai Mueang Subdistrict", "Nai Mueang"),
        (BANGKOK, "Bangkok", "Bangkok"),
        (VILLAGE, "Village no. 4 บ้านหนองแซง", "Village no. 4 บ้านหนองแซง"),
        (NAI_MUEANG._replace(name_en=""), "ตำบลในเมือง", "ในเมือง"),
    ],
)
def test_names_in_english(place: _Place, full: str, short: str) -> None:
    with override("en"):
        assert (full_name(place), short_name(place)) == (full, short)


def test_levels_of_bangkok_have_words_of_their_own() -> None:
    with override("th"):
        assert level_name("province", "30") == "จังหวัด"
        assert level_name("province", "10") == "เมืองหลวง"
        assert level_name("district", "3001") == "อำเภอ"
        assert level_name("district", "1001") == "เขต"
        assert level_name("subdistrict", "100101") == "แขวง"


def test_a_name_without_prefix() -> None:
    with override("th"):
        assert own_name(KORAT) == "นครราชสีมา"
    with override("en"):
        assert own_name(VILLAGE) == "บ้านหนองแซง"
