"""Pure decisions about samples: one a month, and how a share changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Sample(NamedTuple):
    """How many records there were on a day, and how many of them were fresh."""

    day: date
    total: int
    fresh: int

    @property
    def share(self) -> float | None:
        """The fresh share of all, from 0 to 1; None where there is nothing."""
        return self.fresh / self.total if self.total else None


def one_a_month(samples: Iterable[Sample]) -> list[Sample]:
    """Return the last sample of each month, the oldest month first."""
    last: dict[tuple[int, int], Sample] = {}
    for sample in sorted(samples):
        last[sample.day.year, sample.day.month] = sample
    return [last[month] for month in sorted(last)]


def points_gained(samples: Sequence[Sample]) -> float | None:
    """Return by how many percentage points the share rose from the first to the last sample.

    None where there are not two to compare.
    """
    shares = [sample.share for sample in samples if sample.share is not None]
    return 100 * (shares[-1] - shares[0]) if len(shares) > 1 else None
