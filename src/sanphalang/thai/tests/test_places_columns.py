"""What the place columns of one row are understood as together."""

import random
from itertools import permutations

import pytest

from sanphalang.thai.places import (
    AbolishedEntry,
    Context,
    Gazetteer,
    LocalAuthorityEntry,
    PlaceColumns,
    PlaceEntry,
    Reason,
    VillageEntry,
    resolve,
    resolve_columns,
    resolve_text,
)
from sanphalang.thai.places.plain_address import with_plain_address
from sanphalang.thai.tests.places_data import gazetteer
from sanphalang.thai.tests.places_styles import STYLES, names_of


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (PlaceColumns("ในเมือง", "เมือง", "ขอนแก่น"), "400101"),
        (PlaceColumns("ต.ในเมือง", "อ.เมือง", "จ.ขอนแก่น"), "400101"),
        (PlaceColumns("ในเมือง", "อำเภอเมือง จังหวัดขอนแก่น"), "400101"),
        (PlaceColumns(subdistrict="ต.ในเมือง อ.เมือง จ.ขอนแก่น"), "400101"),
        (PlaceColumns(subdistrict="ในเมือง / เมือง / ขอนแก่น"), "400101"),
        (PlaceColumns(address="99 ต.ในเมือง อ.เมือง จ.ขอนแก่น"), "400101"),
        (PlaceColumns("ในเมือง", "เมือง", postal_code="40000.0"), "400101"),
        (PlaceColumns("สวนใหญ่", "เมือง", "นนท์"), "120101"),
        (PlaceColumns("จันตุม", "พลับพลาชัย", "บุรีรัมย์"), "311501"),
        (PlaceColumns("กุดปลาดุก", "เชียงยืน", "มหาสารคาม"), "441302"),
        (PlaceColumns("กงไกรลาศ", "", "สุโขทัย"), "6404"),
        (PlaceColumns("", "", "นม"), "30"),
        (PlaceColumns("-", "ไม่ระบุ", "ขอนแก่น"), "40"),
        (PlaceColumns(code="TH400101"), "400101"),
        (PlaceColumns(code="400101.0"), "400101"),
        (PlaceColumns(code="300602"), "303202"),
        (PlaceColumns(postal_code="10110"), "10"),
        (PlaceColumns("", "ปากช่อง", "ขอนแก่น"), ""),
        (PlaceColumns(code="999999"), ""),
        (PlaceColumns(code="3001010²"), "300101"),
        (PlaceColumns(), ""),
    ],
)
def test_columns_are_understood_together(columns: PlaceColumns, code: str) -> None:
    assert resolve_columns(gazetteer(), columns).code == code


@pytest.mark.parametrize("order", list(permutations(("ในเมือง", "เมืองขอนแก่น", "ขอนแก่น"))))
def test_swapped_columns_are_put_in_order(order: tuple[str, str, str]) -> None:
    assert resolve_columns(gazetteer(), PlaceColumns(*order)).code == "400101"


def test_a_swapped_column_is_named() -> None:
    answer = resolve_columns(gazetteer(), PlaceColumns("ปากช่อง", "หนองสาหร่าย", "นครราชสีมา"))

    assert answer.code == "302106"
    assert "from_other_column" in {reason.kind for reason in answer.reasons}


def test_a_code_against_the_names_is_a_contradiction() -> None:
    answer = resolve_columns(gazetteer(), PlaceColumns("ในเมือง", "เมือง", "ขอนแก่น", code="300101"))

    assert answer.code == "400101"
    assert answer.confidence < 0.8
    assert "contradiction" in {reason.kind for reason in answer.reasons}


def test_an_unknown_code_is_named() -> None:
    assert resolve_columns(gazetteer(), PlaceColumns(code="999999")).reasons == (Reason("unknown_name", "999999"),)


def test_a_remembered_answer_depends_on_the_context() -> None:
    columns = PlaceColumns("ในเมือง", "เมือง")

    in_khon_kaen = resolve_columns(gazetteer(), columns, context=Context("40"))
    in_korat = resolve_columns(gazetteer(), columns, context=Context("30"))
    nowhere = resolve_columns(gazetteer(), columns)

    assert (in_khon_kaen.code, in_korat.code, nowhere.code) == ("400101", "300101", "")


def small_gazetteer() -> Gazetteer:
    return Gazetteer.build(
        [
            PlaceEntry("40", "province", "ขอนแก่น"),
            PlaceEntry("4001", "district", "เมืองขอนแก่น"),
            PlaceEntry("400101", "subdistrict", "ในเมือง", "Nai Mueang", ("40000",)),
            PlaceEntry("400102", "subdistrict", "สำราญ"),
        ],
        [AbolishedEntry("400199", "สำราญเก่า", "400102", "notice")],
        [LocalAuthorityEntry("ริมบึง", "เทศบาลตำบล", "400102")],
        [VillageEntry("40010103", "โนนชัย")],
    )


def test_a_village_known_to_the_gazetteer_is_answered() -> None:
    answer = resolve_text(small_gazetteer(), "ม.3 ต.ในเมือง อ.เมือง จ.ขอนแก่น")

    assert (answer.code, answer.level, answer.village_no) == ("40010103", "village", 3)


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (PlaceColumns("ในเมือง", "เมือง", "ขอนแก่น", village_no="3"), "40010103"),
        (PlaceColumns(code="40010103"), "40010103"),
        (PlaceColumns(code="40010104"), "400101"),  # no such village is known
        (PlaceColumns("ในเมือง", "เมือง", "ขอนแก่น", address="12 ม.2", village_no="3"), "400101"),
        (PlaceColumns(code="40010103", village_no="2"), "400101"),
        (PlaceColumns(code="40019903"), "400102"),  # its villages were numbered anew
        (PlaceColumns("สำราญเก่า", "เมือง", "ขอนแก่น", village_no="3"), "400102"),
        (PlaceColumns("สำราญ", "เมือง", "ขอนแก่น", code="40010103"), "4001"),
    ],
)
def test_a_village_is_answered_only_where_all_agree(columns: PlaceColumns, code: str) -> None:
    villages = [VillageEntry("40010103", "โนนชัย"), VillageEntry("40010203", "สำราญ")]
    answer = resolve_columns(small_gazetteer().knowing(villages=villages), columns)

    assert (answer.code, answer.level) == (code, {4: "district", 6: "subdistrict", 8: "village"}[len(code)])


def test_authorities_of_one_name_lead_as_far_as_all_of_them() -> None:
    entries = [LocalAuthorityEntry("ริมบึง", "เทศบาลตำบล", "400102"), LocalAuthorityEntry("ริมบึง", "เทศบาลนคร", "4001")]
    known = small_gazetteer().knowing(entries)

    assert resolve_text(known, "ทต.ริมบึง จ.ขอนแก่น").code == "400102"
    assert resolve_text(known, "อบต.ริมบึง จ.ขอนแก่น").code == "4001"
    assert resolve_text(small_gazetteer().knowing(), "ทต.ริมบึง จ.ขอนแก่น").code == "40"


@pytest.mark.parametrize("text", ["ทต.ริมบึง จ.ขอนแก่น", "เทศบาลตำบลริมบึง จ.ขอนแก่น", "ต.สำราญเก่า อ.เมือง จ.ขอนแก่น"])
def test_listed_local_authorities_and_former_places_lead_to_their_place(text: str) -> None:
    assert resolve_text(small_gazetteer(), text).code == "400102"


def test_the_short_way_answers_what_weighing_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    r = random.Random(3)
    subdistricts = sorted(code for code, entry in gazetteer().places.items() if entry.level == "subdistrict")
    texts = [r.choice(STYLES)(names_of(gazetteer(), r.choice(subdistricts)), r) for _ in range(500)]
    short = [resolve_text(gazetteer(), text) for text in texts]

    monkeypatch.setattr(resolve, "agreed_answer", lambda *_: None)

    for text, answer in zip(texts, short, strict=True):
        weighed = resolve_text(gazetteer(), text)
        assert (weighed.code, weighed.confidence) == (answer.code, answer.confidence), text
        assert set(weighed.reasons) == set(answer.reasons), text


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            PlaceColumns(address="12/3 หมู่ 4 ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น 40000"),
            PlaceColumns("ในเมือง", "เมืองขอนแก่น", "ขอนแก่น", "", "40000", "4"),
        ),
        (
            PlaceColumns(address="๒๐๙\nแขวงพระบรมมหาราชวัง\nเขตพระนคร กรุงเทพฯ", district="อ.พระนคร"),
            PlaceColumns("พระบรมมหาราชวัง", "อ.พระนคร", "กรุงเทพฯ"),
        ),
        (PlaceColumns(address="ต.ในเมือง อ.เมือง", district="ชุมแพ"), None),  # the column says otherwise
        (PlaceColumns(address="ต.ในเมืองอ.เมืองจ.ขอนแก่น"), None),  # run together
        (PlaceColumns(address="ตำบลในเมืองอำเภอเมือง อ.เมือง"), None),
        (PlaceColumns(address="ซอย 5 ต.ในเมือง อ.เมือง"), None),  # more than a house number
        (PlaceColumns(address="อ.เมือง จ.ขอนแก่น"), None),
    ],
)
def test_a_plain_address_is_columns_already(columns: PlaceColumns, expected: PlaceColumns | None) -> None:
    assert with_plain_address(columns) == expected
