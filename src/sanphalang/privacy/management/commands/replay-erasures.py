"""``sanphalang replay-erasures``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.privacy.erasing import replay


class Command(PlatformCommand):
    """Erases again whoever came back with an older backup."""

    help = "Erase again who was erased and came back with an older backup; a restore does it by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take lists of other homes."""
        help_text = "erasures.jsonl of another home, such as the one that was lost"
        parser.add_argument("--list", type=Path, action="append", default=[], dest="lists", help=help_text)

    def handle(self, *, lists: list[Path], **options: Any) -> None:
        """Erase."""
        self.require_operator()
        erased = replay(self.viewer.actor, lists)
        self.result({"erased": erased}, _("Erased again: %(erased)d.") % {"erased": erased})
