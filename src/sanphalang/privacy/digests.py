"""Keyed digests of this room: of the secret part of links, of codes, and of who was erased.

Each use has a key of its own, derived from the installation's; without it nobody can try out codes or citizen IDs. The
installation's key is read where it is kept, for a restore brings back that of the backup.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings


def digest(purpose: str, value: str) -> str:
    """Return 64 hexadecimal digits for a value; nothing for nothing."""
    if not value:
        return ""
    return hmac.new(_key(purpose, _secret()), value.encode(), hashlib.sha256).hexdigest()


def _secret() -> str:
    file = settings.KEY_FILE
    return settings.SECRET_KEY if file is None else _kept(str(file), file.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _kept(path: str, _changed: int) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read().strip()


@lru_cache(maxsize=32)
def _key(purpose: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), f"sanphalang.privacy.{purpose}".encode(), hashlib.sha256).digest()
