"""Names and codes of places, as plain sets: enough to recognise a column of places by its contents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from sanphalang.thai.key import match_key

_MARKER = re.compile(r"^(?:กิ่งอำเภอ|กิ่งอ|ตำบล|แขวง|อำเภอ|เขต|จังหวัด|หมู่บ้าน|(?:ต|อ|จ)\s*\.)\s*")
_MOST_PARTS = 6
_SUBDISTRICT_DIGITS = 6
_VILLAGE_DIGITS = 8
_BETWEEN_PLACES = re.compile(r"[\s,/>]+")


@lru_cache(maxsize=20_000)
def place_key(text: str) -> str:
    """Return the match key of a place's name without ตำบล, อ., เขต and the like before it."""
    return match_key(_MARKER.sub("", text.strip()))


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(place_key, names))


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Match keys of place names by level, without markers, and official codes as text. Empty sets recognise nothing."""

    provinces: frozenset[str] = field(default_factory=frozenset)
    districts: frozenset[str] = field(default_factory=frozenset)
    subdistricts: frozenset[str] = field(default_factory=frozenset)
    codes: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(
        cls,
        *,
        provinces: Iterable[str] = (),
        districts: Iterable[str] = (),
        subdistricts: Iterable[str] = (),
        codes: Iterable[str] = (),
    ) -> Self:
        """Build from names as they are written, and from codes of any level."""
        return cls(_keys(provinces), _keys(districts), _keys(subdistricts), frozenset(codes))

    def is_province(self, text: str) -> bool:
        """Return whether the text is the name of a province, with or without จังหวัด."""
        return place_key(text) in self.provinces

    def is_district(self, text: str) -> bool:
        """Return whether the text is the name of a district; ``เมือง`` alone is one."""
        key = place_key(text)
        return key in self.districts or key == "เมือง"

    def is_subdistrict(self, text: str) -> bool:
        """Return whether the text is the name of a subdistrict."""
        return place_key(text) in self.subdistricts

    def is_code(self, text: str) -> bool:
        """Return whether the text is a known code, or that of a village in a known subdistrict."""
        return text in self.codes or (len(text) == _VILLAGE_DIGITS and text[:_SUBDISTRICT_DIGITS] in self.codes)

    def is_joined(self, text: str) -> bool:
        """Return whether the text lists places of two levels or more, such as ``ในเมือง เมืองลำพูน ลำพูน``."""
        parts = [part for part in _BETWEEN_PLACES.split(text.strip(), _MOST_PARTS) if part]
        if not 1 < len(parts) < _MOST_PARTS:
            return False
        known = sum(self.is_province(part) or self.is_district(part) or self.is_subdistrict(part) for part in parts)
        return known > 1 and known >= len(parts) - 1


NO_PLACE_NAMES = PlaceNames()
