"""Opening accounts and giving them their duties."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.grants import check_an_administrator_remains, put_in_force
from sanphalang.access.looking_after import (
    check_looks_after,
    check_looks_after_somebody,
    known_account,
    place_of_account,
    unended,
)
from sanphalang.access.models import Centre, User
from sanphalang.access.policy import Refused, intervals
from sanphalang.access.queries import centre_with_code
from sanphalang.access.replaced_keys import check_may_replace_password, tell_by_mail
from sanphalang.access.roles import Act, Role
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.places.rules import NATION

# No letters or digits that look alike: the password is read from a screen and typed.
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    """The account, and the password that was made for it; None when the account was there before."""

    user: User
    password: str | None


def open_account(actor: Viewer, *, email: str, role: Role, centre_code: str = "", name: str = "") -> OpenedAccount:
    """Give a role to the account with this address, and make the account with a generated password when it is new.

    Raises :class:`Refused` when the actor may not, the centre does not fit the role, or the account holds the role
    already, and ``ValidationError`` for what is no e-mail address.
    """
    _check_may_manage(actor)
    validate_email(email)
    centre = _centre_for(role, centre_code)
    with transaction.atomic():
        opened = _account(actor, email, name)
        put_in_force(actor.actor, opened.user, role, centre, None)
    return opened


def set_new_password(actor: Viewer, *, email: str) -> str:
    """Replace the password of an account by a generated one, which ends its sessions; return it.

    Raises :class:`Refused` when the actor may not, took the second step of the account away lately, or there is no such
    account.
    """
    _check_may_manage(actor)
    with transaction.atomic():
        user = known_account(email)
        check_may_replace_password(actor, user.pk)
        password = generated_password()
        user.set_password(password)
        user.save(update_fields=["password"])
        entry = record(actor.actor, "access.set_new_password", ("user", str(user.pk)), place=None)
    tell_by_mail(user, entry)
    return password


def close_account(actor: Viewer, *, email: str) -> User:
    """Close an account: its roles end, its open sessions are dead at the next request, nobody signs in to it.

    Raises :class:`Refused` for the own account, for one that others look after, for the last national administrator,
    and when there is no such account.
    """
    check_looks_after_somebody(actor)
    with transaction.atomic():
        user = known_account(email)
        check_looks_after(actor, user)
        if not user.is_active:
            raise Refused(_("The account %(email)s is closed already.") % {"email": user.email})
        held = unended(user.grants.all())
        if held.filter(role=Role.NATIONAL_ADMINISTRATOR).exists():
            check_an_administrator_remains(without_user=user.pk)
        now, place = timezone.now(), place_of_account(user)
        ended = held.update(ends_at=now)
        user.staff_sessions.filter(ended_at=None, ends_at__gt=now).update(ended_at=now)
        user.is_active = False
        user.session_round += 1
        user.save(update_fields=["is_active", "session_round"])
        changes = {"is_active": [True, False], "roles": [ended, 0]}
        record(actor.actor, "access.close_account", ("user", str(user.pk)), place=place, changes=changes)
    return user


def reopen_account(actor: Viewer, *, email: str) -> User:
    """Open a closed account again, without any role; its password and its second step are as before.

    Raises :class:`Refused` like :func:`close_account`.
    """
    check_looks_after_somebody(actor)
    with transaction.atomic():
        user = known_account(email)
        check_looks_after(actor, user)
        if user.is_active:
            raise Refused(_("The account %(email)s is open.") % {"email": user.email})
        # A role that somebody gave in the very moment of the closing does not come back with the account.
        unended(user.grants.all()).update(ends_at=timezone.now())
        user.is_active = True
        user.save(update_fields=["is_active"])
        changes = {"is_active": [False, True]}
        place = place_of_account(user)
        record(actor.actor, "access.reopen_account", ("user", str(user.pk)), place=place, changes=changes)
    return user


def generated_password() -> str:
    """Return a password of four groups of four letters: 80 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _check_may_manage(actor: Viewer) -> None:
    if intervals(actor, Act.ACCOUNTS_MANAGE) != NATION:
        raise Refused(_("Only the national administrators and the operator can manage accounts."))


def _centre_for(role: Role, code: str) -> Centre | None:
    if role.is_national:
        if code:
            raise Refused(_("This role is held in the national team; please leave out the centre."))
        return None
    if not code:
        raise Refused(_("This role is held at a centre; please name it: 30 for a province, 10-1 to 10-6 in Bangkok."))
    centre = centre_with_code(code)
    if centre is None:
        raise Refused(_("There is no centre with the code %(code)s.") % {"code": code})
    return centre


def _account(actor: Viewer, email: str, name: str) -> OpenedAccount:
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is not None and not found.is_active:
        raise Refused(_("The account %(email)s is closed. Please open it again first.") % {"email": found.email})
    if found is not None:
        return OpenedAccount(found, None)
    password = generated_password()
    user = User.objects.create_user(email, password, name=name)
    changes = {"email": ["", private_digest(user.email)]}
    record(actor.actor, "access.open_account", ("user", str(user.pk)), place=None, changes=changes)
    return OpenedAccount(user, password)
