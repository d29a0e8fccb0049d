"""The sheet that holds the list is found among notes, summaries, copies and continuations."""

from sanphalang.intake.tests.tables import HEADERS, PLACES, made_up, sample
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.intake.understanding.sheets import understand

_NOTES = sample([["คำชี้แจง"], ["ไฟล์นี้จัดทำโดยสำนักงานจังหวัด"], ["สอบถามที่สำนักงาน"]], "อ่านก่อน", index=0)
_SUMMARY = sample([["จังหวัด", "อำเภอ", "จำนวน"], ["เลย", "เชียงคาน", 3], ["เลย", "ด่านซ้าย", 4]], "สรุป", index=1)
_LIST = sample([list(HEADERS), *made_up()], "รายชื่อ", index=2)
_COPY = sample([list(HEADERS), *made_up()], "สำรอง", index=3, hidden=True)
_MORE = sample([list(HEADERS), *made_up(10, seed=2)], "รายชื่อ (ต่อ)", index=4)
_OTHER = sample(
    [["ชื่อ", "โทรศัพท์"], ["นางมาลี งามตา", "0812345678"], ["นายดำ แสงทอง", "0812345679"]], "ผู้ประสานงาน", index=5
)


def test_the_list_is_found_and_its_continuation() -> None:
    found = understand([_NOTES, _SUMMARY, _LIST, _COPY, _MORE, _OTHER], ORGANISATIONS, PLACES)
    assert [table.sheet.name for table in found.tables] == ["รายชื่อ", "รายชื่อ (ต่อ)"]
    assert {skipped.sheet.name: skipped.reason for skipped in found.skipped} == {
        "อ่านก่อน": "other_table",
        "สรุป": "no_name_column",
        "สำรอง": "hidden",
        "ผู้ประสานงาน": "other_table",
    }


def test_a_hidden_sheet_is_taken_when_it_is_all_there_is() -> None:
    assert [table.sheet.name for table in understand([_COPY], ORGANISATIONS, PLACES).tables] == ["สำรอง"]


def test_a_sheet_without_names_is_answered_with_no_rule() -> None:
    table = understand([_SUMMARY], ORGANISATIONS, PLACES).tables[0]
    assert (table.name_rule, table.column_of("province")) == (None, 0)
