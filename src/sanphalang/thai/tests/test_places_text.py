"""What one free address text is understood as."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.places import LEAST_CONFIDENCE, Context, PlaceAnswer, PlaceColumns, resolve_columns, resolve_text
from sanphalang.thai.tests.places_data import gazetteer, names


def kinds(answer: PlaceAnswer) -> set[str]:
    return {reason.kind for reason in answer.reasons}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12 ม.3 ต.ในเมือง อ.เมือง จ.ขอนแก่น 40000", "400101"),
        ("ต.ในเมืองอ.เมืองจ.ขอนแก่น", "400101"),
        ("ต ในเมือง อ เมือง จ ขอนแก่น", "400101"),
        ("ตําบลในเมือง อําเภอเมือง จังหวัดขอนเเก่น", "400101"),
        ("จังหวัดขอนแก่น\nอำเภอเมือง\nตำบลในเมือง", "400101"),
        ("ในเมือง เมือง ขอนแก่น", "400101"),
        ("ขอนแก่น เมือง ในเมือง", "400101"),
        ("ม.ขอนแก่น ต.ในเมือง อ.เมือง จ.ขก.", "400101"),
        ("ถนนเพชรเกษม ตำบล ปากน้ำ อำเภอเมืองกระบี่ กระบี่ 81000", "810101"),
        ("ตำบล/แขวง: เกาะเปริด อำเภอ/เขต: แหลมสิงห์ จังหวัด: จันทบุรี", "220602"),
        ("แขวงถนนนครไชยศรี เขตดุสิต กทม. ๑๐๓๐๐", "100206"),
        ("67 หมู่ 4 ตำบลทุ่งพระยา อำเภอสนามชัยเขต จังหวัดฉะเชิงเทรา", "240803"),
        ("ม.1 ต.ในเมือง กิ่ง อ.เมือง โคราช", "300101"),
        ("ต.หนองสาหร่าย ปากช่อง", "302106"),
        ("ต.หนองสาหร่าย อปากช่อง จ.นครราชสีมา", "302106"),
        ("อบต.หนองสาหร่าย อ.ปากช่อง จ.นครราชสีมา", "302106"),
        ("สำนักงานเทศบาลนครขอนแก่น", "4001"),
        ("อบจ.ขอนแก่น", "40"),
        ("จ.ส.ต.สมชาย ใจดี 12 ม.3 ต.นาดี อ.เมือง จ.อุดรธานี", "410111"),
        ("หนองโบสถ์ นางรอง บุรีรัมย์", "310406"),
        ("Tambon Nai Mueang, Amphoe Mueang Khon Kaen, Khon Kaen 40000", "400101"),
        ("9 Moo 5, Nai Mueang Subdistrict, Mueang Khon Kaen District, Khon Kaen Province", "400101"),
        ("99/1 Moo.2, T. Suthep, A. Muang, Chiang Mai 50200", "500108"),
        ("Hat Yai, Songkhla 90110", "9011"),
        ("ในเขตเทศบาล อ.ปากช่อง จ.นครราชสีมา", "3021"),
        ("อ.เมืองคอน", "8001"),
        ("จ.แปดริ้ว", "24"),
        ("จ.แม่กลอง", "75"),
        ("จ.นครศรีฯ", "80"),
        ("โคราช", "30"),
        ("ปากช่อง", "3021"),
    ],
)
def test_an_address_is_understood_however_it_is_written(text: str, code: str) -> None:
    answer = resolve_text(gazetteer(), text)

    assert answer.code == code, names(answer.code)
    assert answer.confidence >= LEAST_CONFIDENCE


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("354 หมู่ 2 ตำบลขามทะเลสอ อำดภอขามทะเลสอ จังหวัดนครราชสีมา", "301901", "exact"),
        ("227 หมู่ 1 ตำบลนาเกลือ อำเภอพระสมุทรเจดีย์ จังหวัเสมุทรปราการ", "110501", "exact"),
        ("31 หมู่ 3 ตำบหรเทพ อำเภอบ้านหมอ จังหวัดสระบุรี", "190605", "typo"),
        ("113 ต.มุกดาาหาร อ.เมือง จ.มุกดาหาร", "490101", "typo"),
        ("ต.วัดไทร อ.เมือง จ.นครสวรรค์", "600113", "typo"),
        ("ต.โคกกระเทียม อ.เมือง จ.ลพบุรี", "160107", "typo"),
        ("ต.พิมาน อ.เมืองสตูล จ.สตูล", "910101", "exact"),
        ("ต.อิปัน อ.พระแสง จ.สุราษฏร์ธานี", "841601", "typo"),
    ],
)
def test_typing_errors_are_read_and_named(text: str, code: str, kind: str) -> None:
    answer = resolve_text(gazetteer(), text)

    assert (answer.code, kind in kinds(answer)) == (code, True), answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("อ.อรัญประเทศ จ.ปราจีนบุรี", "2706"),  # became a part of สระแก้ว in 2536
        ("อ.บึงกาฬ จ.หนองคาย", "3801"),
        ("ต.หนองงูเหลือม อ.จักราช จ.นครราชสีมา", "303204"),
        ("แขวงคลองตันเหนือ เขตคลองเตย กรุงเทพมหานคร", "103902"),
        ("ต.ปะตง อ.โป่งน้ำร้อน จ.จันทบุรี", "220701"),
    ],
)
def test_a_place_that_moved_is_answered_by_what_it_is_today(text: str, code: str) -> None:
    answer = resolve_text(gazetteer(), text)

    assert (answer.code, "abolished_successor" in kinds(answer)) == (code, True), answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ต.ขามเรียน อ.ยางสีสุราช จ.มหาสารคาม", "441106"),
        ("ต.หนองหัวแรต อ.หนองบุนนาก จ.นครราชสีมา", "302204"),
        ("ต.โคกไทย อ.โคกปีบ จ.ปราจีนบุรี", "250902"),
    ],
)
def test_a_former_name_is_answered_by_the_place_of_today(text: str, code: str) -> None:
    answer = resolve_text(gazetteer(), text)

    assert (answer.code, "renamed" in kinds(answer)) == (code, True), answer


def test_names_behind_each_others_marks_are_exchanged() -> None:
    answer = resolve_text(gazetteer(), "ต.ตะกั่วทุ่ง อ.กระโสม จ.พังงา")

    assert (answer.code, "from_other_column" in kinds(answer)) == ("820402", True), answer


def test_a_place_split_in_two_is_answered_by_its_parent_with_both_listed() -> None:
    answer = resolve_text(gazetteer(), "แขวงบางนา เขตบางนา กทม. 10260")

    assert (answer.code, answer.level) == ("1047", "district")
    assert {alternative.code for alternative in answer.alternatives} == {"104702", "104703"}
    assert "ambiguous" in kinds(answer)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "no_place"),
        ("-", "no_place"),
        ("ไม่ระบุ", "no_place"),
        ("หมู่ที่ 5 บ้านไร่", "no_place"),
        ("กลุ่มแม่บ้านเกษตรกรนางสุนารี", "no_place"),
        ("ตำบลบ้านใหม่", "ambiguous"),
        ("อ.เมือง", "ambiguous"),
        ("อ.ปากช่อง จ.ขอนแก่น", "contradiction"),
    ],
)
def test_nothing_is_answered_rather_than_something_wrong(text: str, kind: str) -> None:
    answer = resolve_text(gazetteer(), text)

    assert (answer.code, answer.level, answer.confidence) == ("", None, 0.0)
    assert kind in kinds(answer)


def test_a_contradiction_between_two_names_and_one_is_answered_with_doubt() -> None:
    answer = resolve_text(gazetteer(), "ต.หนองสาหร่าย อ.ปากช่อง จ.ขอนแก่น")

    assert answer.code == "302106"
    assert answer.confidence < 0.8
    assert "contradiction" in kinds(answer)


def test_a_subdistrict_of_another_district_leaves_the_district() -> None:
    answer = resolve_text(gazetteer(), "ต.บ้านสวน อ.ศรีราชา จ.ชลบุรี")

    assert answer.code == "2007"
    assert "200105" in {alternative.code for alternative in answer.alternatives}


def test_context_chooses_between_places_but_does_not_override_the_text() -> None:
    within = Context(within="40")

    chosen = resolve_text(gazetteer(), "ต.ในเมือง อ.เมือง", context=within)
    stated = resolve_text(gazetteer(), "ต.ในเมือง อ.เมือง จ.นครราชสีมา", context=within)

    assert (chosen.code, "from_context" in kinds(chosen)) == ("400101", True)
    assert (stated.code, stated.confidence) == ("300101", 0.99)


def test_a_postal_code_chooses_between_places() -> None:
    answer = resolve_text(gazetteer(), "ต.ในเมือง อ.เมือง 40000")

    assert (answer.code, "postal_code" in kinds(answer)) == ("400101", True)


def test_the_village_number_is_read() -> None:
    assert resolve_text(gazetteer(), "12 หมู่ที่ ๑๑ ต.ในเมือง อ.เมือง จ.ขอนแก่น").village_no == 11


@given(st.text(alphabet=st.sampled_from("ตอจ. เมืองขแก่นบ้านใหม่หมู่ที่ตำบลอำเภอจังหวัด0123456789/,-\nกทฯ"), max_size=60))
def test_any_text_is_answered_consistently(text: str) -> None:
    answer = resolve_text(gazetteer(), text)

    assert bool(answer.code) == (answer.level is not None) == (answer.confidence >= LEAST_CONFIDENCE)
    assert answer.code == "" or answer.code in gazetteer().places
    assert all(alternative.code in gazetteer().places for alternative in answer.alternatives)
    assert answer.code not in {alternative.code for alternative in answer.alternatives}
    assert answer.reasons
    assert answer == resolve_text(gazetteer(), text)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert 0 <= resolve_text(gazetteer(), text).confidence <= 1


@pytest.mark.parametrize("text", ["ก" * 1_000_000, "ต." * 500_000, "อ.เมือง " * 100_000, "อำเภอ" + "ขอนแก่น" * 100_000])
def test_a_megabyte_in_one_cell_is_no_burden(text: str) -> None:
    started = time.process_time()
    resolve_text(gazetteer(), text)
    resolve_columns(gazetteer(), PlaceColumns(text, text, text, text, text, text, text))

    assert time.process_time() - started < 1
