"""Makes the cells where there are none yet: at a first start, and after an upgrade."""

from __future__ import annotations

from sanphalang.reports.cells import rebuild
from sanphalang.reports.counted import ALL
from sanphalang.reports.models import Reckoning


def load() -> None:
    """Make the cells unless every kind was counted once; safe to repeat."""
    if Reckoning.objects.filter(about__in=[about.name for about in ALL]).count() < len(ALL):
        rebuild()
