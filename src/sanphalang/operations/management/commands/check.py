"""``sanphalang check [--deep] [--deploy]``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.operations.health import examine


class Command(PlatformCommand):
    """Says how the installation is."""

    help = "Say how the installation is; with --deep, compare every kept file with its checksum."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how thoroughly."""
        parser.add_argument("--deep", action="store_true", help="read every kept file and the whole database")
        parser.add_argument(
            "--deploy", action="store_true", help="look at the settings as for production (always there)"
        )

    def handle(self, *, deep: bool, deploy: bool, **options: Any) -> None:
        """Examine."""
        self.require_operator()
        findings = examine(deep=deep, deploy=deploy)
        healthy = all(finding.state != "wrong" for finding in findings)
        marks = {"right": "✓", "doubt": "!", "wrong": "✗"}
        lines = [f"{marks[finding.state]} {finding.sentence}" for finding in findings]
        lines.append(_("Everything is in order.") if healthy else _("Something needs to be put right; see ✗ above."))
        self.result({"healthy": healthy, "findings": [asdict(finding) for finding in findings]}, "\n".join(lines))
