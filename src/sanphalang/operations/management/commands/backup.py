"""``sanphalang backup FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.operations.archive.backup import write_backup


class Command(PlatformCommand):
    """Saves everything to one file."""

    help = "Save every table, every kept file and the secret key to one file, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Save."""
        self.require_operator()
        contents = write_backup(file, self.say)
        for sha256 in contents.unsound_files:
            self.say(_("Warning: the kept file %(sha256)s is missing or spoilt.") % {"sha256": sha256})
        counts = {
            "file": str(file),
            "rows": sum(table.size for table in contents.tables.values()),
            "files": len(contents.files),
            "bytes": file.stat().st_size,
            "unsound_files": contents.unsound_files,
        }
        text = _("Saved %(rows)d rows and %(files)d files to %(file)s. It holds private data and the secret key.")
        self.result(counts, text % counts)
