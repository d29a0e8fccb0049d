"""How often a password may be tried: ten times in half an hour for an account, from wherever the tries come.

Tries at a password look at no internet address. One that the request states can be made up, and one that is true
belongs to a whole office, where a colleague's mistakes must lock out nobody. Tries at an address that has no account
count the same, so that a lock does not tell which accounts there are.

A try is taken before the password is looked at, and given back when it was right. Each is an entry of the cache that
all web processes share, made by ``add``, which only one of them can do.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from sanphalang.ledger.digests import private_digest

_SHARED = "shared_cache"
"""The table of the cache that all processes share, as the settings name it."""
TRIES = 10
SECONDS = 30 * 60


class TooManyTries(Exception):  # noqa: N818 (what happened, not an error of the program)
    """The account cannot be tried at ``until`` it says."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def take_a_try(email: str) -> str:
    """Take one of the tries at the account with this address; return its name, to give it back when it was right.

    Raises :class:`TooManyTries` when none is left.
    """
    keys = _keys(email)
    taken = cache.get_many(keys)
    end = time.time() + SECONDS
    for key in keys:
        if key not in taken and cache.add(key, end, SECONDS):
            return key
    taken = cache.get_many(keys)
    raise TooManyTries(datetime.fromtimestamp(min(taken.values(), default=end), timezone.get_current_timezone()))


def give_back(name: str) -> None:
    """Give back a try that was right; wrong ones before it still count."""
    cache.delete(name)


def give_all_back(email: str) -> None:
    """Give back every try at an account whose password was replaced: the tries were at the old one."""
    cache.delete_many(_keys(email))


def clear_what_is_over() -> None:
    """Remove what the shared cache held for a time that is over, which it does not do by itself."""
    table, expires = map(connection.ops.quote_name, (_SHARED, "expires"))
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {expires} < %s", [now])  # noqa: S608 (names of our own settings)


def first_free(names: Iterable[str], seconds: int) -> str | None:
    """Take the first of some places that nobody has taken within so many seconds; return its name, or None."""
    keys = list(names)
    taken = cache.get_many(keys)
    return next((key for key in keys if key not in taken and cache.add(key, 1, seconds)), None)


def _keys(email: str) -> list[str]:
    """Name the tries; the address itself stands nowhere."""
    account = private_digest(f"sign-in {email.strip().lower()}")
    return [f"try:{account}:{number}" for number in range(TRIES)]
