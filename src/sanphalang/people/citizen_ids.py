"""The installation's own key for citizen IDs: only what it makes of them is kept."""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from django.conf import settings

from sanphalang.people.rules import CitizenId, kept_citizen_id

_PURPOSE = b"sanphalang.people.citizen_ids"


def kept(digits: str) -> CitizenId:
    """Return what is kept of the thirteen digits of a citizen ID."""
    return kept_citizen_id(digits, _key(settings.SECRET_KEY))


@cache
def _key(secret: str) -> bytes:
    """Derive the key, so that the digests tell nothing about what else the secret signs."""
    return hmac.new(secret.encode(), _PURPOSE, hashlib.sha256).digest()
