"""Lists of local authorities and villages that were brought in help to place what comes after them."""

from __future__ import annotations

import pytest

from sanphalang.intake.known_places import gazetteer, gazetteer_with_villages
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import brought_in, checked, outcomes, withdrawn
from sanphalang.organisations.models import Organisation
from sanphalang.thai.places import PlaceColumns, resolve_columns, resolve_text

pytestmark = pytest.mark.django_db

HEADER = ("ชื่อกลุ่ม", "ที่อยู่", "จังหวัด", "จำนวนสมาชิก")
MOO_2 = "ม.2 ต.ในเมือง อ.เมือง จ.นครราชสีมา"
AT_THE_LAKE = "ทต.ริมบึงงาม จ.นครราชสีมา"


def villages() -> ImportBatch:
    rows = [("30010101", "บ้านหนึ่ง"), ("30010102", "บ้านสอง")]
    return brought_in(checked(rows, header=("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), kind="villages"))


def authorities() -> ImportBatch:
    header = ("dola_code", "type", "name_th", "geocode")
    return brought_in(
        checked([("5300101", "เทศบาลตำบล", "เทศบาลตำบลริมบึงงาม", "300103")], header=header, kind="local-authorities")
    )


def test_a_village_is_answered_while_its_list_stands() -> None:
    columns = PlaceColumns(code="30010102")
    assert resolve_text(gazetteer_with_villages(), MOO_2).code == "300101"
    batch = villages()
    assert resolve_text(gazetteer_with_villages(), MOO_2).code == "30010102"
    assert resolve_columns(gazetteer_with_villages(), columns).level == "village"
    assert gazetteer_with_villages() is gazetteer_with_villages()
    withdrawn(batch)
    assert resolve_columns(gazetteer_with_villages(), columns).level == "subdistrict"


@pytest.mark.parametrize("written", [AT_THE_LAKE, "เทศบาลตำบลริมบึงงาม จังหวัดนครราชสีมา"])
def test_a_local_authority_tells_the_place_while_its_list_stands(written: str) -> None:
    assert resolve_text(gazetteer(), written).code == "30"
    batch = authorities()
    assert resolve_text(gazetteer(), written).code == "300103"
    withdrawn(batch)
    assert resolve_text(gazetteer(), written).code == "30"


def test_a_list_is_known_again_whatever_reference_lists_came_between() -> None:
    rows = [("กลุ่มทอผ้าบ้านสวย", MOO_2, "นครราชสีมา", "12"), ("กลุ่มขนมบ้านงาม", MOO_2, "นครราชสีมา", "13")]
    brought_in(checked(rows, header=HEADER))
    before = list(Organisation.objects.order_by("id").values())
    villages()
    authorities()
    again = brought_in(checked(rows, header=HEADER))
    assert set(outcomes(again).values()) == {"unchanged"}
    assert list(Organisation.objects.order_by("id").values()) == before
    assert {(place["place"], place["village_no"]) for place in before} == {(30010100, "2")}
