"""Counts out of cells: 1,204 คน, ๒๕ ราย, ประมาณ 30."""

import re
from typing import NamedTuple

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.findings import Finding, FindingKind


class CountAnswer(NamedTuple):
    """A whole number of things (None if unknown; zero is zero) and the findings on the way."""

    number: int | None = None
    findings: tuple[Finding, ...] = ()


_NUMBER = re.compile(r"[-−]?\s?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,])|[-−]?[0-9]+(?:\.[0-9]+)?")
_RANGE = re.compile(r"[0-9]\s*[-–]\s*[0-9]|[0-9]\s*ถึง\s*[0-9]")
_ABOUT = re.compile(
    r"ประมาณ|ราว|กว่า|เกือบ|ไม่ต่ำกว่า|ไม่น้อยกว่า|อย่างน้อย|มากกว่า|~|>|<|\+\s*$|about|over|more than|at least", re.IGNORECASE
)
_NOTHING = re.compile(r"[-–—./\s]*|ไม่มีข้อมูล|ไม่ระบุ|ไม่ทราบ|n/?a|none|null|nan", re.IGNORECASE)
_LARGEST = 10**12
_LONGEST = 100  # letters of a cell that tells a number; some patterns are slow on long rows of digits


def parse_count(value: object) -> CountAnswer:
    """Read a count (จำนวน, e.g. of members) from text or number. Never raises.

    ``-`` and nothing are unknown, ``0`` and ``ไม่มี`` are zero. Several numbers or a range are not added up or averaged.
    """
    if isinstance(value, bool) or value is None:
        return CountAnswer()
    if isinstance(value, int | float):
        return _of_number(value)
    if not isinstance(value, str):
        return CountAnswer(None, (Finding(FindingKind.COUNT_NOT_UNDERSTOOD, ""),))
    if len(value) > _LONGEST:
        return CountAnswer(None, (Finding(FindingKind.COUNT_NOT_UNDERSTOOD, value[:_LONGEST]),))
    text = " ".join(to_arabic(value).split())
    if text.isascii() and text.isdigit() and len(text) <= 12:
        return CountAnswer(int(text))
    return _of_text(text)


def _of_number(value: int | float) -> CountAnswer:
    if value != value:
        return CountAnswer()
    if not -_LARGEST < value < _LARGEST:
        return CountAnswer(None, (Finding(FindingKind.COUNT_NOT_UNDERSTOOD, ""),))
    if value != int(value):
        return CountAnswer(None, (Finding(FindingKind.COUNT_NOT_WHOLE, str(value)),))
    if value < 0:
        return CountAnswer(None, (Finding(FindingKind.COUNT_NEGATIVE, str(int(value))),))
    return CountAnswer(int(value))


def _of_text(text: str) -> CountAnswer:
    if _NOTHING.fullmatch(text):
        return CountAnswer()
    if text == "ไม่มี":
        return CountAnswer(0)
    numbers = _NUMBER.findall(text)
    if not numbers:
        return CountAnswer(None, (Finding(FindingKind.COUNT_NOT_UNDERSTOOD, text),))
    if len(numbers) > 1 or _RANGE.search(text):
        return CountAnswer(None, (Finding(FindingKind.COUNT_SEVERAL, text),))
    digits = re.sub(r"[,\s]", "", numbers[0]).replace("−", "-")
    answer = _of_number(float(digits) if "." in digits else int(digits[:20]))
    if answer.number is not None and _ABOUT.search(text):
        return answer._replace(findings=(Finding(FindingKind.COUNT_ABOUT, text),))
    return answer
