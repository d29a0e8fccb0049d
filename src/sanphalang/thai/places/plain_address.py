"""Addresses written so plainly that they are columns already: house number, หมู่, ตำบล, อำเภอ, จังหวัด, postal code.

Most addresses of most lists are. Read as columns they cost a tenth, because names repeat where house numbers do not.
"""

import re

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.places.answer import PlaceColumns

_NAME = r"[ก-ฮเ-ไ][ก-๎]*"
_PLAIN = re.compile(
    r"\s*(?:(?:บ้าน)?เลขที่\s*)?(?:[0-9]{1,4}(?:[/-][0-9]{1,4})*[\s,]*)?"
    r"(?:(?:หมู่ที่|หมู่|ม\.)\s*(?P<village_no>[0-9]{1,2})[\s,]+)?"
    rf"(?:ตำบล|ต\.|แขวง)\s*(?P<subdistrict>{_NAME})[\s,]+"
    rf"(?:อำเภอ|อ\.|เขต)\s*(?P<district>{_NAME})"
    rf"(?:[\s,]+(?:จังหวัด\s*|จ\.\s*)?(?P<province>{_NAME}(?:ฯ)?))?"
    r"(?:[\s,]*(?P<postal_code>[0-9]{5}))?\s*"
)
_RUN_TOGETHER = re.compile("ตำบล|แขวง|อำเภอ|จังหวัด|หมู่ที่")
_MARK = re.compile(r"^\s*(?:ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.)\s*")


def with_plain_address(columns: PlaceColumns) -> PlaceColumns | None:
    """Return the columns with what a plain address says in the place of the address.

    None when the address says anything else, or other than the columns beside it: that is for the full reading.
    """
    found = _PLAIN.fullmatch(to_arabic(columns.address))
    if found is None:
        return None
    said: dict[str, str] = {}
    for name, text in found.groupdict().items():
        cell = getattr(columns, name)
        if text and (_RUN_TOGETHER.search(text) or (cell and not _same(cell, text))):
            return None
        said[name] = cell or text or ""
    return PlaceColumns(**said, code=columns.code)


def _same(cell: str, text: str) -> bool:
    return match_key(_MARK.sub("", cell)) == match_key(text)
