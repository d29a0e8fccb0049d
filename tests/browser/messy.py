"""An agency's list as they come: titles above, a heading in two lines, one question of every kind."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

SURE_ROWS = 8
AMBIGUOUS_ROWS = 3  # with years of two digits
_TITLE = "บัญชีรายชื่อกลุ่มและองค์กรในพื้นที่ ประจำปี 2568"
_HEADING = ("ที่", "ชื่อกลุ่ม/องค์กร", "ตำบล", "อำเภอ", "จังหวัด", "สมาชิก (คน)", "ปีที่ก่อตั้ง", "หมายเหตุ")
_CRAFTS = ("ทอผ้าไหม", "จักสานไม้ไผ่", "ข้าวอินทรีย์", "แปรรูปมะม่วง", "เลี้ยงโคนม", "ปลูกผักปลอดสาร", "ทำขนมไทย", "เพาะเห็ด")
_NOTES = (
    "ผลิตและจำหน่ายผ้าไหม",
    "สานตะกร้า",
    "ปลูกข้าวหอมมะลิ",
    "ทำมะม่วงกวน",
    "ส่งน้ำนมดิบ",
    "ส่งผักตลาดชุมชน",
    "ทำขนมชั้น",
    "เพาะเห็ดนางฟ้า",
)


def write_list(path: Path, *, marked: str, resembling: str) -> None:
    """Write the list; ``marked`` is a word in every new name, ``resembling`` a name like one in the registry."""
    rows: list[list[str | int]] = [
        [f"กลุ่ม{craft}{marked}", "หมูสี", "ปากช่อง", "นครราชสีมา", 12 + at, 2550 + at, note]
        for at, (craft, note) in enumerate(zip(_CRAFTS, _NOTES, strict=True))
    ]
    rows += [
        [f"ชมรมผู้สูงอายุ{marked}สาย {at}", "ในเมือง", "", "", 40 + at, 50 + at, "เยี่ยมบ้านผู้สูงอายุ"]
        for at in range(1, AMBIGUOUS_ROWS + 1)
    ]
    rows.append([resembling, "หมูสี", "ปากช่อง", "นครราชสีมา", 25, 2561, "ปั้นโอ่ง"])
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("รายชื่อ")
        sheet.merge_range(0, 0, 0, len(_HEADING) - 1, _TITLE)
        sheet.write_row(2, 0, _HEADING)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(2 + number, 0, [number, *row])
        sheet.write_row(3 + len(rows), 0, ["", "รวม", "", "", "", 400])
