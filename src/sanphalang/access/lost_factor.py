"""Somebody lost the telephone and the printed codes: the second factors are taken away, and can be set up anew."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access.models import User
from sanphalang.access.policy import Refused, intervals
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.places.rules import NATION


def remove_second_factors(actor: Viewer, *, email: str) -> User:
    """Take every app, passkey and recovery code from an account; sessions opened with them count as without.

    Raises :class:`Refused` when the actor may not, there is no such account, or it has no second factor.
    """
    if intervals(actor, Act.ACCOUNTS_MANAGE) != NATION:
        raise Refused(_("Only the national administrators and the operator can manage accounts."))
    with transaction.atomic():
        user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
        if user is None:
            raise Refused(_("There is no account with the e-mail address %(email)s.") % {"email": email})
        removed, _kinds = Authenticator.objects.filter(user=user).delete()
        if not removed:
            raise Refused(_("The account %(email)s has no second step.") % {"email": user.email})
        record(actor.actor, "access.remove_second_factors", ("user", str(user.pk)), place=None)
    return user
