"""What a single cell looks like: cheap marks that a reader would notice without knowing the column."""

import datetime
import re
from collections.abc import Callable
from types import MappingProxyType

from sanphalang.intake.reading.cells import Cell
from sanphalang.intake.understanding.places import PlaceNames
from sanphalang.thai.digits import to_arabic

_SPACES = re.compile(r"\s+")


def cell_text(cell: Cell) -> str:
    """Return a cell as a reader sees it: one line, Arabic digits, no spaces around; empty for an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return to_arabic(_SPACES.sub(" ", cell).strip())
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


GROUP = re.compile(
    r"^\W*(?:กลุ่ม|กลุม|วิสาหกิจ|วสช|วชช|ชมรม|สหกรณ์|เครือข่าย|กองทุน|สมาคม|มูลนิธิ|สภาองค์กร|ธนาคาร|สถาบันการเงิน|ป่าชุมชน|ศูนย์|ชุมชน"
    r"|คณะกรรมการ|องค์กร|กองบุญ|อาสาสมัคร)"
)
"""Begins as a community organisation's name does."""
_ESTABLISHMENT = re.compile(
    r"^\W*(?:บริษัท|บจก?|บมจ|หจก?|ห้างหุ้นส่วน|ร้าน|โรงเรียน|รร\.|วัด|สำนักสงฆ์|มัสยิด|โบสถ์|โรงพยาบาล|รพ\.?สต|วิทยาลัย|มหาวิทยาลัย|โรงงาน|โรงสี|ฟาร์ม|ไร่|สวน)"
    r"|จำกัด|ฟาร์ม"
)
_LOCAL_AUTHORITY = re.compile(r"^(?:องค์การบริหารส่วน|เทศบาล(?:ตำบล|เมือง|นคร)|อบต|อบจ|ทต\.|ทม\.|ทน\.|เมืองพัทยา)")
_PERSON = re.compile(
    r"^(?:นางสาว|นาง|นาย|น\.\s*ส\.|คุณ|ด\.[ชญ]\.|ดร\.|ว่าที่|ผู้ใหญ่|กำนัน|พระ|ร\.ต|ส\.ต|ด\.ต|จ\.ส\.)\s*\S+(?:\s+\S+){0,3}$"
)
_ADDRESS_PART = re.compile(
    r"(?:ตำบล|แขวง|ต\s?\.)\s*\S|(?:อำเภอ|เขต|อ\s?\.)\s*\S|(?:จังหวัด|จ\s?\.)\s*\S|หมู่|ม\.\s*\d|ถนน|ถ\.|ซอย|ซ\.|บ้านเลขที่|เลขที่|^\d+(?:/\d+)?\s"
)
_ACTIVITY = re.compile(
    r"^(?:ผลิต|จำหน่าย|แปรรูป|ประกอบ|ขาย|ซื้อ|รับ|บริการ|ให้บริการ|ปลูก|เลี้ยง|ทำ|ทอ|เพาะ|การ|กิจการ|ธุรกิจ|นำเข้า|โรงแรม|ร้านอาหาร|ออมทรัพย์"
    r"|ข้าว|ขนม|น้ำ|ผ้า|กล้วย|ไข่|ปลา|พริก|เครื่อง|สมุนไพร|จักสาน|สบู่|เสื่อ|เห็ด|หมู|ไก่|เป็ด|กุ้ง|มะ|ทุเรียน|ผลไม้|ผัก|ชา|กาแฟ|แหนม|ไส้|ทองม้วน"
    r"|กระ|ตะกร้า|ไม้|หัตถกรรม|ดอกไม้|สินค้า|ผลิตภัณฑ์|เค้ก|คุกกี้|แยม|ถั่ว|เผือก|มัน|หน่อไม้|ยา|แชมพู|เทียน|พวงมาลัย|ลูกประคบ|กะปิ|แป้ง|เต้าหู้)"
)
_KIND = re.compile(
    r"^(?:กลุ่ม(?:อาชีพ|ออมทรัพย์|สตรี|แม่บ้าน|เกษตรกร|เยาวชน|ผู้สูงอายุ)?|วิสาหกิจชุมชน|ชมรม|สหกรณ์(?:การเกษตร)?|กองทุน(?:หมู่บ้าน|สวัสดิการ(?:ชุมชน)?)?"
    r"|สภาองค์กรชุมชน|สมาคม|มูลนิธิ|เครือข่าย|ป่าชุมชน|ศูนย์เรียนรู้|PAO|TAO|Thesaban\w+|อบต\.?|อบจ\.?|เทศบาล(?:ตำบล|เมือง|นคร)|อื่น\s?ๆ)$"
)
_STATUS = re.compile(
    r"^(?:ยัง)?(?:ดำเนินการ\w*|ดำเนินกิจการ|เลิก\S*|ปกติ|ยกเลิก|พักกิจการ|ร้าง|เสร็จ\S*|active|inactive|closed)$", re.IGNORECASE
)
_MONTH = (
    r"(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค"
    r"|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)"
)
_DATE = re.compile(
    r"^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}(?:[T ].*)?"
    rf"|(?:วันที่\s*)?\d{{1,2}}\s*{_MONTH}\S*\s*(?:พ\.ศ\.\s*)?\d{{2,4}})$"
)
_YEAR = re.compile(r"^(?:พ\.ศ\.|ค\.ศ\.|ปี)?\s*(?:2[45]\d\d|19\d\d|20\d\d)$")
_PHONE_PARTS = re.compile(r"[,/;\n]|หรือ|และ")
_PHONE_NOISE = re.compile(r"(?:เบอร์|โทรศัพท์|โทร|มือถือ|tel|fax)[.:]?|ต่อ\s*\d+|[\s().+-]", re.IGNORECASE)
_PHONE_WRITTEN = re.compile(r"^(?:0[2-9]\d{7,8}|66[2-9]\d{7,8}|01\d{7}|0000\d{6})$")  # 0000: invented
_PHONE_SHORTENED = re.compile(r"^[689]\d{8}(?:\.0)?$")
_PHONE_SHORTENED_LANDLINE = re.compile(r"^[2-57]\d{7}(?:\.0)?$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")
_WEBSITE = re.compile(
    r"^(?:https?://|www\.|(?:facebook|fb)[.:/])|\.(?:com|org|net|(?:or|go|ac|co|in)\.th)(?:/|$)", re.IGNORECASE
)
_POSTAL_CODE = re.compile(r"^[1-9]\d{4}$")
_PLACE_CODE = re.compile(r"^(?:1[0-9]|2[0-7]|3[0-9]|4[0-9]|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6])(?:\d\d){0,3}$")
_REGISTRATION = re.compile(r"^(?:0\d{12}|\d-\d{2}-\d{2}-\d{2}/\d-\d{4}|\d{7,}-\d{1,6})$")
_LAT_LON = re.compile(r"^\(?(?:N\s*)?(?:[5-9]|1\d|20)\.\d+\s*°?[N,\s]+\s*(?:E\s*)?(?:9[7-9]|10[0-5])\.\d+\s*°?E?\)?$")
_DECIMAL = re.compile(r"^\d{1,3}\.\d+$")
_WHOLE = re.compile(r"^\d{1,6}$")
_VILLAGE_NO = re.compile(r"^(?:หมู่บ้านที่|หมู่ที่|หมู่|ม\.?)\s*\d{1,2}$")
_VILLAGE = re.compile(r"^(?:หมู่บ้าน|บ้าน|บ\.|ชุมชน)\S{2,25}$")
_FULL_NAME = re.compile(r"^[ก-ฮเ-ไ][ก-๎]{1,24}\s+(?:ณ\s)?[ก-ฮเ-ไ][ก-๎]{1,24}$")
_SINGLE_WORD = re.compile(r"^[ก-ฮเ-ไ][ก-๎]{1,24}$")
_TITLE_WORD = re.compile(
    r"^(?:นางสาว|นาง|นาย|น\.\s?ส\.|คุณ|ด\.\s?[ชญ]\.|เด็ก(?:ชาย|หญิง)|ดร\.|ผศ\.|รศ\.|อ\.|อาจารย์|ครู|กำนัน|ผู้ใหญ่บ้าน|พระ\S{0,12}"
    r"|ว่าที่\s?\S+|(?:พล|พ|ร|ส|จ|ด)\.\s?\S{1,8}|mr\.?|mrs\.?|ms\.?|miss)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:วิทยากร(?:กระบวนการ)?|ผู้นำ(?:ชุมชน(?:ออนไลน์)?|การเปลี่ยนแปลง)?|ผู้ปฏิบัติ(?:การ|งาน)(?:ชุมชน)?ออนไลน์|(?:พลเมือง)?จิตอาสา|อาสาสมัคร\S*|อสม\.?|นักจัดการข้อมูล|ผู้ประสานงาน|นักบริหาร"
    r"|นักวิชาการ\S*|นักวิจัย\S*|ปราชญ์\S*|สุดยอดผู้นำ|process facilitator|community leader|volunteer\S*)(?:\s*[,/]\s*\S+)*$",
    re.IGNORECASE,
)
_CITIZEN_ID = re.compile(r"^(?:x-x{4}-x{4}\d-\d\d-\d\b.*|[1-9]-?\d{4}-?\d{5}-?\d{2}-?\d)$")
_PEOPLE = re.compile(r"^[\d,]+\s*(?:คน|ราย|ครัวเรือน)$")


def is_telephone(text: str) -> bool:
    """Return whether the first number in the text has the digits of a Thai telephone, its zero there or lost."""
    bare = _PHONE_NOISE.sub("", _PHONE_PARTS.split(_PHONE_NOISE.sub("", text, 1))[0])
    return any(shape.match(bare) for shape in (_PHONE_WRITTEN, _PHONE_SHORTENED, _PHONE_SHORTENED_LANDLINE))


def _between(low: float, high: float) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        return bool(_DECIMAL.match(text)) and low <= float(text) <= high

    return check


def _is_address(text: str) -> bool:
    return len(_ADDRESS_PART.findall(text)) > 1


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        return pattern.search(text) is not None

    return check


MARKS: MappingProxyType[str, Callable[[str], bool]] = MappingProxyType(
    {
        "telephone": is_telephone,
        "email": _matches(_EMAIL),
        "website": _matches(_WEBSITE),
        "postal_code": _matches(_POSTAL_CODE),
        "registration": _matches(_REGISTRATION),
        "date": _matches(_DATE),
        "year": _matches(_YEAR),
        "latitude": _between(5.0, 20.9),
        "longitude": _between(97.0, 106.0),
        "lat_lon": _matches(_LAT_LON),
        "exact_decimal": _matches(re.compile(r"^\d+\.\d{3,}$")),
        "whole": _matches(_WHOLE),
        "people": _matches(_PEOPLE),
        "full_name": _matches(_FULL_NAME),
        "single_word": _matches(_SINGLE_WORD),
        "title_word": _matches(_TITLE_WORD),
        "role": _matches(_ROLE),
        "citizen_id": _matches(_CITIZEN_ID),
        "group": _matches(GROUP),
        "establishment": _matches(_ESTABLISHMENT),
        "local_authority": _matches(_LOCAL_AUTHORITY),
        "person": _matches(_PERSON),
        "address": _is_address,
        "activity": _matches(_ACTIVITY),
        "kind": _matches(_KIND),
        "status": _matches(_STATUS),
        "village_no": _matches(_VILLAGE_NO),
        "village": _matches(_VILLAGE),
        "province_marked": _matches(re.compile(r"^(?:จังหวัด|จ\s?\.)\s*\S+$")),
        "district_marked": _matches(re.compile(r"^(?:กิ่ง)?(?:อำเภอ|เขต|อ\s?\.)\s*\S+$")),
        "subdistrict_marked": _matches(re.compile(r"^(?:ตำบล|แขวง|ต\s?\.)\s*\S+$")),
        "text": _matches(re.compile(r"[ก-ฮA-Za-z]")),
    }
)
"""Name of a mark -> whether a cell's text bears it."""


def place_marks(names: PlaceNames) -> dict[str, Callable[[str], bool]]:
    """Return the marks that need names of places; where no codes are known, a code's shape has to do."""
    return {
        "province": names.is_province,
        "district": names.is_district,
        "subdistrict": names.is_subdistrict,
        "joined_places": names.is_joined,
        "place_code": names.is_code if names.codes else _matches(_PLACE_CODE),
    }
