"""Where the synthetic country's organisations stand: which places, and how many in each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sanphalang.thai.places.geothai_source import read_places

BANGKOK = "10"
NAKHON_RATCHASIMA = "30"

_NATIONAL_ORGANISATIONS = 200_000
_SMALL_ORGANISATIONS = {NAKHON_RATCHASIMA: 1_200, BANGKOK: 300}


class Scale(StrEnum):
    """How much country: one province and the zones of Bangkok, or all districts."""

    SMALL = "small"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Subdistrict:
    """A subdistrict (ตำบล, แขวง) with the names around it and its first postal code."""

    code: str
    name: str
    district: str
    province: str
    postal_code: str

    @property
    def in_bangkok(self) -> bool:
        """Whether it is a แขวง of Bangkok, where people live in communities (ชุมชน) instead of villages."""
        return self.code.startswith(BANGKOK)


def subdistricts(within: str = "") -> list[Subdistrict]:
    """Return the subdistricts whose code begins with ``within``, in the order of their codes; all when it is empty."""
    names, found = {}, []
    for place in read_places():
        names[place.code] = place.name_th.removeprefix("เขต") if place.level == "district" else place.name_th
        if place.level == "subdistrict" and place.code.startswith(within):
            district, province = names[place.code[:4]], names[place.code[:2]]
            postal_code = place.postal_codes[0] if place.postal_codes else ""
            found.append(Subdistrict(place.code, place.name_th, district, province, postal_code))
    return found


def settle(scale: Scale, seed: int) -> list[tuple[Subdistrict, int]]:
    """Return each subdistrict of the scale with how many organisations it has."""
    everywhere = subdistricts()
    if scale is Scale.NATIONAL:
        return spread(everywhere, _NATIONAL_ORGANISATIONS, seed)
    settled = []
    for province, count in _SMALL_ORGANISATIONS.items():
        settled += spread([s for s in everywhere if s.code.startswith(province)], count, seed)
    return settled


def spread(places: Sequence[Subdistrict], total: int, seed: int) -> list[tuple[Subdistrict, int]]:
    """Share ``total`` organisations out: every district gets its part by its number of subdistricts, none goes without.

    Inside that, some subdistricts are livelier than others. The counts sum to ``total`` exactly; a total smaller than
    the number of districts leaves some empty.
    """
    weights = [random.Random(f"{seed}:{place.code}").lognormvariate(0, 0.35) for place in places]  # noqa: S311
    shares = _whole_shares(weights, total)
    counts = dict(zip((place.code for place in places), shares, strict=True))
    _leave_no_district_empty(counts)
    return [(place, counts[place.code]) for place in places]


def _whole_shares(weights: Sequence[float], total: int) -> list[int]:
    """Share a whole number out by weight; what rounding leaves over goes to the largest remainders."""
    scale = total / sum(weights)
    shares = [int(weight * scale) for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - weights[i] * scale, i))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def _leave_no_district_empty(counts: dict[str, int]) -> None:
    """Give every district without an organisation one of the place that has most, as long as any has two."""
    first_of_district: dict[str, str] = {}
    for code in counts:
        first_of_district.setdefault(code[:4], code)
    occupied = {code[:4] for code, count in counts.items() if count}
    for district, code in first_of_district.items():
        richest = _richest(counts)
        if district not in occupied and counts[richest] > 1:
            counts[richest] -= 1
            counts[code] += 1


def _richest(counts: dict[str, int]) -> str:
    return max(counts, key=lambda code: counts[code])


def total_of(settled: Iterable[tuple[Subdistrict, int]]) -> int:
    """Return how many organisations there are in all."""
    return sum(count for _place, count in settled)
