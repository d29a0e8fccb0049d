"""What is found by what somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.organisations.tests.factories import make_viewer
from sanphalang.places.models import Place
from sanphalang.search import index
from sanphalang.search.asking import Asked
from sanphalang.search.finding import search
from sanphalang.search.tests.indexing import ids, indexed_organisation, indexed_person
from sanphalang.search.vocabulary import words

pytestmark = pytest.mark.django_db

WEAVERS = "วิสาหกิจชุมชนกลุ่มทอผ้าไหมบ้านหนองบัวทอง"


@pytest.mark.parametrize(
    "asked",
    [
        WEAVERS,
        "กลุ่มทอผ้าไหมบ้านหนองบัวทอง",  # without the word of the kind in front
        "ทอผ้าไหมบ้านหนองบัวทอง",
        "ทอผ้า",
        "ผ้า",  # inside a compound
        "หนองบัว",
        "ผ้าไหม หนองบัวทอง",
        "หนองบัวทอง ผ้าไหม",
        "ทอผ้าหนองบัว",
        "ปักธงชัย",  # the place in which it is
        "ผ้าไหม ปักธงชัย",
        "เเม่บ้านทอผ้า ย้อมคราม",  # what it does, two sara e for one
        "วสช. 77-1234",  # its number
        "ทอผาไหมบ้านหนองบัวทอง",  # a tone mark left out
        "ทอผ้าไหมบ้านหนองปัวทอง",  # another key hit
        "ทอผ้าไหมบ้านหนงบัวทอง",  # a letter left out
        "ทอผ้าไหมบ้านหนอบงัวทอง",  # two letters exchanged
        "กลุ่มทอผ้าไหนบ้านหนองบัวทอง",
    ],
)
def test_an_organisation_is_found_by(asked: str) -> None:
    made = indexed_organisation(
        WEAVERS,
        place="301401",
        activity="แม่บ้านทอผ้าและย้อมครามธรรมชาติ",
        registration_no="วสช. 77-1234",
    )
    indexed_organisation("กลุ่มเลี้ยงโคบ้านดอนแดง", place="310101", activity="เลี้ยงโค")
    assert ids(search(PUBLIC, asked), "organisation") == [made.pk]


@pytest.mark.parametrize("asked", ["ไห", "มบ", "ทอผ้าไหมบ้านโพนงาม", "วัว", "ผ้าฝ้าย", "", "   ", "''; --", "๛"])
def test_it_is_not_found_by(asked: str) -> None:
    indexed_organisation("กลุ่มทอผ้าไหมบ้านหนองบัวทอง", place="301401")
    found = ids(search(PUBLIC, asked), "organisation")
    assert found == [] or asked == "ไห"  # a word of the list that ends between two clusters


def test_a_place_around_is_found_by_its_name_and_a_village_by_the_words_of_its() -> None:
    Place.objects.create(padded=30140199, code="30140199", level="village", name_th="บ้านโพนสมมติ")
    made = indexed_organisation("กลุ่มเลี้ยงโค", place="30140199")
    for asked in ("ปักธงชัย", "โพน", "บ้านโพนสมมติ", "เลี้ยงโค ปักธงชัย"):
        assert ids(search(PUBLIC, asked), "organisation") == [made.pk], asked
    assert not ids(search(PUBLIC, "ธงชัย"), "organisation")  # a part of ปักธงชัย: who looks for it means a name


@pytest.mark.parametrize(
    "asked",
    [
        "สมศักดิ์ ทองสมมติ",
        "สมศักดิ์ทองสมมติ",
        "นายสมศักดิ์ ทองสมมติ",
        "นาย สมศักดิ์ ทองสมมติ",
        "สมศักดิ์",
        "ทองสมมติ",
        "ศักดิ์",  # a part of a name
        "สมศัก",
        "โป้งแป้ง",  # the nickname
        "สมสัก ทองสมมติ",  # as it is heard
        "สมศักดิ์ ทองสทมติ",
        "สมศักด์ ทองสมมติ",
    ],
)
def test_a_person_is_found_by(asked: str) -> None:
    made = indexed_person("สมศักดิ์", "ทองสมมติ", title="นาย", nickname="โป้งแป้ง", place="300101")
    indexed_person("มาลี", "สมมติวงศ์", place="300101")
    assert ids(search(OPERATOR, asked), "person")[:1] == [made.pk]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("นครราชสีมา", "30"),
        ("โคราช", "30"),
        ("จ.นครราชสีมา", "30"),
        ("Nakhon Ratchasima", "30"),
        ("ปากช่อง", "3021"),
        ("อำเภอปากช่อง", "3021"),
        ("ต.หมูสี", "302105"),
        ("หมูสี ปากช่อง", "302105"),
        ("หนองบุนนาก", "3022"),  # until 2546
        ("โคกปีบ", "2509"),  # until 2536
        ("แปดริ้ว", "24"),
        ("302105", "302105"),
        ("นครราชสิมา", "30"),
        ("บางรัก", "1004"),
    ],
)
def test_a_place_is_found_by(asked: str, code: str) -> None:
    found = search(PUBLIC, asked)
    assert [line.record.id for each in found.kinds for line in each.lines][:1] == [int(code.ljust(8, "0"))]


def test_what_is_called_so_comes_first() -> None:
    longer = indexed_organisation("กลุ่มทอผ้าบ้านหนองแวงพัฒนา", place="300101")
    beside = indexed_organisation("กลุ่มเลี้ยงปลา", place="300101", activity="ทอผ้าบ้านหนองแวง")
    so = indexed_organisation("กลุ่มทอผ้าบ้านหนองแวง", place="310101")
    slipped = indexed_organisation("กลุ่มทอผ้าบ้านหนองแวบ", place="300101")
    assert ids(search(PUBLIC, "ทอผ้าบ้านหนองแวง"), "organisation") == [so.pk, longer.pk, beside.pk]
    assert ids(search(PUBLIC, "ทอผ้าบ้านหนองแวม"), "organisation") == [so.pk, slipped.pk]


def test_counts_and_lines_agree_and_a_limit_stops_counting() -> None:
    for _number in range(12):
        indexed_organisation("กลุ่มจักสานไม้ไผ่ทดลอง", place="300101")
    found = search(PUBLIC, "จักสาน", kinds=("organisation",), ranked=5)
    assert (found.total, len(found.best)) == (12, 5)
    cut = search(PUBLIC, "จักสาน", kinds=("organisation",), ranked=5, counted=8).kinds[0]
    assert (cut.count, cut.is_more, len(cut.lines)) == (8, True, 5)


def test_a_place_narrows() -> None:
    here = indexed_organisation("กลุ่มจักสานหนึ่ง", place="300101")
    indexed_organisation("กลุ่มจักสานสอง", place="310101")
    indexed_organisation("กลุ่มจักสานสาม")
    inside = ((30_000_000, 30_999_999),)
    assert ids(search(PUBLIC, "จักสาน", inside=inside), "organisation") == [here.pk]
    assert search(PUBLIC, "จักสาน", kinds=("organisation",)).total == 3


@given(st.text(max_size=80))
def test_whatever_is_typed_is_answered(text: str) -> None:
    assert search(PUBLIC, text).total >= 0


def test_the_words_hold_places_and_kinds() -> None:
    assert all(word in words() for word in ("ปากช่อง", "วิสาหกิจชุมชน", "โคราช", "เกษตรกร", "หนองบุนนาก"))


@pytest.mark.parametrize("few", [1, 2, 3])
def test_rare_and_common_words_find_the_same(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="301401")
    indexed_organisation("กลุ่มทอผ้าบ้านโนนสูง", place="310101")
    indexed_person("ทอผ้า", "สมมติ", place="301401")
    viewers = (PUBLIC, OPERATOR, make_viewer(Role.DATA_MANAGER, centre="30"))
    asked = [(viewer, text) for viewer in viewers for text in ("ทอผ้า", "หนองบัว", "หนองบวั", "ไม่มีใคร")]
    expected = [search(viewer, text, counted=counted) for viewer, text in asked for counted in (None, 1)]
    monkeypatch.setattr(index, "_RARE", few)
    assert [search(viewer, text, counted=counted) for viewer, text in asked for counted in (None, 1)] == expected


def test_where_plenty_fits_while_somebody_types_no_slip_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        indexed_organisation(f"กลุ่มทอผ้าไหมที่ {number}", place="301401")
    monkeypatch.setattr(Asked, "misspelled", property(lambda _asked: pytest.fail("nothing was typed with an error")))
    found = search(PUBLIC, "ทอผ้าไหม", kinds=("organisation",), ranked=10, counted=1).kinds[0]
    assert (found.is_more, len(found.lines)) == (True, 10)
