"""What every command of the platform has in common: who acts, where results go, and how a refusal sounds.

A command subclasses :class:`PlatformCommand`, acts as ``self.viewer``, and answers once with ``self.result``::

    class Command(PlatformCommand):
        help = "Count the organisations of a place."

        def add_arguments(self, parser: CommandParser) -> None:
            parser.add_argument("code")

        def handle(self, *, code: str, **options: Any) -> None:
            found = queries.count(self.viewer, PlaceCode.parse(code))
            self.result({"count": found}, f"{found} organisations")

It refuses by raising ``CommandError`` or ``access.policy.Refused`` with a sentence: exit code 2. Files that cannot be
read or written are told in a sentence, too.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NoReturn

import orjson
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser, handle_default_options
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_with_email
from sanphalang.access.viewer import OPERATOR, Viewer

REFUSED = 2  # the exit code of a refusal; 0 is for work done, whatever was found on the way


class PlatformCommand(BaseCommand):
    """A command that acts as the operator or, with ``--as``, as an account; results to stdout, the rest to stderr."""

    requires_system_checks = ()
    as_user: str | None = None
    as_json = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Add what every command takes."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.add_argument("--json", action="store_true", dest="as_json", help="end with one line of JSON")
        parser.add_argument("--as", dest="as_user", metavar="USER", help="act as this account, named by its e-mail")
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Run from the command line; leave with 0, or with 2 and a sentence when the command was refused."""
        try:
            parsed = self._parsed(argv)
            handle_default_options(parsed)
            options = vars(parsed)
            self.execute(*options.pop("args", ()), **options)
        except (CommandError, Refused, ValidationError) as refusal:
            self._refuse(refusal, as_json="--json" in argv)
        except DatabaseError:
            sentence = _what_is_wrong_with_the_database()
            if sentence is None:
                raise
            self._refuse(CommandError(sentence), as_json="--json" in argv)
        except BrokenPipeError:  # nobody listens any more
            raise
        except OSError as problem:
            self._refuse(CommandError(_what_failed(problem)), as_json="--json" in argv)
        finally:
            connections.close_all()

    def _parsed(self, argv: list[str]) -> Namespace:
        try:
            return self.create_parser(argv[0], argv[1]).parse_args(argv[2:])
        except CommandError as problem:
            told = {"problem": str(problem).removeprefix("Error: "), "command": f"{argv[0]} {argv[1]} --help"}
            sentence = _("The command was not understood (%(problem)s). “%(command)s” tells how it is written.") % told
            raise CommandError(sentence) from problem

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Remember who acts and how to answer, then run ``handle``."""
        self.as_user, self.as_json = options["as_user"], options["as_json"]
        return super().execute(*args, **options)

    @cached_property
    def viewer(self) -> Viewer:
        """Who acts: the installation's operator, or the account that ``--as`` names."""
        if self.as_user is None:
            return OPERATOR
        viewer = viewer_with_email(self.as_user)
        if viewer is None:
            raise CommandError(
                _("There is no open account with the e-mail address %(email)s.") % {"email": self.as_user}
            )
        return viewer

    def require_operator(self) -> None:
        """Refuse accounts: some work is for whoever runs the machine."""
        if not self.viewer.is_operator:
            raise Refused(_("This command is for the operator of the installation; please leave out --as."))

    def result(self, values: Mapping[str, Any], text: str = "") -> None:
        """Answer, once and last: ``text`` for people, or with ``--json`` the values on one line."""
        if self.as_json:
            self.stdout.write(orjson.dumps(values, default=str).decode())
        elif text:
            self.stdout.write(text)

    def say(self, text: str) -> None:
        """Tell the person at the terminal how the work goes; never part of the result."""
        self.stderr.write(text, style_func=str)

    def _refuse(self, refusal: Exception, *, as_json: bool) -> NoReturn:
        sentence = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        self.say(sentence)
        if as_json:
            self.stdout.write(orjson.dumps({"error": sentence}).decode())
        sys.exit(REFUSED)


def _what_failed(problem: OSError) -> str:
    """Return a sentence about what the machine would not do: open a file, read it, write it, reach an address."""
    told = {"problem": problem.strerror or str(problem), "file": problem.filename}
    if problem.filename is None:
        return _("The machine could not read or write what the command needs: %(problem)s") % told
    return _("%(file)s cannot be used: %(problem)s") % told


def _what_is_wrong_with_the_database() -> str | None:
    """Return a sentence where the database itself is why a command failed; None where the command is."""
    fresh = connections[DEFAULT_DB_ALIAS].copy()
    try:
        fresh.ensure_connection()
    except DatabaseError as problem:
        told = str(problem).strip().partition("\n")[0]
        return _("The database cannot be opened: %(problem)s") % {"problem": told}
    finally:
        fresh.close()
    if _database_is_behind():
        return _("The database is not up to date. Please run “sanphalang init” first.")
    return None


def _database_is_behind() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
