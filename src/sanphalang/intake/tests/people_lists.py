"""Made-up lists of people for tests: nobody's names, telephones and numbers."""

from __future__ import annotations

HEADER = (
    *("ที่", "ชื่อ-สกุล", "เลขประจำตัวประชาชน", "โทรศัพท์", "ปีเกิด", "บทบาท", "ตำแหน่ง", "หน่วยงาน"),
    *("ที่อยู่", "ตำบล", "อำเภอ", "จังหวัด"),
)


def citizen_id(number: int) -> str:
    """Return a citizen ID that nobody has: it begins with 9 and its last digit checks the others."""
    digits = f"9{number:011d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=True))
    return f"{digits}{(11 - total % 11) % 10}"


SOMSRI_ID, DAM_ID = citizen_id(12345), citizen_id(67890)
IN_TOWN = ("ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา")
SOMSRI = (
    *("1", "นางสมศรี สมมติ", SOMSRI_ID, "0000123456", "2510", "ผู้นำชุมชน", "ผู้ใหญ่บ้าน", "", "99/1 ม.3 ลับเฉพาะ"),
    *IN_TOWN,
)
DAM = (
    *("2", "นายดำ ตัวอย่าง", DAM_ID, "0000234567, 0000345678", "๒๕๒๐", "วิทยากรกระบวนการ", "", "กลุ่มทอผ้า", ""),
    *("โนนสูง", "โนนสูง", "นครราชสีมา"),
)
TABLE = (SOMSRI, DAM)


def person(
    number: int, name: str, *, place: tuple[str, ...] = IN_TOWN, card: str = "", **cells: str
) -> tuple[str, ...]:
    """Return a row of a list; ``cells`` by heading."""
    said = {"ที่": str(number), "ชื่อ-สกุล": name, HEADER[2]: card, **dict(zip(HEADER[-3:], place, strict=True)), **cells}
    return tuple(said.get(heading, "") for heading in HEADER)
