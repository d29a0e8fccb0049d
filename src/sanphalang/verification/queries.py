"""What is known of the centres' freshness, over time. Figures of organisations are public, like these themselves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.access.queries import centres
from sanphalang.verification.models import FreshnessSample
from sanphalang.verification.rules import Sample, one_a_month, points_gained

MONTHS = 13
"""So many months are told: this one, and a whole year before it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A centre with its samples, one a month, the latest last."""

    centre: Centre
    samples: list[Sample]

    @property
    def now(self) -> Sample | None:
        """The latest sample."""
        return self.samples[-1] if self.samples else None

    @property
    def gained(self) -> float | None:
        """By how many percentage points the share rose in the time told."""
        return points_gained(self.samples)


def samples_of(centre_id: int) -> list[Sample]:
    """Return the samples of a centre, one a month, the latest last."""
    rows = FreshnessSample.objects.filter(centre=centre_id, day__gte=_since()).values_list("day", "total", "fresh")
    return one_a_month(Sample._make(row) for row in rows)


def all_centres() -> list[Kept]:
    """Return every centre with its samples; three queries."""
    found: dict[int, list[Sample]] = defaultdict(list)
    rows = FreshnessSample.objects.filter(day__gte=_since()).values_list("centre", "day", "total", "fresh")
    for centre, *sample in rows:
        found[centre].append(Sample._make(sample))
    return [Kept(centre, one_a_month(found[centre.pk])) for centre in centres()]


def _since() -> date:
    first = timezone.localdate().replace(day=1)
    for _month in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
