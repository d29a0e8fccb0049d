"""Keyed digests of this room: of the secret part of links, of codes, and of who was erased.

Each use has a key of its own, derived from the installation's; without it nobody can try out codes or citizen IDs.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def digest(purpose: str, value: str) -> str:
    """Return 64 hexadecimal digits for a value; nothing for nothing."""
    if not value:
        return ""
    key = hmac.new(settings.SECRET_KEY.encode(), f"sanphalang.privacy.{purpose}".encode(), hashlib.sha256).digest()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
