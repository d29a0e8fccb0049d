"""Accounts of the demo: printed passwords, and no sign-in under production settings (``backends.py``)."""

from __future__ import annotations

from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role


def add_demo_account(email: str, *, name: str, password: str, role: Role, centre_code: str) -> User:
    """Make a demo account with one role at a centre, or over the nation when the code is empty.

    Raises ``Centre.DoesNotExist`` when the reference data is missing and ``IntegrityError`` when the address is taken.
    """
    user = User.objects.create_user(email, password, name=name, is_demo=True)
    Grant.objects.create(user=user, role=role, centre=Centre.objects.get(code=centre_code) if centre_code else None)
    return user


def demo_actors() -> list[str]:
    """Return what the ledger calls the demo accounts, closed ones too."""
    return [viewer_of(user).actor for user in User.objects.filter(is_demo=True)]


def remove_demo_accounts() -> int:
    """Remove every demo account with its grants; return how many there were."""
    found = User.objects.filter(is_demo=True)
    count = found.count()
    found.delete()
    return count
