"""Accounts for tests."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.viewer import Viewer

PASSWORD = "a-password-of-the-tests"

_numbers = count(1)


def make_account(role: Role | None = None, centre: str = "", *, email: str = "", name: str = "") -> User:
    """Make an account, with a role at a centre, or over the nation for a national role."""
    user = User.objects.create_user(email or f"person{next(_numbers)}@example.org", PASSWORD, name=name)
    if role is not None:
        give(user, role, centre)
    return user


def give(
    user: User, role: Role, centre: str = "", *, starts_at: datetime | None = None, ends_at: datetime | None = None
) -> Grant:
    """Give an account a role."""
    grant = Grant(user=user, role=role, ends_at=ends_at)
    if centre:
        grant.centre = Centre.objects.get(code=centre)
    if starts_at is not None:
        grant.starts_at = starts_at
    grant.save()
    return grant


def make_viewer(role: Role | None = None, centre: str = "", *, name: str = "") -> Viewer:
    """Make an account and return the viewer it is, signed in with a second factor."""
    return viewer_of(make_account(role, centre, name=name), has_second_factor=True)


def sign_in(client: Client, user: User) -> None:
    """Sign an account in with a second factor; ``client.force_login`` alone is a sign-in with a password."""
    client.force_login(user)
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        app = TOTP.activate(user, generate_totp_secret()).instance
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": app.type, "id": app.pk, "at": 0}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
