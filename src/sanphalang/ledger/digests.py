"""Keyed digests: what the ledger says of a private value instead of the value.

Whoever holds the installation's key can tell whether two entries speak of the same value; nobody can read it back, and
without the key nobody can try out all telephone numbers. The key is derived from ``SECRET_KEY``: under another key the
old digests stay, but compare with nothing new.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from django.conf import settings

_PREFIX = "private:"
_PURPOSE = b"sanphalang.ledger.digests"
_BYTES = 12  # 96 bits: enough that two values of one installation never share a digest


def private_digest(value: object) -> str:
    """Return ``private:`` and 24 hexadecimal digits for a private value; an empty value or None stays empty.

    Use it for both sides of a change: ``{"telephone": [private_digest(before), private_digest(after)]}``.
    """
    text = "" if value is None else str(value)
    if not text:
        return ""
    return _PREFIX + hmac.new(_key(settings.SECRET_KEY), text.encode(), hashlib.sha256).digest()[:_BYTES].hex()


@cache
def _key(secret: str) -> bytes:
    """Derive the key, so that the digests tell nothing about what else the secret signs."""
    return hmac.new(secret.encode(), _PURPOSE, hashlib.sha256).digest()
