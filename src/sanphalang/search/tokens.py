"""What the index keeps of a word: a short keyed digest, so that nothing of a record can be read in it.

A name that is erased, or a text that is mended, is gone from the facts at once; a full-text index would hold its
letters in parts of the file that no statement reaches. Digests are equal for equal words, which is all that finding
needs. Words of different kinds never meet: a sign in front tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from django.conf import settings

_MAKE = 3  # goes up where the tokens of a text change: the index is then made anew at the next start
_BYTES = 4  # of half a million words one in eight thousand shares its digest with another

WORD, IN_NAME, NAME, SOUND, PIECE, BEGINNING, DIGITS = "", "n:", "=:", "a:", "p:", "b:", "t:"
"""A word anywhere but in the name; in the name; a whole name; a whole name as it sounds, and three letters of it; the
first two letters of a name's part; digits in a row of a telephone number."""

_OF_A_PIECE = "p"  # no hexadecimal digit


@lru_cache(maxsize=1_000_000)
def token(sign: str, word: str) -> str:
    """Return the digest of a word of one kind."""
    digest = blake2b(f"{sign}{word}".encode(), digest_size=_BYTES, key=_key(settings.SECRET_KEY)).hexdigest()
    return f"{_OF_A_PIECE}{digest}" if sign == PIECE else digest


def of_this_make(shelves: Iterable[str]) -> str:
    """Return a token that no word has, by which it is known again under which key and with what an index was made."""
    return token(PIECE, " ".join((f"v{_MAKE}", *shelves)))


def is_piece(text: str) -> bool:
    """Say whether a token is that of a piece of a name."""
    return text.startswith(_OF_A_PIECE)


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    return blake2b(secret.encode(), person=b"sanphalang.searc").digest()
