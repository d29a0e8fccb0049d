"""Names of community organisations as they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.findings import FindingKind as Kind
from sanphalang.thai.key import match_key
from sanphalang.thai.organisation_kinds import ABBREVIATIONS, INNER, KINDS
from sanphalang.thai.organisation_names import OrganisationName, parse_organisation_name


@pytest.mark.parametrize(
    "name",
    [
        "กลุ่มทอผ้าบ้านหนองบัว",
        "กลุ่ม ทอผ้า บ้านหนองบัว",
        "วิสาหกิจชุมชนกลุ่มทอผ้าบ้านหนองบัว",
        "กลุ่มวิสาหกิจชุมชนทอผ้าบ้านหนองบัว",
        "วิสาหกิจชุมชน กลุ่มแม่บ้านเกษตรกรทอผ้าบ้านหนองบัว",
        "วสช.กลุ่มทอผ้าบ้านหนองบัว",
        "กลุ่มอาชีพทอผ้าบ้านหนองบัว",
        "กลุ่มสตรีทอผ้าบ้านหนองบัว หมู่ที่ 3",
        "กลุ่มทอผ้า หมู่ 3 บ้านหนองบัว",
        "กลุ่มทอผ้า ม.๓ (บ้านหนองบัว)",
        "กลุ่มทอผ้าบ้านหนองบัว ม.3 ต.ในเมือง อ.เมือง จ.ขอนแก่น 40000",
        "กลุ่มทอผ้าบ้านหนองบัวม.3",
        "12. กลุ่มทอผ้าบ้านหนองบัว",
    ],
)
def test_one_group_has_one_core(name: str) -> None:
    answer = parse_organisation_name(name)
    assert answer.core_key == match_key("ทอผ้าบ้านหนองบัว")
    assert answer.village == "หนองบัว"
    assert answer.key == match_key(name)


@pytest.mark.parametrize(
    ("name", "code", "prefix", "core"),
    [
        ("กลุ่มทอผ้าไหม", "occupation_group", "กลุ่ม", "ทอผ้าไหม"),
        ("กลุ่มอนุรักษ์ต้นน้ำ", "community_group", "กลุ่ม", "อนุรักษ์ต้นน้ำ"),
        ("กลุ่มออมทรัพย์เพื่อการผลิตบ้านดอน", "savings_group", "กลุ่มออมทรัพย์เพื่อการผลิต", "บ้านดอน"),
        ("กลุ่ม สตรีบ้านดอน", "womens_group", "กลุ่มสตรี", "บ้านดอน"),
        ("กลุ่มแม่บ้านบ้านด่าน", "housewives_group", "กลุ่มแม่บ้าน", "บ้านด่าน"),
        ("แม่บ้านเกษตรกรบ้านด่าน", "housewives_group", "แม่บ้านเกษตรกร", "บ้านด่าน"),
        ("กลุ่มเกษตรกรทำนาบากเรือ", "farmers_group", "กลุ่มเกษตรกร", "ทำนาบากเรือ"),
        ("ชมรมผู้สูงอายุตำบลในเมือง", "elderly_club", "ชมรมผู้สูงอายุ", "ในเมือง"),
        ("ชมรม อสม. ตำบลในเมือง", "health_volunteers", "ชมรมอสม.", "ในเมือง"),
        ("ชมรมจักรยาน", "club", "ชมรม", "จักรยาน"),
        ("วิสาหกิจชุมชนแม่บ้านเกษตรกรบ้านดอน", "community_enterprise", "วิสาหกิจชุมชนแม่บ้านเกษตรกร", "บ้านดอน"),
        ("เครือข่ายวิสาหกิจชุมชนอำเภอปัว", "network", "เครือข่ายวิสาหกิจชุมชน", "อำเภอปัว"),
        ("สภาองค์กรชุมชนตำบลโคกกรวด", "community_council", "สภาองค์กรชุมชนตำบล", "โคกกรวด"),
        ("สภาองค์กรชุมชน ต.โคกกรวด", "community_council", "สภาองค์กรชุมชน", "โคกกรวด"),
        ("กองทุนสวัสดิการชุมชนตำบลโคกกรวด", "welfare_fund", "กองทุนสวัสดิการชุมชนตำบล", "โคกกรวด"),
        ("กองทุนหมู่บ้านบ้านหนองบัว", "village_fund", "กองทุนหมู่บ้าน", "บ้านหนองบัว"),
        ("กทบ.บ้านหนองบัว", "village_fund", "กองทุนหมู่บ้าน", "บ้านหนองบัว"),
        ("กองทุนแม่ของแผ่นดิน", "fund", "กองทุน", "แม่ของแผ่นดิน"),
        ("ธนาคารข้าวบ้านดอน", "bank", "ธนาคาร", "ข้าวบ้านดอน"),
        ("สหกรณ์การเกษตรปากช่อง จำกัด", "cooperative", "สหกรณ์", "การเกษตรปากช่อง"),
        ("ป่าชุมชนบ้านดอน", "community_forest", "ป่าชุมชน", "บ้านดอน"),
        ("ศูนย์การเรียนรู้บ้านดอน", "learning_centre", "ศูนย์การเรียนรู้", "บ้านดอน"),
        ("โรงเรียนบ้านหนองบัว", "school", "โรงเรียน", "บ้านหนองบัว"),
        ("วัดไผ่ล้อม", "temple", "วัด", "ไผ่ล้อม"),
        ("กลุ่มแม่บ้านวัดไผ่ล้อม", "housewives_group", "กลุ่มแม่บ้าน", "วัดไผ่ล้อม"),
        ("บจ.เอดับเบิ้ลยู (ไทยแลนด์) จำกัด", "company", "บริษัท", "เอดับเบิ้ลยู (ไทยแลนด์)"),
        ("บมจ.ชีวาทัย จำกัด (มหาชน)", "company", "บริษัท", "ชีวาทัย"),
        ("หจก แม่ละม่อม", "company", "ห้างหุ้นส่วนจำกัด", "แม่ละม่อม"),
        ("ร้านค้าชุมชนบ้านดอน", "shop", "ร้านค้าชุมชน", "บ้านดอน"),
        ("ข้าวหลามแม่โสภา", None, "", "ข้าวหลามแม่โสภา"),
    ],
)
def test_kind_and_core(name: str, code: str | None, prefix: str, core: str) -> None:
    answer = parse_organisation_name(name)
    assert (answer.kind_code, answer.kind_prefix, answer.core) == (code, prefix, core)


@pytest.mark.parametrize(
    ("name", "village", "village_no", "brackets"),
    [
        ("กลุ่มเครื่องแกง ม.1 (บ้านทุ่ง)", "ทุ่ง", 1, ("บ้านทุ่ง",)),
        ("กลุ่มปลาส้ม หมู่ที่ 5,8", None, 5, ()),
        ("กลุ่มแม่บ้านหมู่ ๑๒", None, 12, ()),
        ("กลุ่มขนมไทยพื้นบ้านบ้านยูงงาม", "ยูงงาม", None, ()),
        ("กลุ่มแม่บ้านหนองบัว", None, None, ()),
        ("ศูนย์เรียนรู้ กม.99", None, None, ()),
        ("กลุ่มจักสาน (OTOP) (ผักตบชวา)", None, None, ("OTOP", "ผักตบชวา")),
    ],
)
def test_village_and_brackets(
    name: str, village: str | None, village_no: int | None, brackets: tuple[str, ...]
) -> None:
    answer = parse_organisation_name(name)
    assert (answer.village, answer.village_no, answer.brackets) == (village, village_no, brackets)


@pytest.mark.parametrize(
    ("name", "kind", "detail"),
    [
        ("กลุ่มแม่บ้าน หมู่ 4", Kind.KIND_WORD_ONLY, "กลุ่มแม่บ้าน"),
        ("วสช.ทอผ้า", Kind.ABBREVIATION_EXPANDED, "วสช."),
        ("กลุ่มทอผ้า ต.ในเมือง อ.เมือง", Kind.PLACE_INSIDE_NAME, "ต.ในเมือง อ.เมือง"),
        ("กลุ่มเลี้ยงแพะ นายสมชาย ใจดี", Kind.PERSON_NAME_INSIDE, "นายสมชาย ใจดี"),
        ("36/3 หมู่ที่ 2 ต.นาโบสถ์ จ.ตาก", Kind.LOOKS_LIKE_ADDRESS, "36/3 หมู่ที่ 2 ต.นาโบสถ์ จ.ตาก"),
    ],
)
def test_findings(name: str, kind: Kind, detail: str) -> None:
    assert parse_organisation_name(name).findings == ((kind, detail),)


@pytest.mark.parametrize("name", ["", "-", " . ", "()", "\u200b"])
def test_empty(name: str) -> None:
    assert parse_organisation_name(name) == OrganisationName()


def test_kinds_are_told_apart_by_their_prefixes() -> None:
    prefixes = [prefix for kind in KINDS.values() for prefix in kind.prefixes]
    assert len(prefixes) == len(set(prefixes))
    for code, kind in KINDS.items():
        for prefix in kind.prefixes:
            expected = "occupation_group" if code == "community_group" else code
            assert parse_organisation_name(f"{prefix} ทอผ้าบ้านดอน").kind_code == expected


def test_abbreviations_and_inner_words_lead_to_kinds() -> None:
    for short in ABBREVIATIONS:
        assert parse_organisation_name(f"{short}. บ้านดอน").kind_code in KINDS
    for word in INNER:
        assert parse_organisation_name(f"วิสาหกิจชุมชน{word}บ้านดอน").core == "บ้านดอน"


PIECES = st.sampled_from(
    ["กลุ่ม", "วิสาหกิจชุมชน", "แม่บ้าน", "บ้าน", "หนองบัว", "หมู่ 3", "ม.", "ต.", "(", ")", " ", "จำกัด", "บจ.", "ทอผ้า", "12", "์"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=10).map("".join)))
def test_nothing_raises_and_a_name_has_a_core(name: str) -> None:
    answer = parse_organisation_name(name)
    assert answer.key == match_key(name)
    assert bool(answer.core) == bool(answer.key)
    assert answer.kind_code is None or answer.kind_code in KINDS


@pytest.mark.parametrize(
    ("name", "other"),
    [("โรงเรียนสตรีบูรณวิทย์", "โรงเรียนบูรณวิทย์"), ("โรงเรียนชุมชนบ้านหนองบัว", "โรงเรียนบ้านหนองบัว"), ("วัดกลุ่มใต้", "วัดใต้")],
)
def test_words_behind_a_school_or_a_temple_are_part_of_its_name(name: str, other: str) -> None:
    assert parse_organisation_name(name).core_key != parse_organisation_name(other).core_key
