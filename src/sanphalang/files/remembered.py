"""What a row of a source said: its values, or keyed digests of them once its list was kept long enough.

With the digests alone it is known still that a source says the same again, so that what a person has corrected since
stands however old the list is. Nothing can be read back from them. Under another ``SECRET_KEY`` they compare with
nothing, and everything is news.
"""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from sanphalang.files import originals
from sanphalang.files.registers import Values
from sanphalang.ledger.digests import private_digest

_AT_ONCE = 5_000


class Digested:
    """A value of which a keyed digest is left: equal to every value that has the same."""

    __slots__ = ("_digest",)
    __hash__ = None  # type: ignore[assignment]  # what is equal to it has another hash

    def __init__(self, digest: str) -> None:
        """Stand for the value of which this is the digest."""
        self._digest = digest

    def __eq__(self, other: object) -> bool:
        """Say whether it stands for this value."""
        return self._digest == (other._digest if isinstance(other, Digested) else _digest(other))


class OnlyDigests(dict[str, Digested]):
    """What a row said, of which only digests are left."""


def what_rows_said(batch: int, rows: Iterable[int]) -> dict[int, Values]:
    """Return what rows of a batch said, as values where they are kept, else as digests."""
    wanted = set(rows)
    said: dict[int, Values] = originals.read_some(originals.Kind.VALUES, batch, wanted)
    if len(said) < len(wanted):
        digested = originals.read_some(originals.Kind.DIGESTS, batch, wanted - said.keys())
        for number, digests in digested.items():
            said[number] = OnlyDigests({name: Digested(digest) for name, digest in digests.items()})
    return said


def keep_digests_only(batch: int, rows: Iterable[int]) -> int:
    """Remove what is kept of a batch, but digests of what these rows said; return how many originals there were."""
    numbers = sorted(rows)
    for start in range(0, len(numbers), _AT_ONCE):
        said = originals.read_some(originals.Kind.VALUES, batch, numbers[start : start + _AT_ONCE])
        digests = {
            number: {name: _digest(value) for name, value in values.items()}
            for number, values in said.items()
            if values  # nothing is left of somebody who was erased
        }
        originals.replace(originals.Kind.DIGESTS, batch, digests)
    return originals.forget_words(batch)


def _digest(value: object) -> str:
    return private_digest(orjson.dumps(value).decode())
