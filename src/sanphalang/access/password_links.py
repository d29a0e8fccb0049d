"""Forgotten passwords: a link that is shown or sent once, of which only a digest is kept, and that sets a new one.

A colleague who looks after the account makes it by hand, or its own mailbox is sent one. It works once, for a while,
and only as long as nothing has ended the sessions of the account since: a changed password, a closed account and a
second step that was taken away all make it dead. One that was made by hand holds only while its maker still looks after
the account. It never touches the second step.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.backends import AccountBackend
from sanphalang.access.invitations import digest_of
from sanphalang.access.looking_after import (
    check_looks_after,
    check_looks_after_somebody,
    known_account,
    looked_after,
    place_of_account,
)
from sanphalang.access.models import PasswordLink, User
from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of_actor
from sanphalang.access.replaced_keys import check_may_replace_password, tell_by_mail
from sanphalang.access.throttle import give_all_back
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.ledger.actions import record

BY_HAND = timedelta(days=3)
"""How long a link on paper can be used."""
BY_MAIL = timedelta(hours=1)
"""How long a link in an e-mail can be used."""


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A new link: its secret part exists here and nowhere else."""

    user: User
    token: str
    created_at: datetime
    expires_at: datetime


def make_password_link(actor: Viewer, *, email: str) -> MadeLink:
    """Make a link by hand for a colleague's account; one that was made by hand before is dead.

    Raises :class:`Refused` for the own account, for one that others look after, for who took its second step away
    lately, for a closed one, and when there is no such account.
    """
    check_looks_after_somebody(actor)
    with transaction.atomic():
        user = known_account(email)
        check_looks_after(actor, user)
        check_may_replace_password(actor, user.pk)
        if not AccountBackend().user_can_authenticate(user):
            raise Refused(_("This account is closed."))
        PasswordLink.objects.filter(user=user).exclude(made_by="").delete()
        made = _made(user, actor.actor, BY_HAND)
        place = place_of_account(user)
        entry = record(actor.actor, "access.make_password_link", ("user", str(user.pk)), place=place)
    tell_by_mail(user, entry)
    return made


class LinksByMail:
    """Makes the links that django-allauth sends to those who ask for one themselves."""

    def make_token(self, user: User) -> str:
        """Return the secret part of a new link."""
        with transaction.atomic():
            token = _made(user, "", BY_MAIL).token
            place = place_of_account(user)
            record(PUBLIC.actor, "access.send_password_link", ("user", str(user.pk)), place=place)
        return token


def is_password_link(digest: str) -> bool:
    """Say whether there is or was such a link."""
    return PasswordLink.objects.filter(token_digest=digest).exists()


def link_behind(digest: str) -> PasswordLink:
    """Return a link that can be used now; raise :class:`Refused` with why it cannot."""
    link = PasswordLink.objects.select_related("user").filter(token_digest=digest).first()
    if link is None:
        raise Refused(_("This link is not known. There may be a newer one; otherwise please ask for another."))
    if not AccountBackend().user_can_authenticate(link.user):
        raise Refused(_("This account is closed. Please ask the coordinator of your centre or the national team."))
    if not hmac.compare_digest(link.account_mark, link.user.get_session_auth_hash()):
        raise Refused(_("This link has been used, or the account was changed since. If it was you, please sign in."))
    if link.expires_at <= timezone.now():
        raise Refused(_("This link has run out. Please ask for another one."))
    if link.made_by and not looked_after(viewer_of_actor(link.made_by), [link.user_id]):
        raise Refused(_("This link holds no longer. Please ask for another one."))
    return link


def set_password_with(digest: str, password: str) -> User:
    """Replace the password of the link's account, which ends all its sessions and uses the link up.

    Raises :class:`Refused` like :func:`link_behind`. Nobody is signed in by it: the second step is asked for as before.
    """
    with transaction.atomic():
        found = PasswordLink.objects.filter(token_digest=digest).values_list("user_id", flat=True)
        list(User.objects.select_for_update().filter(pk__in=list(found)))  # two who open one link set one password
        link = link_behind(digest)
        user = link.user
        user.set_password(password)
        user.save(update_fields=["password"])
        changes = {"made_by": [None, link.made_by or "mail"]}
        place = place_of_account(user)
        actor = f"user:{user.pk}"
        entry = record(actor, "access.set_password_by_link", ("user", str(user.pk)), place=place, changes=changes)
    give_all_back(user.email)
    tell_by_mail(user, entry)
    return user


def _made(user: User, made_by: str, lasts: timedelta) -> MadeLink:
    now, token = timezone.now(), secrets.token_urlsafe(24)
    PasswordLink.objects.filter(user=user, expires_at__lt=now).delete()
    link = PasswordLink.objects.create(
        user=user,
        token_digest=digest_of(token),
        made_by=made_by,
        account_mark=user.get_session_auth_hash(),
        created_at=now,
        expires_at=now + lasts,
    )
    return MadeLink(user, token, now, link.expires_at)
