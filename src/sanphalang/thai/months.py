"""Names of months, Thai and English, long and short."""

import re

THAI_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
THAI_LONG = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
ENGLISH_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ENGLISH_LONG = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MISSPELT = {"กุมภาพันธ": 2, "กรกฏาคม": 7, "พฤษจิกายน": 11, "พฤศจิกา": 11, "เมษา": 4, "มีนา": 3, "Sept": 9}

_THAI_SIGNS = re.compile(r"[.\s]")


def _key(name: str) -> str:
    return _THAI_SIGNS.sub("", name).lower()


def _numbers() -> dict[str, int]:
    numbers = {_key(name): number for name, number in _MISSPELT.items()}
    for names in (THAI_SHORT, THAI_LONG, ENGLISH_SHORT, ENGLISH_LONG):
        numbers.update({_key(name): number for number, name in enumerate(names, start=1)})
    # มกรา, กุมภา: months as they are spoken.
    numbers.update({_key(name[:-3]): number for number, name in enumerate(THAI_LONG, start=1) if name != "กุมภาพันธ์"})
    numbers["กุมภา"] = 2
    return numbers


_NUMBERS = _numbers()


def _written(name: str) -> str:
    """ก.พ. is also written ก.พ, กพ. and ก. พ."""
    return r"\.?\s?".join(map(re.escape, name.rstrip(".").split(".")))


_SHORT_PATTERNS = [_written(name) for name in THAI_SHORT]
_LONG_PATTERNS = [
    re.escape(name) for name in sorted(_NUMBERS, key=len, reverse=True) if name not in map(_key, THAI_SHORT)
]

PATTERN = f"(?:{'|'.join(_LONG_PATTERNS + _SHORT_PATTERNS)})\\.?"
"""A regular expression for any month's name in lower-case text."""


def month_number(name: str) -> int:
    """1–12 for a name that :data:`PATTERN` matched."""
    return _NUMBERS[_key(name)]
