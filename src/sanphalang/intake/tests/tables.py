"""Tables for the tests of understanding: samples from plain lists, and what people do to their tables."""

import random
from collections.abc import Sequence

from sanphalang.intake.reading.cells import Cell, Row
from sanphalang.intake.reading.workbook import SheetInfo, SheetSample
from sanphalang.intake.understanding.fields import FieldSet
from sanphalang.intake.understanding.places import PlaceNames

Table = list[list[Cell]]

NONSENSE = ("aaa", "ช่อง ก", "คอลัมน์ 2", "xyz", "หัวข้อ", "F5", "ข้อมูลที่ 7", "ค่า", "ดด", "column 10", "zz", "ตต")
"""Headers that say nothing."""

PLACES = PlaceNames.of(
    provinces=("เลย", "กระบี่", "นครราชสีมา", "กรุงเทพมหานคร", "ลำพูน"),
    districts=("เมืองเลย", "เชียงคาน", "ด่านซ้าย", "เมืองกระบี่", "อ่าวลึก", "ปากช่อง", "เขตดุสิต", "เมืองลำพูน", "แม่ทา"),
    subdistricts=("กุดป่อง", "เชียงคาน", "นาซ่าว", "ด่านซ้าย", "ปากน้ำ", "อ่าวลึกใต้", "หนองสาหร่าย", "ดุสิต", "ในเมือง", "ทาขุมเงิน"),
    codes=("42", "4201", "420101", "81", "8101", "810101"),
)
"""A few places, enough for made-up lists."""

_TOWNS = (
    ("กุดป่อง", "เมืองเลย", "เลย", "42000"),
    ("นาซ่าว", "เชียงคาน", "เลย", "42110"),
    ("ด่านซ้าย", "ด่านซ้าย", "เลย", "42120"),
    ("ปากน้ำ", "เมืองกระบี่", "กระบี่", "81000"),
    ("อ่าวลึกใต้", "อ่าวลึก", "กระบี่", "81110"),
    ("หนองสาหร่าย", "ปากช่อง", "นครราชสีมา", "30130"),
)
_GROUPS = ("กลุ่มทอผ้า", "วิสาหกิจชุมชนแปรรูปกล้วย", "กลุ่มออมทรัพย์", "ชมรมผู้สูงอายุ", "กลุ่มแม่บ้านเกษตรกร", "สหกรณ์การเกษตร")
_PEOPLE = ("นางสมศรี ใจดี", "นายดำ แสงทอง", "น.ส.ปราณี มีสุข", "นางสาวมาลี งามตา")
_PRODUCTS = ("ผ้าไหม", "กล้วยตาก", "ขนมทองม้วน", "น้ำพริกเผา", "ข้าวกล้อง", "ไข่เค็ม")

HEADERS = (
    "ลำดับ",
    "ชื่อกลุ่ม",
    "สินค้า",
    "ตำบล",
    "อำเภอ",
    "จังหวัด",
    "รหัสไปรษณีย์",
    "ประธาน",
    "โทรศัพท์",
    "วันที่จัดตั้ง",
    "ละติจูด",
    "ลองจิจูด",
)
FIELDS: tuple[str, ...] = (
    "sequence",
    "name",
    "activity",
    "subdistrict",
    "district",
    "province",
    "postal_code",
    "contact_name",
    "telephone",
)
FIELDS += ("founded", "latitude", "longitude")
"""The fields of :data:`HEADERS`, in order."""


def made_up(count: int = 60, seed: int = 1) -> Table:
    """Return rows of a made-up list under :data:`HEADERS`, without the header."""
    chance = random.Random(seed)
    table: Table = []
    for number in range(1, count + 1):
        subdistrict, district, province, postal_code = chance.choice(_TOWNS)
        table.append(
            [
                number,
                f"{chance.choice(_GROUPS)}บ้าน{chance.choice('กขคงจ')}{number}",
                chance.choice(_PRODUCTS),
                subdistrict,
                district,
                province,
                postal_code,
                chance.choice(_PEOPLE),
                chance.choice(
                    (f"08{number:08d}", 800000000 + number, f"042-81{number:04d}", f"08-1{number:03d}-{number:04d}")
                ),
                f"{number % 28 + 1}/{number % 12 + 1}/25{50 + number % 18}",
                round(7 + number / 17, 6),
                round(98.5 + number / 97, 6),
            ]
        )
    return table


def sample(table: Sequence[Sequence[Cell]], name: str = "", *, index: int = 0, hidden: bool = False) -> SheetSample:
    """Return a sample of these rows; blank ones are left out, as reading does."""
    rows = [Row(number, tuple(cells)) for number, cells in enumerate(table, 1)]
    rows = [row for row in rows if any(cell not in (None, "") for cell in row.cells)]
    return SheetSample(SheetInfo(index, name, hidden), rows, len(table))


def shuffled(table: Sequence[Sequence[Cell]], seed: int) -> tuple[Table, list[int]]:
    """Return the table with its columns in another order, and the old column of each new one."""
    order = list(range(max(map(len, table))))
    random.Random(seed).shuffle(order)
    return [[cells[column] if column < len(cells) else None for column in order] for cells in table], order


def synonyms(fields: FieldSet, wanted: Sequence[str | None], seed: int) -> list[Cell]:
    """Return headers that say these fields in other words; what has no field keeps a header that says nothing."""
    words = {each.name: each.words for each in fields.fields}
    chance = random.Random(seed)
    return [chance.choice(words[name]) if name else f"อื่นๆ {at}" for at, name in enumerate(wanted)]
