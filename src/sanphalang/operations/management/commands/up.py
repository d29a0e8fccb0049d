"""``sanphalang up``: the whole platform by one command, as ``make run`` starts it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connections
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.access.queries import demo_accounts
from sanphalang.demo.accounts import PASSWORD
from sanphalang.demo.beginning import how_to_begin
from sanphalang.operations.first_start import prepare
from sanphalang.operations.health import sqlite_version
from sanphalang.operations.serving import ADDRESS, Household, check_port, port_is_free


class Command(PlatformCommand):
    """Prepares the database, then runs web and worker until one of them ends or Ctrl-C."""

    help = "Prepare the database (the first time with a small demo), then run web and worker."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port: int, **options: Any) -> None:
        """Prepare and run."""
        check_port(port)
        if not port_is_free(port):
            raise CommandError(_("Port %(port)d is in use. Please choose another with PORT=…") % {"port": port})
        for finding in sqlite_version():
            self.say(finding.sentence)
        prepare(self.say)
        welcome = self._welcome(port)
        connections.close_all()
        household = Household(port)
        try:
            if household.wait_until_ready():
                self.stdout.write(welcome)
                self.stdout.flush()
                household.watch()
            raise CommandError(_("The web or the worker has stopped; what it said stands above."))
        except KeyboardInterrupt:
            self.say(_("Stopping."))
        finally:
            household.stop()

    def _welcome(self, port: int) -> str:
        lines = [_("The platform is ready at %(address)s") % {"address": f"http://{ADDRESS}:{port}/"}]
        accounts = demo_accounts()
        if accounts:
            lines.append(_("Demo sign-ins, all with the password %(password)s:") % {"password": PASSWORD})
            lines += [f"  {account.email:32} {account}" for account in accounts]
        lines += how_to_begin()
        lines.append(_("Press Ctrl-C to stop."))
        return "\n".join(lines)
