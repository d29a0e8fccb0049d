"""``sanphalang rebuild [PROJECTION]``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.ledger.projections import registered, settle_marks


class Command(PlatformCommand):
    """Makes derived tables anew."""

    help = "Make one derived table anew from the facts, or all of them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the projection."""
        parser.add_argument("projection", nargs="?", default="", metavar="PROJECTION")

    def handle(self, *, projection: str, **options: Any) -> None:
        """Rebuild."""
        self.require_operator()
        wanted = [each for each in registered() if projection in {"", each.name}]
        if projection and not wanted:
            names = ", ".join(dict.fromkeys(each.name for each in registered())) or "–"
            raise CommandError(
                _("There is no derived table “%(name)s”. There are: %(names)s.") % {"name": projection, "names": names}
            )
        rebuilds = {each.name: each.rebuild for each in wanted}  # several kinds of subjects may fill one table
        for name, rebuild in rebuilds.items():
            self.say(name)
            rebuild()
        settle_marks()
        self.result({"rebuilt": list(rebuilds)}, _("Rebuilt: %(count)d") % {"count": len(rebuilds)})
