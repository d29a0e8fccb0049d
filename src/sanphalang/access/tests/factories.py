"""Accounts for tests."""

from __future__ import annotations

from datetime import datetime
from itertools import count

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
