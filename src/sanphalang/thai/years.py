"""Years of the Buddhist Era (พุทธศักราช, B.E.) and the Common Era (คริสต์ศักราช, C.E.)."""

from datetime import date
from typing import Literal, NamedTuple

from sanphalang.thai.findings import Finding, FindingKind

Era = Literal["be", "ce", "unknown"]

BUDDHIST_AHEAD = 543
"""A year of the Buddhist Era is this much ahead, since both begin on 1 January (พ.ศ. 2484)."""

_FIRST, _LAST = 1857, 2157  # of the Common Era; 2400–2700 of the Buddhist Era: the two cannot be confused
# A two-digit year may lie this far ahead of today before it is taken for one of the century before.
_YEARS_AHEAD = 10


class YearAnswer(NamedTuple):
    """A year in Common Era numbers (None if unknown), the era it was written in, and the findings on the way."""

    year: int | None = None
    era: Era = "unknown"
    findings: tuple[Finding, ...] = ()


def read_year(digits: str, written_era: Era, *, today: date | None, expect: Era = "be") -> YearAnswer:
    """Read two or four digits beside ``พ.ศ.`` (``be``), ``ค.ศ.`` (``ce``) or no era (``unknown``).

    ``expect`` is the era that such a text is usually written in; a Common Era year where a Buddhist one is expected is
    read as it stands and named in a finding.
    """
    if len(digits) == 2:
        return _two_digits(int(digits), expect if written_era == "unknown" else written_era, today)
    number = int(digits) if len(digits) == 4 else 0
    era = era_of(number)
    if era == "unknown":
        return YearAnswer(None, "unknown", (Finding(FindingKind.YEAR_NOT_UNDERSTOOD, digits),))
    findings: tuple[Finding, ...] = ()
    if written_era not in ("unknown", era):
        findings = (Finding(FindingKind.YEAR_ERA_CONTRADICTION, digits),)
    elif era == "ce" and written_era == "unknown" and expect == "be":
        findings = (Finding(FindingKind.YEAR_COMMON_ERA, str(number + BUDDHIST_AHEAD)),)
    return YearAnswer(number - BUDDHIST_AHEAD if era == "be" else number, era, findings)


def era_of(number: int) -> Era:
    """The era that a four-digit year must belong to: ``be`` for 2400–2700, ``ce`` for 1857–2157."""
    if _FIRST + BUDDHIST_AHEAD <= number <= _LAST + BUDDHIST_AHEAD:
        return "be"
    return "ce" if _FIRST <= number <= _LAST else "unknown"


def _two_digits(number: int, era: Era, today: date | None) -> YearAnswer:
    written = number + (2000 if era == "ce" else 2500)
    ahead = 0 if era == "ce" else BUDDHIST_AHEAD
    if today is not None and written - ahead > today.year + _YEARS_AHEAD:
        written -= 100
    return YearAnswer(written - ahead, era, (Finding(FindingKind.YEAR_TWO_DIGITS, str(written)),))
