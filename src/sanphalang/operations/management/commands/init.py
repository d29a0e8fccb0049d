"""``sanphalang init``: the database and its reference data."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.operations.setup import prepare_database


class Command(PlatformCommand):
    """Makes the tables and loads the reference data; safe to repeat."""

    help = "Make the database and load the reference data; safe to repeat."

    def handle(self, **options: Any) -> None:
        """Prepare the database."""
        prepare_database(self.say)
        self.result({"ready": True}, _("The database is ready."))
