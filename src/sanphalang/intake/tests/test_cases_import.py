"""A list of cases becomes drafts; again it changes nothing; what people write on is theirs; withdrawn, all is gone."""

from __future__ import annotations

import pytest

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import decide_rows, start_import
from sanphalang.intake.models import Finding, ImportBatch
from sanphalang.intake.tests.lists import brought_in, checked, csv_file, outcomes, withdrawn
from sanphalang.knowledge.actions import edit_part
from sanphalang.knowledge.life import publish
from sanphalang.knowledge.models import ItemClaim, KnowledgeItem, Version
from sanphalang.knowledge.queries import published, visible
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.ledger.models import Entry
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db

HEADER = (
    *("ที่", "ชื่อเรื่อง (กรณีศึกษา)", "ประเภท", "ปี พ.ศ.", "ตำบล", "อำเภอ", "จังหวัด"),
    *("สภาพปัญหา", "สิ่งที่ทำ", "ผลที่เกิดขึ้น", "ผู้เกี่ยวข้อง", "เป้าหมาย SDG", "องค์กรที่ร่วม", "แหล่งที่มา"),
)
TOWN = ("ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา")
WATER = (
    *("1", "ธนาคารน้ำใต้ดินบ้านทดลอง", "ชุมชนสุขภาวะ", "๒๕๖๑", *TOWN),
    *("น้ำแล้งทุกปี", "ขุดบ่อ 12 บ่อ\nอบรม 3 ครั้ง", "มีน้ำใช้ทั้งปี", "กลุ่มผู้ใช้น้ำ", "SDG 6, ๑๓.๑", "กลุ่มออมทรัพย์ทดลอง"),
    "https://example.org/water",
)
MARKET = (
    *("2", "ตลาดเขียวโนนสูง", "เศรษฐกิจฐานราก", "2559", "โนนสูง", "โนนสูง", "นครราชสีมา"),
    *("ผักปลอดสารไม่มีที่ขาย", "เปิดตลาดทุกวันศุกร์", "รายได้เพิ่มขึ้น", "", "2", "", "รายงานประจำปี"),
)
TABLE = (WATER, MARKET)


def listed(rows: object = TABLE, *, source: str = "สำนักงานพัฒนาชุมชน", viewer: Viewer = OPERATOR) -> ImportBatch:
    return checked(rows, header=HEADER, source=source, kind="knowledge", centre="30", viewer=viewer)  # type: ignore[arg-type]


def changed(row: tuple[str, ...], **cells: str) -> tuple[str, ...]:
    """Return a row with other cells, by their place from ``c0`` on."""
    return tuple(cells.get(f"c{at}", cell) for at, cell in enumerate(row))


def test_a_list_becomes_drafts_with_their_place_year_kind_texts_and_ties() -> None:
    known = make_organisation("กลุ่มออมทรัพย์ทดลอง", place="300101")
    batch = brought_in(listed())
    assert batch.counts["created"] == 2
    water, market = Version.objects.order_by("item_id")
    assert (water.title, water.kind, water.year) == ("ธนาคารน้ำใต้ดินบ้านทดลอง", "healthy_community", 2018)
    assert (water.place, water.place_level, water.state) == (30010100, "subdistrict", "draft")
    texts = dict(water.parts.values_list("name", "text"))
    assert texts["action"] == "ขุดบ่อ 12 บ่อ\nอบรม 3 ครั้ง"
    assert (texts["situation"], texts["result"], texts["who"]) == ("น้ำแล้งทุกปี", "มีน้ำใช้ทั้งปี", "กลุ่มผู้ใช้น้ำ")
    assert sorted(water.tied_goals.values_list("code", flat=True)) == ["13.1", "6"]
    assert [each.organisation_id for each in water.partners.all()] == [known.pk]
    assert (market.kind, market.year) == ("grassroots_economy", 2016)
    item = KnowledgeItem.objects.get(pk=water.item_id)
    assert (item.drawn_from, item.is_written, item.author) == ("https://example.org/water", False, OPERATOR.actor)
    claim = ItemClaim.objects.get(item=item)
    assert (claim.source.name, claim.batch, claim.row, claim.created) == ("สำนักงานพัฒนาชุมชน", batch.pk, 2, True)


def test_nothing_is_published_and_only_who_writes_there_reads_the_drafts() -> None:
    brought_in(listed())
    assert not published().exists()
    assert not visible(PUBLIC).exists()
    here = make_viewer(Role.DATA_MANAGER, "30")
    elsewhere = make_viewer(Role.DATA_MANAGER, "42")
    assert visible(here).count() == 2
    assert not visible(elsewhere).exists()


@pytest.mark.parametrize("source", ["สำนักงานพัฒนาชุมชน", "สาธารณสุข"])
def test_the_same_list_again_changes_nothing(source: str) -> None:
    brought_in(listed())
    before = list(Version.objects.order_by("pk").values())
    again = brought_in(listed(source=source))
    assert again.counts["unchanged"] == 2
    assert list(Version.objects.order_by("pk").values()) == before


def test_rows_that_say_the_same_are_doubles_and_a_row_without_a_title_is_rejected() -> None:
    batch = listed([WATER, WATER, changed(MARKET, c1="-"), changed(WATER, c3="2562"), MARKET])
    assert outcomes(batch) == {2: "created", 3: "double", 4: "rejected", 5: "created", 6: "created"}
    brought_in(batch)
    assert brought_in(listed([WATER, WATER, changed(WATER, c3="2562"), MARKET])).counts["unchanged"] == 3


def test_a_double_adds_texts_and_another_text_is_told() -> None:
    fuller = changed(WATER, c7="", c10="กลุ่มผู้ใช้น้ำ", c9="อย่างอื่น")
    rows = [changed(WATER, c10=""), fuller, ("", "รวมทั้งสิ้น 2 เรื่อง", *("",) * 12)]
    batch = brought_in(listed(rows))
    assert (sum(batch.counts.values()), batch.counts["double"]) == (2, 1)
    assert set(Finding.objects.filter(batch=batch, kind="double_differs").values_list("row", "field")) == {
        (3, "result")
    }
    texts = dict(Version.objects.get().parts.values_list("name", "text"))
    assert (texts["who"], texts["result"]) == ("กลุ่มผู้ใช้น้ำ\n\nกลุ่มออมทรัพย์ทดลอง", "มีน้ำใช้ทั้งปี")
    assert brought_in(listed(rows)).counts["unchanged"] == 1


def test_a_new_word_of_the_list_is_written_into_a_draft_that_nobody_touched() -> None:
    brought_in(listed())
    batch = brought_in(listed([changed(WATER, c9="มีน้ำใช้และปลาให้จับ"), MARKET]))
    assert (batch.counts["updated"], batch.counts["unchanged"]) == (1, 1)
    water = Version.objects.get(title__startswith="ธนาคารน้ำ")
    assert water.parts.get(name="result").text == "มีน้ำใช้และปลาให้จับ"
    assert water.parts.get(name="action").text.startswith("ขุดบ่อ")
    assert water.parts.count() == 6
    withdrawn(batch)
    assert water.parts.get(name="result").text == "มีน้ำใช้ทั้งปี"


def test_what_people_wrote_on_is_no_list_s_any_more() -> None:
    brought_in(listed())
    item = Version.objects.get(title__startswith="ธนาคารน้ำ").item
    edit_part(OPERATOR, item.pk, "result", expected_revision=None, text="วัดแล้วจริง")
    item.refresh_from_db()
    assert (item.is_written, item.told) == (True, "")
    again = brought_in(listed([changed(WATER, c9="อย่างอื่น"), MARKET]))
    assert again.counts["unchanged"] == 2
    assert item.versions.get().parts.get(name="result").text == "วัดแล้วจริง"


def test_a_withdrawn_list_takes_its_drafts_with_it_but_not_those_that_people_wrote_on() -> None:
    batch = brought_in(listed())
    item = Version.objects.get(title__startswith="ธนาคารน้ำ").item
    edit_part(OPERATOR, item.pk, "result", expected_revision=None, text="วัดแล้วจริง")
    back = withdrawn(batch)
    assert back.report["withdrawn"] == {"removed": 1, "restored": 0, "kept": 1}
    assert list(KnowledgeItem.objects.values_list("pk", flat=True)) == [item.pk]


def test_a_published_case_stays_published_whatever_lists_say_or_are_withdrawn() -> None:
    batch = brought_in(listed([changed(WATER, c8="ขุดบ่อ")]))
    item = KnowledgeItem.objects.get()
    Version.objects.update(summary="สรุป")
    publish(OPERATOR, item.pk)
    assert brought_in(listed([changed(WATER, c9="อย่างอื่น")])).counts["unchanged"] == 1
    withdrawn(batch)
    assert published().get().item_id == item.pk


def test_a_case_that_people_wrote_is_a_possible_twin_for_a_person_to_decide() -> None:
    mine = make_item("ธนาคารน้ำใต้ดินบ้านทดลอง", place="300101", year=2018)
    batch = listed()
    row = batch.rows.get(number=2)
    assert (row.outcome, row.record, row.why) == (
        "doubtful",
        mine.item_id,
        ["same_name", "same_place", "written_by_people"],
    )
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="same")
    batch.refresh_from_db()
    before = list(mine.parts.values_list("name", "text"))
    assert brought_in(batch).report["brought"]["created"] == 1
    assert list(mine.parts.values_list("name", "text")) == before
    assert KnowledgeItem.objects.count() == 2


def test_a_possible_twin_may_be_another_case() -> None:
    make_item("ธนาคารน้ำใต้ดินบ้านทดลอง", place="300101", year=2018)
    batch = listed([WATER])
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="different")
    batch.refresh_from_db()
    assert brought_in(batch).report["brought"]["created"] == 1
    assert KnowledgeItem.objects.count() == 2


def test_an_unknown_place_waits_and_may_be_brought_in_as_it_is() -> None:
    batch = listed([changed(WATER, c4="ตำบลที่ไม่มี", c5="", c6="")])
    assert outcomes(batch) == {2: "doubtful"}
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="as_is")
    batch.refresh_from_db()
    brought_in(batch)
    assert Version.objects.get().place == 30000000


def test_messy_cells_are_understood_or_told() -> None:
    row = changed(WATER, c2="ไม่รู้", c3="พ.ศ. ๒๕๖๑", c7="นายสมชาย ใจดี เป็นคนเริ่ม", c11="เป้าหมายที่ 6 และ 99 / 13.1")
    batch = brought_in(listed([row]))
    found = set(Finding.objects.filter(batch=batch).values_list("field", "kind", "detail"))
    assert {
        ("case_kind", "case_kind_unknown", "ไม่รู้"),
        ("situation", "names_somebody", ""),
        ("goals", "goal_unknown", ""),
    } <= found
    version = Version.objects.get()
    assert (version.kind, version.year) == ("other", 2018)
    assert sorted(version.tied_goals.values_list("code", flat=True)) == ["13.1", "6"]


def test_one_act_is_one_event_and_no_word_of_a_case_is_in_the_ledger() -> None:
    before = Entry.objects.count()
    batch = brought_in(listed())
    entries = Entry.objects.order_by("pk")[before:]
    assert [each.verb for each in entries] == ["intake.start", "intake.begin_bringing_in", "intake.bring_in"]
    assert "ธนาคาร" not in str([each.changes for each in entries])
    withdrawn(batch)
    assert Entry.objects.order_by("pk").last().verb == "intake.withdraw"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("role", "centre", "may"),
    [
        (Role.DATA_MANAGER, "30", True),
        (Role.COORDINATOR, "30", True),
        (Role.NATIONAL_ADMINISTRATOR, "", True),
        (Role.DATA_MANAGER, "42", False),
        (Role.MEMBER, "30", False),
        (Role.NATIONAL_ANALYST, "", False),
    ],
)
def test_who_may_bring_in_cases_for_a_centre(role: Role, centre: str, may: bool) -> None:
    viewer = make_viewer(role, centre)
    kept = keep_file([csv_file(TABLE, HEADER)])
    told = {"kind": "knowledge", "file": kept, "file_name": "cases.csv", "centre": Centre.objects.get(code="30")}
    if may:
        assert start_import(viewer, **told).kind == "knowledge"  # type: ignore[arg-type]
    else:
        with pytest.raises(Refused):
            start_import(viewer, **told)  # type: ignore[arg-type]
