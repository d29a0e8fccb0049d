"""``sanphalang user add``: the first real accounts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.actions import open_account, set_new_password
from sanphalang.access.commands import PlatformCommand
from sanphalang.access.roles import Role


class Command(PlatformCommand):
    """Opens an account, gives one another role, or sets a new password."""

    help = "Open an account with a role, give an account another role, or set a new password, which is printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who and what."""
        parser.add_argument("act", choices=["add", "new-password"])
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--role", choices=[str(role) for role in Role], help="which role to give")
        parser.add_argument("--centre", default="", metavar="CODE", help="30 for a province, 10-1 to 10-6 in Bangkok")
        parser.add_argument("--name", default="", help="the person's name as others see it")

    def handle(self, *, act: str, email: str, role: str | None, centre: str, name: str, **options: Any) -> None:
        """Do what was asked."""
        if act == "new-password":
            password = set_new_password(self.viewer, email=email)
            account: dict[str, Any] = {"email": email, "password": password}
            self.result(account, _("The new password of %(email)s, shown only here: %(password)s") % account)
        elif role is None:
            raise CommandError(_("Please name the role with --role."))
        else:
            self._add(email, Role(role), centre, name)

    def _add(self, email: str, role: Role, centre: str, name: str) -> None:
        opened = open_account(self.viewer, email=email, role=role, centre_code=centre, name=name)
        account = {"email": opened.user.email, "role": role, "centre": centre or None, "password": opened.password}
        if opened.password is None:
            text = _("The account %(email)s has got another role; its password is as before.") % account
        else:
            text = _("The account %(email)s is open. Its password, shown only here: %(password)s") % account
        self.result(account, text)
