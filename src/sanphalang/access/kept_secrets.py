"""Secrets that must be read back (the seeds of codes), locked with a key derived from the installation's own."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet
from django.conf import settings

_PURPOSE = b"sanphalang.access.kept_secrets"


def locked(text: str) -> str:
    """Encrypt a secret for the database."""
    return _lock(settings.SECRET_KEY).encrypt(text.encode()).decode()


def unlocked(text: str) -> str:
    """Decrypt a secret from the database. Raises ``InvalidToken`` when the installation's key is another one."""
    return _lock(settings.SECRET_KEY).decrypt(text.encode()).decode()


@cache
def _lock(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.new(secret.encode(), _PURPOSE, hashlib.sha256).digest()))
