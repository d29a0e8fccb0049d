"""``sanphalang user``: accounts and their roles, for the operator and the national administrators."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.actions import close_account, open_account, reopen_account, set_new_password
from sanphalang.access.commands import PlatformCommand
from sanphalang.access.lost_factor import remove_second_factors
from sanphalang.access.roles import Role
from sanphalang.access.team import accounts

_NEEDS_EMAIL = ("add", "new-password", "remove-second-step", "close", "reopen")


class Command(PlatformCommand):
    """Opens an account, gives one another role, sets a new password, closes accounts, lists them."""

    help = "Open an account with a role, give it another role or a new password, close it, or list all accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who and what."""
        parser.add_argument("act", choices=["list", *_NEEDS_EMAIL])
        parser.add_argument("email", metavar="EMAIL", nargs="?")
        parser.add_argument("--role", choices=[str(role) for role in Role], help="which role to give")
        parser.add_argument("--centre", default="", metavar="CODE", help="30 for a province, 10-1 to 10-6 in Bangkok")
        parser.add_argument("--name", default="", help="the person's name as others see it")

    def handle(self, *, act: str, email: str | None, role: str | None, centre: str, name: str, **options: Any) -> None:
        """Do what was asked."""
        if act == "list":
            self._list()
        elif not email:
            raise CommandError(_("Please name the account by its e-mail address."))
        elif act == "new-password":
            password = set_new_password(self.viewer, email=email)
            account: dict[str, Any] = {"email": email, "password": password}
            self.result(account, _("The new password of %(email)s, shown only here: %(password)s") % account)
        elif act == "close":
            closed = {"email": close_account(self.viewer, email=email).email, "is_open": False}
            self.result(closed, _("The account %(email)s is closed; its sessions and roles have ended.") % closed)
        elif act == "reopen":
            opened = {"email": reopen_account(self.viewer, email=email).email, "is_open": True}
            self.result(opened, _("The account %(email)s is open again, without any role.") % opened)
        elif act == "remove-second-step":
            user = remove_second_factors(self.viewer, email=email)
            sentence = _("The second step of %(email)s is taken away. Please let the person set up another one.")
            self.result({"email": user.email}, sentence % {"email": user.email})
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

    def _list(self) -> None:
        found = accounts(self.viewer)
        lines = [
            "\t".join(
                [
                    one["email"],
                    one["name"],
                    "" if one["is_open"] else _("closed"),
                    *(f"{role['role']} {role['centre'] or ''}".strip() for role in one["roles"]),
                ]
            )
            for one in found
        ]
        self.result({"accounts": found}, "\n".join(lines))
