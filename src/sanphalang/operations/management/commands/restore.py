"""``sanphalang restore FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.operations.archive.restore import restore_backup


class Command(PlatformCommand):
    """Brings a backup back."""

    help = "Bring a backup back into an empty home, on either database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Restore."""
        self.require_operator()
        contents = restore_backup(file, self.say)
        counts = {
            "rows": sum(table.size for table in contents.tables.values()),
            "files": len(contents.files),
            "made_at": contents.made_at,
        }
        text = _("Restored %(rows)d rows and %(files)d files as they were on %(made_at)s.")
        self.result(counts, text % counts)
