"""Where the synthetic country's organisations stand: which places, and how many in each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

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
    settled: list[tuple[Subdistrict, int]] = []
    for province, count in _SMALL_ORGANISATIONS.items():
        settled += spread([s for s in everywhere if s.code.startswith(province)], count, seed)
    return settled


def spread(places: Sequence[Subdistrict], total: int, seed: int) -> list[tuple[Subdistrict, int]]:
    """Share ``total`` organisations out: every district gets its part by its number of subdistricts, none goes without.

    Inside that, some subdistricts are livelier than others. The counts sum to ``total`` exactly; a total smaller than
    the number of districts leaves some empty.
    """
    districts = [list(group) for _code, group in groupby(places, key=lambda place: place.code[:4])]
    liveliness = [[_liveliness(place, seed) for place in district] for district in districts]
    one_each = 1 if total >= len(districts) else 0
    shares = _whole_shares([sum(weights) for weights in liveliness], total - one_each * len(districts))
    settled: list[tuple[Subdistrict, int]] = []
    for district, weights, share in zip(districts, liveliness, shares, strict=True):
        settled += zip(district, _whole_shares(weights, share + one_each), strict=True)
    return settled


def _liveliness(place: Subdistrict, seed: int) -> float:
    return random.Random(f"{seed}:{place.code}").lognormvariate(0, 0.25)  # noqa: S311 (nothing secret is made of it)


def _whole_shares(weights: Sequence[float], total: int) -> list[int]:
    """Share a whole number out by weight; what rounding leaves over goes to the largest remainders."""
    scale = total / sum(weights)
    shares = [int(weight * scale) for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - weights[i] * scale, i))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def total_of(settled: Iterable[tuple[Subdistrict, int]]) -> int:
    """Return how many organisations there are in all."""
    return sum(count for _place, count in settled)
