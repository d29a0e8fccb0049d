"""Adding up what speaks for and against two records being one: the model of Fellegi and Sunter (1969).

Each thing compared tells so many bits: the logarithm to base 2 of how much more often it is met in two records of one
thing than in two records of different things. The bits of independent signs add up, beginning with how rarely two
records of such a distance are one at all; their sum is the odds, and the odds are the score.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log2
from typing import NamedTuple

SURE = 0.97
"""From this score on two records are taken for one without a second thought: at least 0.97 of such pairs are."""
POSSIBLE = 0.30
"""From this score on a person should look."""


class Sign(NamedTuple):
    """One thing compared: its kind, a key of ``words.REASONS``, and the bits that speak for it; below 0, against."""

    kind: str
    bits: float


class Pair(NamedTuple):
    """Two records that may be one: ids, the smaller first; the score from 0 to 1; the signs, the weightiest first."""

    one: int
    other: int
    score: float
    signs: tuple[Sign, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it."""
        return tuple(sign.kind for sign in self.signs if sign.bits > 0)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What speaks against it."""
        return tuple(sign.kind for sign in self.signs if sign.bits < 0)


def paired(one: int, other: int, prior: float, signs: Iterable[Sign]) -> Pair:
    """Return the pair that these signs make of two records; ``prior`` is where the sum of bits begins."""
    told = sorted(signs, key=lambda sign: -abs(sign.bits))
    return Pair(min(one, other), max(one, other), score_of(prior + sum(sign.bits for sign in told)), tuple(told))


def score_of(bits: float) -> float:
    """Return the probability that these odds, in bits, stand for."""
    return float(1 / (1 + 2 ** -max(-60.0, min(60.0, bits))))


_USUAL = 2_000  # one of so many bears a usual name


def rarity(times: int, among: int, *, least: float = 1.0, most: float = 12.0) -> float:
    """Return the bits that two equal values are worth: a name that half the country bears tells next to nothing.

    ``among`` few records little is known of how rare a name is: it counts as if one of further 2,000 bore it.
    """
    return max(least, min(most, log2((among + _USUAL) / (times + 1))))
