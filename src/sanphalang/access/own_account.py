"""What people change in their own account."""

from __future__ import annotations

from django.db import transaction

from sanphalang.access.models import User
from sanphalang.ledger.actions import record


def change_own_password(user: User, password: str) -> None:
    """Replace the own password, which ends every session that was opened with the one before."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        note_own_change(user, "access.change_own_password")


def note_own_change(user: User, verb: str) -> None:
    """Record in the ledger what somebody changed in the own account."""
    record(f"user:{user.pk}", verb, ("user", str(user.pk)), place=None)
