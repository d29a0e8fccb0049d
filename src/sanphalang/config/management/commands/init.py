"""``init``: the database and its reference data."""

from __future__ import annotations

from typing import Any

from sanphalang.access.commands import PlatformCommand
from sanphalang.config.setup import prepare_database


class Command(PlatformCommand):
    """Makes the tables and loads the reference data; safe to repeat."""

    help = "Make the database and load the reference data; safe to repeat."

    def handle(self, **options: Any) -> None:
        """Run the command."""
        loaded = prepare_database(self.say)
        self.result({"loaded": loaded}, "")
