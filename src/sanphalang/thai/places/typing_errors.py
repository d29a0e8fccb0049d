"""Reading a name through a typing error.

The distance is the smaller of two edit distances: between the keys, and between the *folded* keys, in which spellings
that sound or look alike are one. A reading is accepted only when no other name of the same parent is nearly as close.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sanphalang.thai.alike import alike_key

# How far apart two names may be, by the length of the shorter: (longest key of the step, edits).
_EDITS_BY_LENGTH = ((3, 0), (6, 1), (12, 2), (9999, 3))
_EDITS_BY_LENGTH_STRICT = ((4, 0), (12, 1), (9999, 2))
_MARGIN = 1  # the next best name must be at least this many edits further away
FOLD_COST = 0.04
EDIT_COST = 0.09


class NameSet(NamedTuple):
    """The names among which an unreadable one is looked for; two parallel sequences."""

    keys: Sequence[str]
    folded: Sequence[str]


class Nearest(NamedTuple):
    """The name a mistyped one was read as, with the price of that reading (0 is exact)."""

    key: str
    cost: float


def name_set(keys: Iterable[str]) -> NameSet:
    """Return the names prepared for :func:`nearest`."""
    ordered = sorted(keys)
    return NameSet(ordered, [alike_key(key) for key in ordered])


def nearest(key: str, names: NameSet, *, strict: bool = False) -> Nearest | None:
    """Return the one name that ``key`` is a misspelling of, or None when none or several are close.

    ``strict`` allows fewer edits, for large sets of names where the parent is not known.
    """
    allowed = _allowed_edits(len(key), strict)
    if not key or not names.keys:
        return None
    ranked = _ranked(key, names, allowed + _MARGIN)
    if not ranked:
        return None
    distance, plain, best = ranked[0]
    if distance > min(allowed, _allowed_edits(len(best), strict)):
        return None
    for other_distance, other_plain, other in ranked[1:]:
        nearly = other_distance - distance < _MARGIN and other_plain - plain < _MARGIN + bool(distance)
        if (nearly or other_plain < plain) and other != best:
            return None
    return Nearest(best, FOLD_COST + EDIT_COST * distance)


def _ranked(key: str, names: NameSet, furthest: int) -> list[tuple[int, int, str]]:
    """Return (distance, distance of the keys as written, name), nearest first."""
    folded = alike_key(key)
    found: dict[int, int] = {}
    for query, choices in ((key, names.keys), (folded, names.folded)):
        near = process.extract(query, choices, scorer=OSA.distance, score_cutoff=furthest, limit=6)
        for _, distance, index in near:
            found[index] = min(int(distance), found.get(index, furthest))
    return sorted(
        (distance, OSA.distance(key, names.keys[index]), names.keys[index]) for index, distance in found.items()
    )


def _allowed_edits(length: int, strict: bool) -> int:
    steps = _EDITS_BY_LENGTH_STRICT if strict else _EDITS_BY_LENGTH
    return next(edits for longest, edits in steps if length <= longest)
