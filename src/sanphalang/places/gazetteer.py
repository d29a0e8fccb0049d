"""The gazetteer that the reader of Thai addresses works with, built once per process."""

from __future__ import annotations

from functools import lru_cache

from sanphalang.thai.places import Gazetteer


@lru_cache(maxsize=1)
def current() -> Gazetteer:
    """Return the gazetteer of today's and former places; it is only read, never changed.

    They come from the same pinned package as the tables, so no database is asked. Local authorities (อปท.) belong to a
    higher room, which adds them, and the villages, with ``Gazetteer.knowing``.
    """
    return Gazetteer.from_geothai()
