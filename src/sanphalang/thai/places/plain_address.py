"""Addresses written so plainly that they are columns already: house number, หมู่, ตำบล, อำเภอ, จังหวัด, postal code.

Most addresses of most lists are. Read as columns they cost a tenth, because names repeat where house numbers do not.
Beside columns that name the subdistrict, an address may also tell where inside it: ศาลาประชาคม หมู่ที่ 7 บ้านคลองเงิน.
"""

import re

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.places.answer import PlaceColumns

_NAME = r"[ก-ฮเ-ไ][ก-๎]*"
_HOUSE = r"(?:(?:บ้าน)?เลขที่\s*)?(?:[0-9]{1,4}(?:[/-][0-9]{1,4})*[\s,]*)?"
_PLAIN = re.compile(
    rf"\s*{_HOUSE}"
    r"(?:(?:หมู่ที่|หมู่|ม\.)\s*(?P<village_no>[0-9]{1,2})[\s,]+)?"
    rf"(?:ตำบล|ต\.|แขวง)\s*(?P<subdistrict>{_NAME})[\s,]+"
    rf"(?:อำเภอ|อ\.|เขต)\s*(?P<district>{_NAME})"
    rf"(?:[\s,]+(?:จังหวัด\s*|จ\.\s*)?(?P<province>{_NAME}(?:ฯ)?))?"
    r"(?:[\s,]*(?P<postal_code>[0-9]{5}))?\s*"
)
# What lies inside a subdistrict and is called by one word: a hall, an office, a temple, a school, a road, a hamlet.
_INSIDE = (
    r"(?:(?:ศาลา|ที่ทำการ|วัด|โรงเรียน|อาคาร|ตลาด|ชุมชน|หมู่บ้าน|บ้าน|ถนน|ถ\.|ซอย|ซ\.)\s?[ก-ฮเ-ไ][ก-๎]*[0-9]{0,3}"
    r"(?:[\s,]+|$))"
)
_INSIDE_ONLY = re.compile(
    rf"(?P<inside>\s*{_HOUSE}{_INSIDE}{{0,2}}"
    rf"(?:(?:หมู่ที่|หมู่|ม\.)\s*(?P<village_no>[0-9]{{1,2}})(?:[\s,]+|$))?{_INSIDE}{{0,2}})"
    rf"(?:(?:ตำบล|ต\.|แขวง)\s*(?P<subdistrict>{_NAME})\s*)?"
)
_NAMES_A_PLACE = re.compile("ตำบล|แขวง|อำเภอ|จังหวัด|เขต|เมือง|เทศบาล|อบต")
_RUN_TOGETHER = re.compile("ตำบล|แขวง|อำเภอ|จังหวัด|หมู่ที่")
_CELLS = ("subdistrict", "district", "province", "postal_code", "village_no")
_MARK = re.compile(r"^\s*(?:ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.)\s*")


def with_plain_address(columns: PlaceColumns) -> PlaceColumns | None:
    """Return the columns with what a plain address says in the place of the address.

    None when the address says anything else, or other than the columns beside it: that is for the full reading.
    """
    address = to_arabic(columns.address)
    found = _PLAIN.fullmatch(address) or _inside_only(address, columns)
    if found is None:
        return None
    said = {name: getattr(columns, name) for name in _CELLS}
    for name, text in found.groupdict().items():
        if name not in said or not text:
            continue
        if _RUN_TOGETHER.search(text) or (said[name] and not _same(said[name], text)):
            return None
        said[name] = said[name] or text
    return PlaceColumns(**said, code=columns.code)


def _inside_only(address: str, columns: PlaceColumns) -> re.Match[str] | None:
    """Match an address that tells nothing but where inside the subdistrict that the columns name."""
    if not (columns.subdistrict and columns.district and columns.province):
        return None
    found = _INSIDE_ONLY.fullmatch(address)
    return None if found is None or _NAMES_A_PLACE.search(found["inside"]) else found


def _same(cell: str, text: str) -> bool:
    return match_key(_MARK.sub("", cell)) == match_key(text)
