"""Signs that both registers have: telephones, addresses of mail, years."""

from __future__ import annotations

from collections.abc import Iterator, Set

from rapidfuzz.distance import OSA

from sanphalang.matching.evidence import Sign

_YEAR_SLIP = (543, 1)  # a year of the other era; the next or the last year


def telephones_of(text: str) -> frozenset[str]:
    """Return the digits of each number of a telephone field."""
    if not text:
        return frozenset()
    return frozenset(digits for part in text.split(",") if (digits := "".join(filter(str.isdigit, part))))


def telephone_sign(one: Set[str], other: Set[str], *, same: float, close: float, differ: float) -> Iterator[Sign]:
    """Yield what two sets of numbers tell: one shared, one that is a slip away from another, or none alike."""
    if not one or not other:
        return
    if one & other:
        yield Sign("same_telephone", same)
    elif any(
        len(ours) == len(theirs) and OSA.distance(ours, theirs, score_cutoff=1) <= 1 for ours in one for theirs in other
    ):
        yield Sign("similar_telephone", close)
    else:
        yield Sign("other_telephone", differ)


def year_sign(
    kind: str, one: int | None, other: int | None, *, same: float, close: float, differ: float
) -> Iterator[Sign]:
    """Yield what two years tell."""
    if one is None or other is None:
        return
    if one == other:
        yield Sign(f"same_{kind}", same)
    elif abs(one - other) in _YEAR_SLIP:
        yield Sign(f"similar_{kind}", close)
    else:
        yield Sign(f"other_{kind}", differ)
