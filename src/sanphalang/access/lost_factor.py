"""Somebody lost the telephone and the printed codes: the second factors are taken away, and can be set up anew."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access.looking_after import (
    check_looks_after,
    check_looks_after_somebody,
    known_account,
    place_of_account,
)
from sanphalang.access.models import User
from sanphalang.access.policy import Refused
from sanphalang.access.replaced_keys import check_may_take_second_step, tell_by_mail
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record


def has_second_factors(user_id: int) -> bool:
    """Say whether an account has an app, a passkey or recovery codes."""
    return Authenticator.objects.filter(user_id=user_id).exists()


def remove_second_factors(actor: Viewer, *, email: str) -> User:
    """Take every app, passkey and recovery code from an account, and end its sessions: a lost telephone may hold one.

    Raises :class:`Refused` for the own account, for one that others look after, for who helped with its password
    lately, when there is no such account, and when it has no second factor.
    """
    check_looks_after_somebody(actor)
    with transaction.atomic():
        user = known_account(email)
        check_looks_after(actor, user)
        check_may_take_second_step(actor, user.pk)
        removed, _kinds = Authenticator.objects.filter(user=user).delete()
        if not removed:
            raise Refused(_("The account %(email)s has no second step.") % {"email": user.email})
        user.session_round += 1
        user.save(update_fields=["session_round"])
        place = place_of_account(user)
        entry = record(actor.actor, "access.remove_second_factors", ("user", str(user.pk)), place=place)
    tell_by_mail(user, entry)
    return user
