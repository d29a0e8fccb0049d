"""Signing in with an e-mail address and a password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from sanphalang.access.models import User


class AccountBackend(ModelBackend):
    """Password sign-in. Accounts of the demo, whose passwords are printed, do not exist in production."""

    # Any: the stubs of ModelBackend know Django's own account model only.
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """Return the account when address and password agree, else None."""
        return super().authenticate(request, (username or "").strip().lower(), password, **kwargs)

    def user_can_authenticate(self, user: Any) -> bool:
        """Refuse closed accounts everywhere and demo accounts in production."""
        if isinstance(user, User) and user.is_demo and settings.PRODUCTION:
            return False
        return super().user_can_authenticate(user)
