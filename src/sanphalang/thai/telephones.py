"""Thai telephone numbers out of cells: several in a cell, lost zeros, extensions, ranges, what a spreadsheet spoilt.

A number that cannot be a Thai number today is never repaired by guessing: it is left out of the answer and named in a
finding. The two repairs made follow rules: the zero that a spreadsheet drops, and 01 -> 081 of September 2549.
"""

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.findings import Finding, FindingKind

TelephoneKind = Literal["mobile", "landline", "short"]


class Telephone(NamedTuple):
    """One number: its digits with the leading zero, its extension (เบอร์ต่อ, "" if none) and its kind."""

    digits: str
    extension: str
    kind: TelephoneKind


class TelephoneAnswer(NamedTuple):
    """The numbers of one cell in the order written, without repeats, and the findings on the way."""

    numbers: tuple[Telephone, ...] = ()
    findings: tuple[Finding, ...] = ()


# Most cells: one number, written plainly.
_PLAIN = re.compile(
    r"0(?:[689][0-9]-?[0-9]{3}-?[0-9]{4}|[689]-[0-9]{4}-[0-9]{4}"
    r"|2-?[0-9]{3}-?[0-9]{4}|[3-57][0-9]-?[0-9]{3}-?[0-9]{3}|000-[1-9][0-9]{2}-[0-9]{3})"
)
# 0000 belongs to no subscriber: synthetic persons carry it.
_MOBILE = re.compile(r"0[689][0-9]{8}|0000[0-9]{6}")
_LANDLINE = re.compile(r"0[2-57][0-9]{7}")
_SHORT = re.compile(r"1[0-9]{2,3}|1[38]00[0-9]{6}")
_ABROAD = re.compile(r"66([689][0-9]{8}|[2-57][0-9]{7})")
_COUNTRY = re.compile(r"(?:\+|(?<![0-9])(?<![0-9][-.])00)\s?66[\s-]*(?:\(0\)|0)?[\s-]*(?=[0-9])")
_NOTHING = re.compile(
    r"(?:[-–—.0/_*\s]|ไม่มี(?:หมายเลข|เบอร์|โทรศัพท์|โทร|ข้อมูล)*|ไม่ระบุ|ไม่ทราบ|n/?a|none|null|nan)*", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"(?<![0-9a-z])[0-9](?:[.,][0-9]+)?\s?e\s?\+?\s?[0-9]{1,2}(?![0-9a-z])", re.IGNORECASE)
_INTEGRAL_FLOAT = re.compile(r"(?<![0-9])([0-9]{6,})\.0+(?![0-9])")
_LABEL = re.compile(
    r"(?:หมายเลข|เบอร์)?(?:โทรศัพท์|โทรสาร|มือถือ|แฟกซ์|แฟ็กซ์|โทร|เบอร์|บ้าน|ที่ทำงาน|ติดต่อ)|\b(?:tel|fax|phone|mobile|mob)\b"
    r"|หรือ|และ|กับ",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"(?<!ติด)(?:ต่อ|กด|ext(?:ension)?|x|\#)[\s.:]*"
    r"(?P<extension>[0-9]{1,5}(?:\s?[-,]\s?[0-9]{1,5})*)(?![\s-]*[0-9])\s*\)?"
    r"|(?P<range>0[2-57](?:[\s-]?[0-9]){7}\s?[-–/]\s?[0-9]{1,3})(?![\s-]?[0-9])"
    r"|(?P<run>\(?[0-9](?:[ ().\-–]{0,4}[0-9])*\)?)",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_GROUP = re.compile("[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WIDEST_RANGE = 20
_SHORTEST = 7  # digits that can be meant as a number of their own
_TOO_LARGE = 10**11
_MOST_WRITTEN = 10**40
_LONGEST = 500  # letters of a cell of telephone numbers; some patterns are slow on long rows of signs


def parse_telephones(value: str | int | float | None) -> TelephoneAnswer:
    """Read every telephone number (เบอร์โทรศัพท์) in one cell, text or number as the spreadsheet stored it.

    Never raises. ``-``, ``ไม่มี``, ``0`` and nothing answer no numbers and no findings.
    """
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value)
        if plain:
            return TelephoneAnswer((_telephone(value.replace("-", "")),))
        if len(value) > _LONGEST:
            return TelephoneAnswer((), (Finding(FindingKind.TELEPHONE_UNRECOVERABLE, value[:_LONGEST]),))
        return _Reader().read(value)
    if value is None or isinstance(value, bool) or value != value or value == 0:
        return TelephoneAnswer()
    if not 0 < value < _TOO_LARGE or value != int(value):
        written = str(value) if abs(value) < _MOST_WRITTEN else ""
        return TelephoneAnswer((), (Finding(FindingKind.TELEPHONE_UNRECOVERABLE, written),))
    return _Reader().read_number(str(int(value)))


def format_telephone(digits: str) -> str:
    """Return 087-894-7901 (mobile), 02-123-4567 (Bangkok) or 044-123-456 (provinces); anything else unchanged.

    Invented numbers begin 0000, by which they are recognised; that stays in one piece: 0000-151-473.
    """
    if len(digits) == 10 and digits.isdigit():
        at = 4 if digits.startswith("0000") else 3
        return f"{digits[:at]}-{digits[at : at + 3]}-{digits[at + 3 :]}"
    if _LANDLINE.fullmatch(digits):
        at = 2 if digits[1] == "2" else 3
        return f"{digits[:at]}-{digits[at : at + 3]}-{digits[at + 3 :]}"
    return digits


def _telephone(digits: str) -> Telephone:
    kind: TelephoneKind = "landline" if _LANDLINE.fullmatch(digits) else "mobile" if digits[0] == "0" else "short"
    return Telephone(digits, "", kind)


def _wanted_length(digits: str) -> int:
    """How many digits a number that begins so has; 0 where no Thai number begins so."""
    if digits[0] == "0":
        second = digits[1:2]
        return 10 if second in "0689" else 9
    return 9 if digits[0] in "689" else 8


class _Reader:
    """Reads one cell; collects numbers and findings."""

    def __init__(self) -> None:
        self.numbers: list[Telephone] = []
        self.findings: list[Finding] = []

    def read(self, raw: str) -> TelephoneAnswer:
        text = to_arabic(html.unescape(raw) if "&" in raw else raw)
        if _NOTHING.fullmatch(text):
            return TelephoneAnswer()
        text = _INTEGRAL_FLOAT.sub(r"\1", text)
        for lost in _SCIENTIFIC.findall(text):
            self._find(FindingKind.TELEPHONE_UNRECOVERABLE, lost)
        text = _COUNTRY.sub("0", _SCIENTIFIC.sub(" ", text))
        rest = _PIECE.sub(self._take, text)
        rest = " ".join(_LABEL.sub(" ", _EMPTY_BRACKETS.sub(" ", rest)).split()).strip(" .,:;/-–+&|\"'")
        if _LETTERS.search(rest):
            self._find(FindingKind.TEXT_BESIDE_TELEPHONE, rest)
        return TelephoneAnswer(tuple(dict.fromkeys(self.numbers)), tuple(self.findings))

    def read_number(self, digits: str) -> TelephoneAnswer:
        """A number that the spreadsheet holds as a number, so that it has lost its zero and perhaps its last digits."""
        self._take_digits(digits)
        if self.numbers and digits.endswith("000"):
            self._find(FindingKind.TELEPHONE_PERHAPS_ROUNDED, digits)
        return TelephoneAnswer(tuple(self.numbers), tuple(self.findings))

    def _find(self, kind: FindingKind, detail: str) -> None:
        self.findings.append(Finding(kind, detail))

    def _take(self, piece: re.Match[str]) -> str:
        if piece["extension"]:
            if self.numbers:
                self.numbers[-1] = self.numbers[-1]._replace(extension="".join(piece["extension"].split()))
        elif piece["range"]:
            self._take_range(piece["range"])
        else:
            self._take_run(_GROUP.findall(piece["run"]))
        return " "

    def _take_range(self, written: str) -> None:
        """044-123456-8 (หลายคู่สาย): the numbers from …6 to …8; of a range too wide to be one, the first number alone."""
        digits = "".join(_GROUP.findall(written))
        first, last = digits[:9], digits[9:]
        low, high = int(first[-len(last) :]), int(last)
        self._find(FindingKind.TELEPHONE_RANGE, written)
        if not low < high <= low + _WIDEST_RANGE:
            high = low
        for end in range(low, high + 1):
            self.numbers.append(_telephone(first[: -len(last)] + str(end).zfill(len(last))))

    def _take_run(self, groups: list[str]) -> None:
        for digits in _cut_into_numbers(groups):
            self._take_digits(digits)

    def _take_digits(self, digits: str) -> None:
        abroad = _ABROAD.fullmatch(digits)
        if abroad:
            digits = "0" + abroad[1]
        if not digits.strip("0"):
            return
        if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) or _SHORT.fullmatch(digits):
            self.numbers.append(_telephone(digits))
            return
        if digits[0] != "0" and len(digits) == _wanted_length(digits):
            self._find(FindingKind.TELEPHONE_LOST_ZERO, digits)
            digits = "0" + digits
        if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
            self.numbers.append(_telephone(digits))
        elif len(digits) == 9 and digits.startswith("01"):
            self._find(FindingKind.TELEPHONE_OLD_MOBILE, digits)
            self.numbers.append(_telephone("081" + digits[2:]))
        else:
            self._find(_what_is_wrong(digits), digits)


def _what_is_wrong(digits: str) -> FindingKind:
    wanted = _wanted_length(digits)
    if len(digits) == 9 and digits[0] == "0" and digits[1] in "689":
        return FindingKind.TELEPHONE_OLD_OR_INCOMPLETE
    if len(digits) == wanted:
        return FindingKind.TELEPHONE_UNKNOWN_PREFIX
    return FindingKind.TELEPHONE_TOO_SHORT if len(digits) < wanted else FindingKind.TELEPHONE_TOO_LONG


def _cut_into_numbers(groups: list[str]) -> Iterator[str]:
    """Join groups of digits into numbers: 081 234 5678 089 123 4567 is two, because a mobile number has ten digits."""
    joined = "".join(groups)
    if len(joined) <= 11 and (len(groups) == 1 or _ABROAD.fullmatch(joined)):
        yield joined
        return
    digits = ""
    for group in groups:
        if len(digits) >= _SHORTEST and group[0] == "0" and len(digits) + len(group) > _wanted_length(digits):
            yield digits
            digits = ""
        digits += group
        if len(digits) >= _wanted_length(digits):
            yield digits
            digits = ""
    if digits:
        yield digits
