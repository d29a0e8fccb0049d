"""The gazetteer that the reader of Thai addresses works with, built once per process."""

from __future__ import annotations

from functools import lru_cache

from sanphalang.thai.places import Gazetteer, LocalAuthorityEntry


@lru_cache(maxsize=2)
def current(local_authorities: tuple[LocalAuthorityEntry, ...] = ()) -> Gazetteer:
    """Return the gazetteer of today's and former places; it is only read, never changed.

    Local authorities (อปท.) belong to a higher room and are given by the caller; the same ones give the same gazetteer.
    Places come from the same pinned package as the tables, so no database is asked.
    """
    return Gazetteer.from_geothai(local_authorities)
