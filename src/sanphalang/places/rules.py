"""A place's code is an interval: the first shared mechanism.

The official code (2, 4, 6 or 8 digits) padded with zeros to eight digits is an integer; everything inside a place lies
between that integer and the last one that begins with its code. Province 30 is 30000000 to 30999999.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sanphalang.thai.digits import to_arabic

Interval = tuple[int, int]
Intervals = tuple[Interval, ...]

NATION: Intervals = ((10_000_000, 99_999_999),)
NOWHERE: Intervals = ()

_CODE = re.compile(r"[1-9]\d(?:\d\d){0,3}")


class Level(StrEnum):
    """How exact a place is (ระดับของพื้นที่)."""

    PROVINCE = "province"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    VILLAGE = "village"

    @property
    def digits(self) -> int:
        """The length of the official code at this level."""
        return _DIGITS[self]


_DIGITS = {Level.PROVINCE: 2, Level.DISTRICT: 4, Level.SUBDISTRICT: 6, Level.VILLAGE: 8}
_LEVELS = {digits: level for level, digits in _DIGITS.items()}


class NotAPlaceCode(ValueError):  # noqa: N818 (reads as a sentence where it is raised)
    """The text is not an official code of 2, 4, 6 or 8 digits."""


@dataclass(frozen=True, slots=True, order=True)
class PlaceCode:
    """An official place code: padded to eight digits as an integer, with its level."""

    padded: int
    level: Level

    @classmethod
    def parse(cls, text: str) -> PlaceCode:
        """Read an official code; Thai digits are accepted. Raises :class:`NotAPlaceCode`."""
        text = to_arabic(text.strip())
        if not _CODE.fullmatch(text) or (len(text) == 8 and text.endswith("00")):
            raise NotAPlaceCode(text)
        return cls(int(text.ljust(8, "0")), _LEVELS[len(text)])

    @classmethod
    def of(cls, padded: int, level: str | Level) -> PlaceCode:
        """Rebuild a code from what a located record stores."""
        return cls(padded, Level(level))

    @property
    def text(self) -> str:
        """The official, unpadded code."""
        return str(self.padded)[: self.level.digits]

    @property
    def interval(self) -> Interval:
        """First and last padded integer inside the place."""
        return self.padded, self.padded + 10 ** (8 - self.level.digits) - 1

    @property
    def ancestors(self) -> tuple[PlaceCode, ...]:
        """The places around this one, the province first."""
        text = self.text
        return tuple(PlaceCode.parse(text[:digits]) for digits in range(2, self.level.digits, 2))

    def up_to(self, level: Level) -> PlaceCode:
        """This place, or the one around it at the given level when this one is more exact."""
        return self if self.level.digits <= level.digits else PlaceCode.parse(self.text[: level.digits])


def merged(intervals: Iterable[Interval]) -> Intervals:
    """Return the intervals sorted, with neighbours and overlaps joined; places of one province thus become one."""
    joined: list[Interval] = []
    for low, high in sorted(intervals):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def contains(intervals: Intervals, padded: int | None) -> bool:
    """Say whether a located record lies inside; a record without a place lies in the nation only."""
    if padded is None:
        return intervals == NATION
    return any(low <= padded <= high for low, high in intervals)


def overlap(one: Intervals, other: Intervals) -> Intervals:
    """Return what lies in both."""
    return merged((max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) <= min(b, d))


def covers(intervals: Intervals, territory: Intervals) -> bool:
    """Say whether all of a territory lies inside the intervals; one without any place lies nowhere."""
    return bool(territory) and overlap(intervals, territory) == merged(territory)
