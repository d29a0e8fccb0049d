"""How often codes of letters may be tried: a try is taken before a code is looked up, and given back when it was right.

A code has ten of 32 letters: 1 126 million million codes. For every beginning of three letters (32 768 of them) there
are ten tries an hour, so that who holds a letter waits only where ten others just mistyped a code that begins so. For
the country there are a thousand a minute: whoever takes them all locks out others for that minute and no longer.

Guessing without a pause, a thousand a minute, tries 526 million codes in a year. Where ten thousand letters can be
used at a time, that opens one in two hundred such years (526 million × 10 000 ÷ 1 126 million million = 0.005 a year).

Each try is an entry of the cache that all web processes share, made by ``add``, which only one of them can do
(:mod:`sanphalang.access.throttle` does the same). Nothing here looks at an internet address.
"""

from __future__ import annotations

import random
import time

from django.core.cache import cache
from django.utils.translation import gettext as _

from sanphalang.access.policy import Refused
from sanphalang.access.throttle import first_free
from sanphalang.privacy.digests import digest
from sanphalang.privacy.rules import first_group

TRIES_AN_HOUR = 10
"""At the codes with the same beginning."""
TRIES_A_MINUTE = 1_000
"""At all codes of the country."""
_HOUR, _MINUTE = 3600, 60
_LOOKED_AT = 20  # places of the country's tries that are looked at: only where nearly all are taken is none free


class TooManyCodes(Refused):
    """So many codes were tried that this one has to wait."""


def take_a_try(plain: str) -> list[str]:
    """Take a try at a code; return its names, to give it back when the code was right. Raises :class:`TooManyCodes`."""
    begins = digest("code tries", first_group(plain))
    by_beginning = first_free([f"code:{begins}:{number}" for number in range(TRIES_AN_HOUR)], _HOUR)
    if by_beginning is None:
        raise TooManyCodes(_("Many codes were tried just now. Please use the link, or try again in an hour."))
    numbers = random.sample(range(TRIES_A_MINUTE), min(_LOOKED_AT, TRIES_A_MINUTE))
    minute = int(time.time() // _MINUTE)
    by_all = first_free([f"codes:{minute}:{number}" for number in numbers], 2 * _MINUTE)
    if by_all is None:
        cache.delete(by_beginning)
        raise TooManyCodes(_("Very many codes were tried just now. Please use the link, or try again in a minute."))
    return [by_beginning, by_all]


def give_back(taken: list[str]) -> None:
    """Give back a try that was right; wrong ones before it still count."""
    cache.delete_many(taken)
