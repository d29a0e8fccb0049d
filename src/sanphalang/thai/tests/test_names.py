"""Names of persons as they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.findings import Finding
from sanphalang.thai.findings import FindingKind as Kind
from sanphalang.thai.names import PersonName, parse_person_name


@pytest.mark.parametrize(
    ("cell", "title", "given_name", "surname"),
    [
        ("นายสมชาย ใจดี", "นาย", "สมชาย", "ใจดี"),
        ("นาย สมชาย  ใจดี", "นาย", "สมชาย", "ใจดี"),
        ("นางสาวสมหญิง ใจดี", "นางสาว", "สมหญิง", "ใจดี"),
        ("นางสาวิตรี ช่วยเกลี้ยง", "นาง", "สาวิตรี", "ช่วยเกลี้ยง"),
        ("น.ส.อรอนงค์ คงเจริญ", "นางสาว", "อรอนงค์", "คงเจริญ"),
        ("น.ส อรอนงค์ คงเจริญ", "นางสาว", "อรอนงค์", "คงเจริญ"),
        ("นส. อรอนงค์ คงเจริญ", "นางสาว", "อรอนงค์", "คงเจริญ"),
        ("ด.ช. ก้อง ภพไกร", "เด็กชาย", "ก้อง", "ภพไกร"),
        ("ด.ญ.แก้ว ภพไกร", "เด็กหญิง", "แก้ว", "ภพไกร"),
        ("ดร.สมชาย ใจดี", "ดร.", "สมชาย", "ใจดี"),
        ("ดร สมชาย ใจดี", "ดร.", "สมชาย", "ใจดี"),
        ("ผศ.ดร.สมชาย ใจดี", "ผศ. ดร.", "สมชาย", "ใจดี"),
        ("ผู้ช่วยศาสตราจารย์ ดร. สมชาย ใจดี", "ผศ. ดร.", "สมชาย", "ใจดี"),
        ("รศ. นพ. สมชาย ใจดี", "รศ. นพ.", "สมชาย", "ใจดี"),
        ("นายแพทย์สมชาย ใจดี", "นพ.", "สมชาย", "ใจดี"),
        ("ทพญ.สมศรี ใจดี", "ทพญ.", "สมศรี", "ใจดี"),
        ("อ.สมชาย ใจดี", "อ.", "สมชาย", "ใจดี"),
        ("คุณ วาสนา คลังนิล", "คุณ", "วาสนา", "คลังนิล"),
        ("ว่าที่ ร.ต.หญิง สมศรี ใจดี", "ว่าที่ ร.ต.หญิง", "สมศรี", "ใจดี"),
        ("ว่าที่ร้อยตรีสมชาย ใจดี", "ว่าที่ ร.ต.", "สมชาย", "ใจดี"),
        ("พล.ต.ท.ดร. สมชาย ใจดี", "พล.ต.ท. ดร.", "สมชาย", "ใจดี"),
        ("พันตำรวจเอกหญิง สมศรี ใจดี", "พ.ต.อ.หญิง", "สมศรี", "ใจดี"),
        ("ส.ต.อ สมชาย ใจดี", "ส.ต.อ.", "สมชาย", "ใจดี"),
        ("จ.ส.อ.สมชาย ใจดี", "จ.ส.อ.", "สมชาย", "ใจดี"),
        ("สิบเอกสมชาย ใจดี", "ส.อ.", "สมชาย", "ใจดี"),
        ("พลเอก สมชาย ใจดี", "พล.อ.", "สมชาย", "ใจดี"),
        ("พลเอก ใจดี", "", "พลเอก", "ใจดี"),
        ("นายพลเอก ใจดี", "นาย", "พลเอก", "ใจดี"),
        ("นพ ใจดี", "", "นพ", "ใจดี"),
        ("นายิกา ใจดี", "", "นายิกา", "ใจดี"),
        ("คุณากร ใจดี", "", "คุณากร", "ใจดี"),
        ("คุณวุฒิ ใจดี", "", "คุณวุฒิ", "ใจดี"),
        ("ชัยมัล ปรีชา", "", "ชัยมัล", "ปรีชา"),
        ("นายสมชาย ณ อยุธยา", "นาย", "สมชาย", "ณ อยุธยา"),
        ("นายสมชาย ณอยุธยา", "นาย", "สมชาย", "ณ อยุธยา"),
        ("นายสมชาย ณรงค์ฤทธิ์", "นาย", "สมชาย", "ณรงค์ฤทธิ์"),
        ("สมชาย สนิทวงศ์ ณ อยุธยา", "", "สมชาย", "สนิทวงศ์ ณ อยุธยา"),
        ("นายสมชาย แซ่ ลี้", "นาย", "สมชาย", "แซ่ลี้"),
        ("นายสมชายแซ่ลี้", "นาย", "สมชาย", "แซ่ลี้"),
        ("นาย สมชาย บ้านใหม่", "นาย", "สมชาย", "บ้านใหม่"),
        ("Mr. John Smith", "Mr.", "John", "Smith"),
        ("1. นายสมชาย ใจดี", "นาย", "สมชาย", "ใจดี"),
        ("ผู้ติดต่อ นางพนิดา ศรีวิชา", "นาง", "พนิดา", "ศรีวิชา"),
        ("เเก้ว  น้ําใส", "", "แก้ว", "น้ำใส"),
    ],
)
def test_lay_persons(cell: str, title: str, given_name: str, surname: str) -> None:
    assert parse_person_name(cell) == PersonName(title, given_name, surname, kind="lay")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("พระครูปลัดสมชาย ฐานวโร", PersonName("พระครูปลัด", "สมชาย", monastic_name="ฐานวโร", kind="clergy")),
        ("พระมหาสมชาย ใจดี", PersonName("พระมหา", "สมชาย", "ใจดี", kind="clergy")),
        ("พระครูพิพิธธรรมคุณ", PersonName("พระครู", "พิพิธธรรมคุณ", kind="clergy")),
        ("เจ้าอธิการสมพงษ์ ฉายา สุจิตฺโต", PersonName("เจ้าอธิการ", "สมพงษ์", monastic_name="สุจิตฺโต", kind="clergy")),
        ("สามเณรก้อง", PersonName("สามเณร", "ก้อง", kind="clergy")),
        ("แม่ชีสมศรี ใจดี", PersonName("แม่ชี", "สมศรี", "ใจดี", kind="clergy")),
        ("พระ ดร.สมชาย", PersonName("พระ ดร.", "สมชาย", kind="clergy")),
        ("ม.ล.สมชาย ดวงดี", PersonName("ม.ล.", "สมชาย", "ดวงดี", kind="royal")),
        ("ม.ร.ว. สมชาย ดวงดี", PersonName("ม.ร.ว.", "สมชาย", "ดวงดี", kind="royal")),
        ("หม่อมหลวงสมชาย ดวงดี", PersonName("ม.ล.", "สมชาย", "ดวงดี", kind="royal")),
    ],
)
def test_clergy_and_royal_descent(cell: str, name: PersonName) -> None:
    assert parse_person_name(cell) == name


@pytest.mark.parametrize(
    ("cell", "nickname"),
    [
        ("นางสมศรี ใจดี (น้อย)", "น้อย"),
        ("นางสาวสมศรี (ตุ๊ก) ใจดี", "ตุ๊ก"),
        ("นางสมศรี ใจดี ชื่อเล่น น้อย", "น้อย"),
        ("นางสมศรี ใจดี (ชื่อเล่น: น้อย)", "น้อย"),
        ("นางสมศรี ใจดี “น้อย”", "น้อย"),
    ],
)
def test_nickname(cell: str, nickname: str) -> None:
    name = parse_person_name(cell)
    assert (name.given, name.surname, name.nickname, name.findings) == ("สมศรี", "ใจดี", nickname, ())


@pytest.mark.parametrize(
    ("cell", "kind", "detail"),
    [
        ("นางสมศรี ใจดี (ประธานกลุ่ม)", Kind.TEXT_BESIDE_NAME, "ประธานกลุ่ม"),
        ("นางสมศรี ใจดี ประธานกลุ่ม", Kind.TEXT_BESIDE_NAME, "ประธานกลุ่ม"),
        ("นางสมศรี ใจดี ผู้ใหญ่บ้าน หมู่ 3", Kind.TEXT_BESIDE_NAME, "ผู้ใหญ่บ้าน หมู่ 3"),
        ("นาง สมศรี ใจดี บ้านทรายทอง ม. 5", Kind.TEXT_BESIDE_NAME, "บ้านทรายทอง ม. 5"),
        ("นางสมศรี ใจดี/กุนเชียงหมู", Kind.TEXT_BESIDE_NAME, "กุนเชียงหมู"),
        ("นางสมศรี ใจดี (081-2345678)", Kind.TELEPHONE_BESIDE_NAME, "081-2345678"),
        ("นางสมศรี ใจดี โทร. 0812345678", Kind.TELEPHONE_BESIDE_NAME, "โทร. 0812345678"),
        ("นางสมศรี ใจดี, นายสมชาย ใจดี", Kind.SEVERAL_PERSONS, "นายสมชาย ใจดี"),
        ("นางสมศรี ใจดี และนายสมชาย ใจดี", Kind.SEVERAL_PERSONS, "นายสมชาย ใจดี"),
        ("นางสมศรี ใจดี\nนายสมชาย ใจดี", Kind.SEVERAL_PERSONS, "นายสมชาย ใจดี"),
    ],
)
def test_what_stands_beside_the_name_is_told(cell: str, kind: Kind, detail: str) -> None:
    assert parse_person_name(cell) == PersonName("นาง", "สมศรี", "ใจดี", kind="lay", findings=(Finding(kind, detail),))


def test_doubtful_names() -> None:
    assert parse_person_name("สมศรี").findings == ((Kind.SURNAME_MISSING, "สมศรี"),)
    assert parse_person_name("นายสมชาย พล ใจดี").findings == ((Kind.NAME_PARTS_DOUBTFUL, "พล ใจดี"),)
    assert parse_person_name("กลุ่มทอผ้า").findings == ((Kind.LOOKS_LIKE_ORGANISATION, "กลุ่ม"),)
    called = parse_person_name("ป้าลา")
    assert (called.title, called.given, called.nickname) == ("ป้า", "", "ลา")


@pytest.mark.parametrize("cell", ["", "-", " ", "ไม่มี", "ไม่ระบุ", "..."])
def test_empty(cell: str) -> None:
    assert parse_person_name(cell) == PersonName()


THAI_WORDS = st.sampled_from(
    [
        "นาย",
        "นางสาว",
        "น.ส.",
        "พระ",
        "พ.ต.อ.",
        "ว่าที่",
        "สมชาย",
        "ใจดี",
        "ณ",
        "แซ่",
        " ",
        " ",
        "(",
        ")",
        "และ",
        ",",
        "1.",
        "ชื่อเล่น",
    ]
)


@given(st.one_of(st.text(), st.lists(THAI_WORDS, max_size=8).map("".join)))
def test_nothing_raises_and_a_kind_is_known_only_with_a_name(cell: str) -> None:
    name = parse_person_name(cell)
    assert (name.kind == "unknown") <= (not name.surname)


GIVEN_NAMES = st.sampled_from(["สมชาย", "วิไล", "ก้อง", "ประภาพร", "อารี", "เพ็ญศรี"])
SURNAMES = st.sampled_from(["ใจดี", "ณ อยุธยา", "แซ่ลี้", "ทองจรูญ", "กึ่งพุดซา"])
TITLES = st.sampled_from(["นาย", "นางสาว", "ดร.", "พ.ต.อ.", "ม.ล.", "ว่าที่ ร.ต.", "ผศ. ดร.", "พระมหา"])


@given(TITLES, GIVEN_NAMES, SURNAMES, st.sampled_from(["", " "]))
def test_title_given_name_surname_come_back(title: str, given_name: str, surname: str, space: str) -> None:
    name = parse_person_name(f"{title}{space}{given_name} {surname}")
    assert (name.title, name.given, name.surname) == (title, given_name, surname)
