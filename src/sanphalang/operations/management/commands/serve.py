"""``sanphalang serve``: the web."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.operations.serving import check_port, port_is_free, serve


class Command(PlatformCommand):
    """Serves the web on the loopback address."""

    help = "Serve the web on 127.0.0.1 until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port: int, **options: Any) -> None:
        """Serve."""
        check_port(port)
        if not port_is_free(port):
            raise CommandError(_("Port %(port)d is in use. Please choose another with --port.") % {"port": port})
        serve(port)
