"""``sanphalang worker``: jobs and projections."""

from __future__ import annotations

from typing import Any

from sanphalang.access.commands import PlatformCommand
from sanphalang.operations.worker import work


class Command(PlatformCommand):
    """Runs jobs and keeps projections fresh."""

    help = "Run jobs and keep projections fresh until stopped."

    def handle(self, **options: Any) -> None:
        """Work."""
        work()
