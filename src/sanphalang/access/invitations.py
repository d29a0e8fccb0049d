"""Inviting people to a role: a link that is shown once, and of which only a digest is kept.

Whoever brings the link gets the role, with a new account or with one that is there; an invitation for an e-mail address
is for the account of that address alone. It holds only while whoever invited could still give the role.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.grants import check_may_give, givable_roles, place_of, put_in_force
from sanphalang.access.models import Centre, Invitation, User
from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of_actor
from sanphalang.access.roles import Role
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest

Changes = dict[str, list[str | None]]

DAYS = 14
"""How long a link can be used."""


class NoSuchInvitationError(NoSuchRecordError):
    """There is no open invitation with this number."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A new link: its secret part exists here and nowhere else."""

    invitation: Invitation
    token: str


def digest_of(token: str) -> str:
    """Return what is kept of a link's secret part, which is random enough to need no key."""
    return hashlib.sha256(token.encode()).hexdigest()


def remember(session: SessionBase, key: str, digest: str, *, is_known: bool) -> None:
    """Let a browser go on without the secret part of a link. A guess opens no session, which would be kept."""
    if is_known:
        session[key] = digest
    else:
        session.pop(key, None)


def is_invitation(digest: str) -> bool:
    """Say whether there is or was an invitation with this link."""
    return Invitation.objects.filter(token_digest=digest).exists()


def invite(
    viewer: Viewer, *, role: Role, centre: Centre | None, name: str, email: str = "", role_ends_at: datetime | None
) -> Invited:
    """Make an invitation. Raises :class:`Refused`, also when the same person has one to the same role already."""
    name, email = " ".join(name.split()), email.strip().lower()
    if email:
        validate_email(email)
    with transaction.atomic():
        check_may_give(viewer, role, centre, role_ends_at, to=None)
        if _is_of(viewer, email):
            raise Refused(_("Nobody changes the own role. Please ask a colleague or the national team."))
        if still_open(centre).filter(role=role, name=name).exists():
            raise Refused(
                _("%(name)s has an open invitation to this role. It can be renewed in the list of the team.")
                % {"name": name}
            )
        token, now = secrets.token_urlsafe(24), timezone.now()
        invitation = Invitation.objects.create(
            role=role,
            centre=centre,
            name=name,
            email=email,
            token_digest=digest_of(token),
            invited_by=viewer.actor,
            role_ends_at=role_ends_at,
            created_at=now,
            expires_at=now + timedelta(days=DAYS),
        )
        changes: Changes = {"name": ["", private_digest(name)], "email": ["", private_digest(email)]}
        _record(viewer.actor, "access.invite", invitation, changes)
    return Invited(invitation, token)


def renew_invitation(viewer: Viewer, invitation_id: int) -> Invited:
    """Make a new link for an invitation that waits or has run out; the old link is dead."""
    with transaction.atomic():
        invitation = _to_change(viewer, invitation_id)
        role_ends_at = invitation.role_ends_at
        check_may_give(viewer, Role(invitation.role), invitation.centre, role_ends_at, to=None)
        token = secrets.token_urlsafe(24)
        invitation.token_digest, invitation.invited_by = digest_of(token), viewer.actor
        invitation.expires_at = timezone.now() + timedelta(days=DAYS)
        invitation.save(update_fields=["token_digest", "invited_by", "expires_at"])
        _record(viewer.actor, "access.renew_invitation", invitation, {})
    return Invited(invitation, token)


def withdraw_invitation(viewer: Viewer, invitation_id: int) -> Invitation:
    """Take an invitation back: its link is dead."""
    with transaction.atomic():
        invitation = _to_change(viewer, invitation_id)
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        _record(viewer.actor, "access.withdraw_invitation", invitation, {})
    return invitation


def invitation_behind(digest: str) -> Invitation:
    """Return the invitation of a link that can be used now; raise :class:`Refused` with why it cannot."""
    invitation = Invitation.objects.select_related("centre").filter(token_digest=digest).first()
    if invitation is None:
        raise Refused(
            _("This link is not known. There may be a newer letter; please look for it, or ask whoever invited you.")
        )
    if invitation.accepted_at is not None:
        raise Refused(_("This invitation has been used. If it was you, please sign in."))
    if invitation.withdrawn_at is not None:
        raise Refused(_("This invitation was taken back. Please ask whoever invited you."))
    if invitation.expires_at <= timezone.now():
        raise Refused(_("This invitation has run out. Please ask whoever invited you for a new one."))
    return invitation


def accept_with_new_account(digest: str, *, email: str, name: str, password: str) -> User:
    """Make an account with the invited role. Raises :class:`Refused` when there is an account with this address."""
    with transaction.atomic():
        invitation = _locked(digest)
        email = invitation.email or email.strip().lower()
        validate_email(email)
        if User.objects.filter(email=email).exists():
            raise Refused(
                _("There is an account with this address already. Please sign in with it to accept the invitation.")
            )
        user = User.objects.create_user(email, password, name=" ".join(name.split()) or invitation.name)
        changes = {"email": ["", private_digest(user.email)]}
        record(f"user:{user.pk}", "access.open_account", ("user", str(user.pk)), place=None, changes=changes)
        _accept(invitation, user)
    return user


def accept_with_account(viewer: Viewer, digest: str) -> Invitation:
    """Give the invited role to the account that is signed in."""
    with transaction.atomic():
        invitation = _locked(digest)
        user = User.objects.filter(pk=viewer.user_id or 0, is_active=True).first()
        if user is None:
            raise Refused(_("Please sign in first."))
        if invitation.email and invitation.email != user.email:
            raise Refused(
                _("This invitation is for another e-mail address than that of the account you are signed in with.")
            )
        _accept(invitation, user)
    return invitation


def has_account(email: str) -> bool:
    """Say whether there is an account with the address that an invitation is for."""
    return bool(email) and User.objects.filter(email=email).exists()


def still_open(centre: Centre | None) -> QuerySet[Invitation]:
    """Return the invitations to a centre, or to the national team, that were neither used nor taken back."""
    return Invitation.objects.filter(centre=centre, accepted_at=None, withdrawn_at=None)


def _locked(digest: str) -> Invitation:
    """Return the invitation, held until the transaction ends: two who open one link get one role."""
    list(Invitation.objects.select_for_update().filter(token_digest=digest))
    return invitation_behind(digest)


def _accept(invitation: Invitation, user: User) -> None:
    inviter = viewer_of_actor(invitation.invited_by)
    role = Role(invitation.role)
    if inviter.user_id == user.pk:
        raise Refused(_("Nobody changes the own role. Please ask a colleague or the national team."))
    try:
        check_may_give(inviter, role, invitation.centre, invitation.role_ends_at, to=user.pk)
    except Refused as refusal:
        raise Refused(_("This invitation holds no longer. Please ask the centre for a new one.")) from refusal
    actor = f"user:{user.pk}"
    put_in_force(actor, user, role, invitation.centre, invitation.role_ends_at, invited_by=invitation.invited_by)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    _record(actor, "access.accept_invitation", invitation, {"accepted_by": [None, actor]})


def _to_change(viewer: Viewer, invitation_id: int) -> Invitation:
    found = Invitation.objects.select_for_update(of=("self",)).select_related("centre")
    invitation = found.filter(pk=invitation_id, accepted_at=None, withdrawn_at=None).first()
    if invitation is None:
        raise NoSuchInvitationError(invitation_id)
    if Role(invitation.role) not in givable_roles(viewer, invitation.centre):
        raise Refused(_("This invitation is managed by others. Please ask the national team."))
    return invitation


def _is_of(viewer: Viewer, email: str) -> bool:
    return bool(email) and User.objects.filter(pk=viewer.user_id or 0, email=email).exists()


def _record(actor: str, verb: str, invitation: Invitation, changes: Changes) -> None:
    centre = invitation.centre
    about: Changes = {
        "role": [None, str(invitation.role)],
        "centre": [None, centre.code if centre else None],
    }
    record(actor, verb, ("invitation", str(invitation.pk)), place=place_of(centre), changes=about | changes)
