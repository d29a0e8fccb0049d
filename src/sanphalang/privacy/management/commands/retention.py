"""``sanphalang retention``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.privacy.retention import over, remove_what_is_over


class Command(PlatformCommand):
    """Removes what was kept long enough."""

    help = "Remove private values that were kept long enough; the worker does it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to look only."""
        parser.add_argument("--dry-run", action="store_true", help="count only, remove nothing")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        """Count, and remove."""
        self.require_operator()
        now = timezone.now()
        found = over(now) if dry_run else remove_what_is_over(self.viewer.actor, now)
        text = _("Lists: %(lists)d, people: %(people)d, requests: %(requests)d, links: %(links)d, files: %(files)d.")
        self.result({"dry_run": dry_run, **found.counts}, text % found.counts)
